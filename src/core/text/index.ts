export { type CleanLine, cleanLine } from './clean-line';
export { Cursor, isSpace } from './cursor';
export { LineIndex, type Position } from './line-index';
export { type LineReceiver, LineSplitter } from './line-splitter';
export { LineTable } from './line-table';
export { continuationStart, lastPrefixPath, skipBlanks, skipPrefixes } from './prefixes';
export { jsonText, pictured, spelledOut } from './visible';

export { type CleanLine, cleanLine } from './clean-line';
export { Cursor, isSpace } from './cursor';
export { decodedSource } from './decoded-source';
export { type LineReceiver, LineSplitter } from './line-splitter';
export { type LineIndex, LineTable, lineIndex } from './line-table';
export { encodeUtf8 } from './platform-text';
export { continuationStart, lastPrefixPath, skipBlanks, skipPrefixes } from './prefixes';
export { type Position, TextLines } from './text-lines';
export { jsonText, pictured, spelledOut } from './visible';

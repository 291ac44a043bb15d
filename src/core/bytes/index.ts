export { type ByteSource, MemorySource } from './byte-source';
export { hexValue, isDigit, isHexDigit } from './digits';
export { i32be, u16be, u16le, u32be, u32le } from './read-integers';
export { type Seq, seqAdd, seqAtOrBefore, seqBefore, seqDiff, seqMax, seqToNumber, toSeq } from './sequence';
export { NEVER, type StopSignal } from './stop-signal';
export { decodeUtf8, utf8Length } from './utf8';

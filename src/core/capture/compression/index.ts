export { DecompressedSource } from './decompressed-source';
export type { Compression } from './decompressor';
export { isSkippableMagic, ZSTD_MAGIC } from './zstd-header';

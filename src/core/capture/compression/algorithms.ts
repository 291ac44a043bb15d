import type { ByteSource } from '../../bytes';
import type { Compression, Decompressor } from './decompressor';
import { GzipDecompressor } from './gzip';
import { ZstdDecompressor } from './zstd';

/** Written out here, as no host has both: docs/decisions/0001-own-decompression.md. */
const ALGORITHMS: Readonly<Record<Compression, new (source: ByteSource) => Decompressor>> = {
  gzip: GzipDecompressor,
  zstd: ZstdDecompressor,
};

export const createDecompressor = (compression: Compression, source: ByteSource): Decompressor =>
  new ALGORITHMS[compression](source);

import type { ByteSource } from '../../bytes';
import type { Problem } from '../problem';
import { type ReportingSource, reportsProblems } from '../reporting-source';
import { createDecompressor } from './algorithms';
import { BlockCache } from './block-cache';
import type { Compression } from './decompressor';
import { ForwardStream } from './forward-stream';

const SUFFIX = /\.(gz|gzip|zst|zstd)$/i;

/**
 * What a compressed source decompresses to. Reading on is a stream; reading back is served from a bounded cache,
 * else by decompressing from the beginning once more, beside the stream, which is not disturbed.
 */
export class DecompressedSource implements ReportingSource {
  readonly name: string;
  private readonly cache = new BlockCache();
  private readonly front: ForwardStream;
  private behind: ForwardStream | null = null;
  /** One read at a time: they share the streams. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly inner: ByteSource,
    private readonly compression: Compression,
    private readonly pause: () => Promise<void>,
  ) {
    this.name = inner.name.replace(SUFFIX, '');
    this.front = this.stream();
  }

  /** Infinity until the compressed source has been read to its present end. */
  async size(): Promise<number> {
    const { front } = this;
    if (!front.ended || (await this.inner.size()) > front.taken) return Number.POSITIVE_INFINITY;
    return front.position;
  }

  read(offset: number, target: Uint8Array): Promise<number> {
    const reading = this.queue.then(() => this.fill(offset, target));
    this.queue = reading.catch(() => {});
    return reading;
  }

  problems(): readonly Problem[] {
    const problem = this.front.problem();
    const own = problem === null ? [] : [problem];
    return reportsProblems(this.inner) ? [...own, ...this.inner.problems()] : own;
  }

  async close(): Promise<void> {
    await this.queue;
    await this.inner.close();
  }

  private async fill(offset: number, target: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < target.length) {
      const bytes = await this.bytesAt(offset + filled);
      if (bytes.length === 0) break;
      const part = bytes.subarray(0, target.length - filled);
      target.set(part, filled);
      filled += part.length;
    }
    return filled;
  }

  /** Some bytes from `offset` on; none at the end. */
  private async bytesAt(offset: number): Promise<Uint8Array> {
    const cached = this.cache.at(offset);
    if (cached) return cached;
    const { front } = this;
    if (offset >= front.firstHeld) return front.at(offset);
    if (this.behind === null || this.behind.firstHeld > offset) this.behind = this.stream();
    return this.behind.at(offset);
  }

  private stream(): ForwardStream {
    return new ForwardStream(createDecompressor(this.compression, this.inner), this.cache, this.pause);
  }
}

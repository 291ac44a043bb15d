import type { ByteSource } from '../bytes';

/** Bytes of one read. */
const CHUNK = 1 << 20;

/** Reads at places that come one after another, a piece of the file at a time. */
export class ForwardReader {
  private held = new Uint8Array(0);
  private from = 0;

  constructor(private readonly source: ByteSource) {}

  /** Bytes [at, at + length), good until the next call; fewer where the file ends. */
  async bytes(at: number, length: number): Promise<Uint8Array> {
    if (at < this.from || at + length > this.from + this.held.length) {
      const buffer = new Uint8Array(Math.max(CHUNK, length));
      this.held = buffer.subarray(0, await this.source.read(at, buffer));
      this.from = at;
    }
    return this.held.subarray(at - this.from, at - this.from + length);
  }
}

import type { ByteSource } from '../../core/bytes';

/** A document of a file system that only the editor can read: its bytes were handed over, and again when it grew. */
export class HeldBytes implements ByteSource {
  constructor(
    readonly name: string,
    private bytes: Uint8Array,
  ) {}

  async size(): Promise<number> {
    return this.bytes.length;
  }

  async read(offset: number, target: Uint8Array): Promise<number> {
    const part = this.bytes.subarray(offset, offset + target.length);
    target.set(part);
    return part.length;
  }

  async close(): Promise<void> {}

  /** Takes over another look at the same; false: nothing is different. */
  renew(later: HeldBytes): boolean {
    if (later.bytes.length === this.bytes.length && this.bytes.every((byte, at) => byte === later.bytes[at]))
      return false;
    this.bytes = later.bytes;
    return true;
  }

  /** Takes over a later reading of the same document where it only adds to this one. */
  adopt(later: HeldBytes): void {
    if (later.bytes.length < this.bytes.length) return;
    if (this.bytes.every((byte, at) => byte === later.bytes[at])) this.bytes = later.bytes;
  }
}

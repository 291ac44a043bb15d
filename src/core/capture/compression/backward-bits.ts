/**
 * A bit stream that is read from its end (RFC 8878 section 4.1): the highest set bit of the last byte marks where
 * it begins. Bits before the beginning read as zeros, and `left` is then negative.
 */
export class BackwardBits {
  /** Bits not read yet. */
  left = 0;
  private bytes: Uint8Array = new Uint8Array(0);
  private start = 0;

  /** The stream is `bytes[start, end)`; false when it has no mark. */
  begin(bytes: Uint8Array, start: number, end: number): boolean {
    if (end <= start || bytes[end - 1] === 0) return false;
    this.bytes = bytes;
    this.start = start;
    this.left = (end - start) * 8 - 1 - (Math.clz32(bytes[end - 1]) - 24);
    return true;
  }

  /** Takes at most 24 bits. */
  take(width: number): number {
    const left = this.left - width;
    this.left = left;
    if (left < 0) return this.beyond(width);
    const at = this.start + (left >>> 3);
    const { bytes } = this;
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    return (word >>> (left & 7)) & ((1 << width) - 1);
  }

  /** The last of the stream's bits, with zeros for those before its beginning. */
  private beyond(width: number): number {
    const missing = -this.left;
    if (missing >= width) return 0;
    const { bytes, start } = this;
    const word = bytes[start] | (bytes[start + 1] << 8) | (bytes[start + 2] << 16);
    return (word & ((1 << (width - missing)) - 1)) << missing;
  }
}

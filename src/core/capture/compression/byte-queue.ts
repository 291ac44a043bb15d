/** Input that came in pieces and is taken in others; what is taken is contiguous. */
export class ByteQueue {
  bytes: Uint8Array = new Uint8Array(256 << 10);
  at = 0;
  end = 0;
  /** Bytes taken before `bytes[0]`. */
  private before = 0;

  get available(): number {
    return this.end - this.at;
  }

  /** Bytes taken since the beginning. */
  get position(): number {
    return this.before + this.at;
  }

  append(piece: Uint8Array): void {
    const left = this.available;
    const target =
      left + piece.length <= this.bytes.length ? this.bytes : new Uint8Array((left + piece.length) * 2);
    target.set(this.bytes.subarray(this.at, this.end));
    target.set(piece, left);
    this.bytes = target;
    this.before += this.at;
    this.at = 0;
    this.end = left + piece.length;
  }

  /** The next `count` bytes, which are there; valid until the next append. */
  take(count: number): Uint8Array {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

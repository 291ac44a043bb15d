/** Bytes after the end that may be read, as zeros, before it is noticed that they were. */
const PADDING = 16;

/**
 * Bits of a DEFLATE stream, least significant first, from input that comes in pieces. Reading past what has come
 * gives zeros and makes `overrun` true: the caller then goes back to its mark and waits for more.
 */
export class BitInput {
  bytes = new Uint8Array(PADDING);
  at = 0;
  end = 0;
  /** The next `count` bits; those above are not defined. */
  hold = 0;
  count = 0;
  /** Bytes that were handed in before `bytes[0]`. */
  private before = 0;
  private markAt = 0;
  private markHold = 0;
  private markCount = 0;

  /** Adds a piece to what is not read yet. */
  append(piece: Uint8Array): void {
    this.forgetPadding();
    const left = this.end - this.at;
    const room = left + piece.length + PADDING;
    const target = room <= this.bytes.length ? this.bytes : new Uint8Array(room);
    target.set(this.bytes.subarray(this.at, this.end));
    target.set(piece, left);
    target.fill(0, left + piece.length, room);
    this.before += this.at;
    this.bytes = target;
    this.at = 0;
    this.end = left + piece.length;
  }

  /** Bits that were held from behind the end are not the stream's. */
  private forgetPadding(): void {
    if (this.at <= this.end) return;
    this.count -= (this.at - this.end) * 8;
    this.at = this.end;
  }

  get overrun(): boolean {
    return this.at * 8 - this.count > this.end * 8;
  }

  /** Whole bytes that are there and not read. */
  get available(): number {
    return this.end - this.at + (this.count >>> 3);
  }

  /** Bytes read since the beginning of the input; the current one counts when part of it is read. */
  get position(): number {
    return this.before + this.at - (this.count >>> 3);
  }

  mark(): void {
    this.markAt = this.at;
    this.markHold = this.hold;
    this.markCount = this.count;
  }

  /** Back to the mark, if nothing was appended since. */
  rewind(): void {
    this.at = this.markAt;
    this.hold = this.markHold;
    this.count = this.markCount;
  }

  /** Makes at least 25 bits available. */
  fill(): void {
    while (this.count <= 24) {
      this.hold |= (this.at < this.end ? this.bytes[this.at] : 0) << this.count;
      this.at++;
      this.count += 8;
    }
  }

  /** The next bits, at most 24. */
  take(bits: number): number {
    this.fill();
    const value = this.hold & ((1 << bits) - 1);
    this.drop(bits);
    return value;
  }

  drop(bits: number): void {
    this.hold >>>= bits;
    this.count -= bits;
  }

  /** Goes on at the next whole byte, with no bits held. */
  alignToByte(): void {
    this.at -= this.count >>> 3;
    this.hold = 0;
    this.count = 0;
  }
}

/**
 * Two buffers that take turns: one is walked while the next chunk of the file is read into the other. What was
 * left of the first is copied in front of the chunk, into the room kept there, so that the reader always sees
 * one contiguous piece and nothing else is ever copied.
 */
export class DoubleBuffer {
  /** The piece to walk is `bytes[start, end)`. */
  bytes = new Uint8Array(0);
  start = 0;
  end = 0;
  /** File offset of the byte after the last one that was read or skipped. */
  fileEnd = 0;
  private spare = new Uint8Array(0);
  private room: number;
  private length: number;
  private target = new Uint8Array(0);
  /** Bytes after `fileEnd` that are to be dropped when they come. */
  private toSkip = 0;

  constructor(private readonly chunkLength: number) {
    this.room = chunkLength;
    this.length = chunkLength;
  }

  /** File offset of the first byte that is not consumed yet. */
  get position(): number {
    return this.fileEnd - (this.end - this.start) + this.toSkip;
  }

  /** Where the chunk at `fileEnd` is to be read into; `bytes` stays as it is meanwhile. */
  nextTarget(): Uint8Array {
    if (this.spare.length < this.room + this.length) this.spare = new Uint8Array(this.room + this.length);
    this.target = this.spare.subarray(this.room, this.room + this.length);
    return this.target;
  }

  /** The target now holds `count` bytes: they follow what is left. */
  accept(count: number): void {
    const left = this.end - this.start;
    if (left > this.room) this.enlarge(left, count);
    const from = this.room - left;
    this.spare.set(this.bytes.subarray(this.start, this.end), from);
    const walked = this.bytes;
    this.bytes = this.spare;
    this.spare = walked;
    this.start = from;
    this.end = this.room + count;
    this.fileEnd += count;
    // A record longer than a chunk: reading as much again as there is keeps the copying proportional.
    this.length = Math.max(this.chunkLength, left);
    this.skip();
  }

  /** The reader is done with `count` bytes: more than there are when it skips. */
  consume(count: number): void {
    this.toSkip += count;
    this.skip();
  }

  /** Whether all of a chunk of `count` bytes at `fileEnd` would be dropped. */
  skipsAll(count: number): boolean {
    return this.toSkip >= count && this.toSkip > 0;
  }

  /** Goes on at the file offset that is skipped to, without the bytes before it. */
  jump(): void {
    this.fileEnd += this.toSkip;
    this.toSkip = 0;
  }

  private skip(): void {
    const dropped = Math.min(this.toSkip, this.end - this.start);
    this.start += dropped;
    this.toSkip -= dropped;
  }

  private enlarge(left: number, count: number): void {
    let room = this.room;
    while (room < left) room *= 2;
    const larger = new Uint8Array(room + this.length);
    larger.set(this.target.subarray(0, count), room);
    this.spare = larger;
    this.room = room;
  }
}

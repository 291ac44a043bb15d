import type { ByteSource } from '../bytes';

/** A part of a recording: bytes [from, to) of a source. */
export interface Piece {
  readonly name: string;
  readonly source: ByteSource;
  readonly from: number;
  readonly to: number;
}

/** Pieces of one recording, one after another, as one file. */
export class PiecedSource implements ByteSource {
  /** Where each piece begins. */
  private starts: readonly number[] = [];
  private length = 0;

  constructor(
    readonly name: string,
    private pieces: readonly Piece[],
  ) {
    this.measure();
  }

  /** What was the last piece may have grown, and others may have come behind it: `pieces` begins with it. */
  replaceLast([last, ...behind]: readonly Piece[]): void {
    const { from } = this.pieces[this.pieces.length - 1];
    this.pieces = [...this.pieces.slice(0, -1), { ...last, from }, ...behind];
    this.measure();
  }

  private measure(): void {
    const starts: number[] = [];
    let at = 0;
    for (const { from, to } of this.pieces) {
      starts.push(at);
      at += to - from;
    }
    this.starts = starts;
    this.length = at;
  }

  async size(): Promise<number> {
    return this.length;
  }

  async read(offset: number, target: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < target.length && offset + filled < this.length) {
      const at = this.indexAt(offset + filled);
      const { source, from, to } = this.pieces[at];
      const within = from + offset + filled - this.starts[at];
      const part = target.subarray(filled, filled + Math.min(target.length - filled, to - within));
      const count = await source.read(within, part);
      if (count === 0) break;
      filled += count;
    }
    return filled;
  }

  /** The piece that holds a byte, and where it begins. */
  pieceAt(offset: number): { readonly name: string; readonly start: number } {
    const at = this.indexAt(offset);
    return { name: this.pieces[at].name, start: this.starts[at] };
  }

  /** The pieces belong to the caller, who opened them. */
  async close(): Promise<void> {}

  private indexAt(offset: number): number {
    return Math.max(
      0,
      this.starts.findLastIndex((start) => start <= offset),
    );
  }
}

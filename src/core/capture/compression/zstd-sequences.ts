import { BackwardBits } from './backward-bits';
import { buildFse, type FseTable, readFse, singleSymbol } from './fse';

/** One of the three codes of a sequence (RFC 8878 section 3.1.1.3.2.1), with its default distribution (section 3.1.1.3.2.2). */
interface Field {
  readonly largestSymbol: number;
  readonly largestAccuracy: number;
  readonly standard: FseTable;
}

const ones = (count: number): number[] => new Array<number>(count).fill(1);
const twos = (count: number): number[] => new Array<number>(count).fill(2);
const rare = (count: number): number[] => new Array<number>(count).fill(-1);

const LITERAL_LENGTH: Field = {
  largestSymbol: 35,
  largestAccuracy: 9,
  standard: buildFse([4, 3, ...twos(11), 1, 1, 1, ...twos(9), 3, 2, ...ones(5), ...rare(4)], 6),
};
const OFFSET: Field = {
  largestSymbol: 31,
  largestAccuracy: 8,
  standard: buildFse([...ones(6), 2, 2, 2, ...ones(15), ...rare(5)], 5),
};
const MATCH_LENGTH: Field = {
  largestSymbol: 52,
  largestAccuracy: 9,
  standard: buildFse([1, 4, 3, ...twos(6), ...ones(37), ...rare(7)], 6),
};

/** Extra bits of the length codes (section 3.1.1.3.2.1.1); each code's base follows from those before it. */
const LITERAL_BITS = Uint8Array.of(
  ...new Array<number>(16).fill(0),
  ...[1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
);
const MATCH_BITS = Uint8Array.of(
  ...new Array<number>(32).fill(0),
  ...[1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
);
const LITERAL_BASES = bases(LITERAL_BITS, 0);
const MATCH_BASES = bases(MATCH_BITS, 3);

/** No window that is accepted is larger than 2^27, so no valid offset needs more bits. */
const LARGEST_OFFSET_CODE = 27;

const Mode = { standard: 0, single: 1, described: 2, repeated: 3 } as const;

/** The sequences section of a compressed block. Keeps tables and recent offsets for later blocks of the frame. */
export class ZstdSequences {
  /** Sequences still to be taken with `next`. */
  left = 0;
  literalLength = 0;
  matchLength = 0;
  offset = 0;
  private readonly bits = new BackwardBits();
  private literalTable: FseTable | null = null;
  private offsetTable: FseTable | null = null;
  private matchTable: FseTable | null = null;
  private literalState = 0;
  private offsetState = 0;
  private matchState = 0;
  private recent0 = 1;
  private recent1 = 4;
  private recent2 = 8;
  private at = 0;

  /** Reads the section's header at `bytes[at, end)`; false when it is invalid. */
  begin(bytes: Uint8Array, at: number, end: number): boolean {
    if (at >= end) return false;
    const first = bytes[at];
    this.at = at + (first < 128 ? 1 : first < 255 ? 2 : 3);
    this.left =
      first < 128 ? first : first < 255 ? ((first - 128) << 8) | bytes[at + 1] : longCount(bytes, at);
    if (this.left === 0) return this.at === end;
    if (this.at >= end) return false;
    const modes = bytes[this.at++];
    if (modes & 3) return false;
    this.literalTable = this.table(LITERAL_LENGTH, modes >>> 6, this.literalTable, bytes, end);
    this.offsetTable = this.table(OFFSET, (modes >>> 4) & 3, this.offsetTable, bytes, end);
    this.matchTable = this.table(MATCH_LENGTH, (modes >>> 2) & 3, this.matchTable, bytes, end);
    if (!this.literalTable || !this.offsetTable || !this.matchTable) return false;
    if (!this.bits.begin(bytes, this.at, end)) return false;
    this.literalState = this.bits.take(this.literalTable.accuracy);
    this.offsetState = this.bits.take(this.offsetTable.accuracy);
    this.matchState = this.bits.take(this.matchTable.accuracy);
    return this.bits.left >= 0;
  }

  /** Decodes the next sequence into the three fields; false when the section is invalid. */
  next(): boolean {
    const { bits } = this;
    const literal = this.literalTable!;
    const offset = this.offsetTable!;
    const match = this.matchTable!;
    const offsetCode = offset.symbols[this.offsetState];
    const matchCode = match.symbols[this.matchState];
    const literalCode = literal.symbols[this.literalState];
    if (offsetCode > LARGEST_OFFSET_CODE) return false;
    // More than a word can give at once.
    const highBits = offsetCode > 16 ? offsetCode - 16 : 0;
    const high = highBits === 0 ? 0 : bits.take(highBits) << 16;
    const value = (1 << offsetCode) | high | bits.take(offsetCode - highBits);
    this.matchLength = MATCH_BASES[matchCode] + bits.take(MATCH_BITS[matchCode]);
    this.literalLength = LITERAL_BASES[literalCode] + bits.take(LITERAL_BITS[literalCode]);
    this.recall(value);
    this.left--;
    if (this.left === 0) return bits.left === 0;
    this.literalState = literal.bases[this.literalState] + bits.take(literal.bits[this.literalState]);
    this.matchState = match.bases[this.matchState] + bits.take(match.bits[this.matchState]);
    this.offsetState = offset.bases[this.offsetState] + bits.take(offset.bits[this.offsetState]);
    return bits.left >= 0;
  }

  /** The first three values name recent offsets, shifted by one after no literals (section 3.1.1.5). */
  private recall(value: number): void {
    const which = value > 3 ? 4 : value + (this.literalLength === 0 ? 1 : 0);
    const { recent0, recent1, recent2 } = this;
    if (value > 3) this.offset = value - 3;
    else this.offset = which === 1 ? recent0 : which === 2 ? recent1 : which === 3 ? recent2 : recent0 - 1;
    if (which === 1) return;
    if (which !== 2) this.recent2 = recent1;
    this.recent1 = recent0;
    this.recent0 = this.offset;
  }

  private table(
    field: Field,
    mode: number,
    before: FseTable | null,
    bytes: Uint8Array,
    end: number,
  ): FseTable | null {
    if (mode === Mode.standard) return field.standard;
    if (mode === Mode.repeated) return before;
    if (this.at >= end) return null;
    if (mode === Mode.single) {
      const symbol = bytes[this.at++];
      return symbol > field.largestSymbol ? null : singleSymbol(symbol);
    }
    const description = readFse(bytes, this.at, end, field.largestSymbol, field.largestAccuracy);
    this.at = description?.end ?? end;
    return description?.table ?? null;
  }
}

const longCount = (bytes: Uint8Array, at: number): number => (bytes[at + 1] | (bytes[at + 2] << 8)) + 0x7f00;

function bases(bits: Uint8Array, first: number): Uint32Array {
  const values = new Uint32Array(bits.length);
  for (let code = 0, next = first; code < bits.length; code++) {
    values[code] = next;
    next += 1 << bits[code];
  }
  return values;
}

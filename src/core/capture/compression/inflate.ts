import { BitInput } from './bit-input';
import {
  CODE_LENGTH_ORDER,
  DISTANCE_BASE,
  DISTANCE_EXTRA,
  FIXED_LENGTHS,
  LENGTH_BASE,
  LENGTH_EXTRA,
  REPEATS,
} from './deflate-tables';
import { HuffmanCode } from './huffman';

/** What made `Inflate.run` return. */
export const InflateStop = { needsInput: 0, outputFull: 1, finished: 2, corrupt: 3 } as const;
export type InflateStop = (typeof InflateStop)[keyof typeof InflateStop];

const WINDOW = 32 << 10;
/** Output is made in pieces of about this size, behind the window that matches may refer to. */
const PIECE = 128 << 10;
const LIMIT = WINDOW + PIECE;
const LONGEST_MATCH = 258;
/** A match takes at most 15 + 5 + 15 + 13 bits, and refills read up to 4 bytes ahead. */
const SYMBOL_BYTES = 12;

type State = 'block' | 'stored' | 'codes' | 'end';

/**
 * Decompresses one DEFLATE stream (RFC 1951) in pieces: `input` takes what comes, `run` goes on until it needs
 * more, has made a piece, or is through. Never throws; memory does not depend on the data.
 */
export class Inflate {
  readonly input = new BitInput();
  /** The piece made last is `output[start, end)`, valid until the next run. */
  readonly output = new Uint8Array(LIMIT + LONGEST_MATCH);
  start = 0;
  end = 0;
  /** First byte of `output` that belongs to this stream. */
  private oldest = 0;
  private state: State = 'block';
  private lastBlock = false;
  private storedLeft = 0;
  private readonly lengths = new Uint8Array(288 + 32);
  private readonly literals = new HuffmanCode(288);
  private readonly distances = new HuffmanCode(32);
  private readonly codeLengths = new HuffmanCode(19);

  /** Begins another stream at the input's present byte. */
  reset(): void {
    this.oldest = this.end;
    this.state = 'block';
    this.lastBlock = false;
  }

  run(): InflateStop {
    this.slide();
    for (;;) {
      if (this.state === 'end') return InflateStop.finished;
      const stop = this.step();
      if (stop !== null) return stop;
    }
  }

  private step(): InflateStop | null {
    if (this.state === 'stored') return this.copyStored();
    if (this.state === 'codes') return this.decode();
    this.input.mark();
    const valid = this.readBlockHeader();
    // What lies behind the end reads as zeros and may look like anything.
    if (this.input.overrun) {
      this.input.rewind();
      return InflateStop.needsInput;
    }
    return valid ? null : InflateStop.corrupt;
  }

  /** Keeps the window and makes room behind it. */
  private slide(): void {
    if (this.end > WINDOW) {
      const shift = this.end - WINDOW;
      this.output.copyWithin(0, shift, this.end);
      this.end = WINDOW;
      this.oldest = Math.max(0, this.oldest - shift);
    }
    this.start = this.end;
  }

  private endBlock(): void {
    this.state = this.lastBlock ? 'end' : 'block';
    if (this.lastBlock) this.input.alignToByte();
  }

  private readBlockHeader(): boolean {
    const { input } = this;
    const lastBlock = input.take(1) === 1;
    const type = input.take(2);
    const valid =
      type === 0 ? this.beginStored() : type === 1 ? this.beginFixed() : type === 2 && this.beginDynamic();
    if (!valid || input.overrun) return valid;
    this.lastBlock = lastBlock;
    this.state = type === 0 ? 'stored' : 'codes';
    return true;
  }

  /** Section 3.2.4: the length and its complement. */
  private beginStored(): boolean {
    this.input.alignToByte();
    this.storedLeft = this.input.take(16);
    return (this.storedLeft ^ this.input.take(16)) === 0xffff;
  }

  private beginFixed(): boolean {
    this.literals.build(FIXED_LENGTHS, 0, 288);
    return this.distances.build(FIXED_LENGTHS, 288, 32);
  }

  /** Section 3.2.7: the code lengths, themselves coded. */
  private beginDynamic(): boolean {
    const { input, lengths } = this;
    const literals = input.take(5) + 257;
    const distances = input.take(5) + 1;
    const count = input.take(4) + 4;
    if (literals > 286 || distances > 30) return false;
    lengths.fill(0, 0, 19);
    for (let i = 0; i < count; i++) lengths[CODE_LENGTH_ORDER[i]] = input.take(3);
    if (!this.codeLengths.build(lengths, 0, 19)) return false;
    if (!this.readCodeLengths(literals + distances)) return false;
    // Without an end-of-block code the block could not end.
    if (lengths[256] === 0) return false;
    return this.literals.build(lengths, 0, literals) && this.distances.build(lengths, literals, distances);
  }

  private readCodeLengths(total: number): boolean {
    const { input, lengths, codeLengths } = this;
    for (let i = 0; i < total; ) {
      input.fill();
      const entry = codeLengths.fast[input.hold & codeLengths.fastMask];
      if (entry === 0) return false;
      input.drop(entry & 15);
      const symbol = entry >>> 4;
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      const { bits, least } = REPEATS[symbol - 16];
      const repeat = least + input.take(bits);
      if (i + repeat > total || (symbol === 16 && i === 0)) return false;
      lengths.fill(symbol === 16 ? lengths[i - 1] : 0, i, i + repeat);
      i += repeat;
    }
    return true;
  }

  private copyStored(): InflateStop | null {
    const { input } = this;
    input.alignToByte();
    const count = Math.min(this.storedLeft, input.end - input.at, LIMIT - this.end);
    this.output.set(input.bytes.subarray(input.at, input.at + count), this.end);
    input.at += count;
    this.end += count;
    this.storedLeft -= count;
    if (this.storedLeft > 0) return this.end === LIMIT ? InflateStop.outputFull : InflateStop.needsInput;
    this.endBlock();
    return null;
  }

  /** The hot loop: literals and matches (section 3.2.3) until the block, the input or the room for output ends. */
  private decode(): InflateStop | null {
    const { input, output, literals, distances } = this;
    const { bytes } = input;
    const { fast: literalFast, fastMask } = literals;
    const distanceFast = distances.fast;
    const nearEnd = input.end - SYMBOL_BYTES;
    const { oldest } = this;
    let { at, hold, count } = input;
    let out = this.end;
    let stop: InflateStop | null = InflateStop.outputFull;
    while (out < LIMIT) {
      const careful = at > nearEnd;
      if (careful) {
        input.at = at;
        input.hold = hold;
        input.count = count;
        input.mark();
      }
      const before = out;
      while (count <= 24) {
        hold |= bytes[at++] << count;
        count += 8;
      }
      let entry = literalFast[hold & fastMask] || literals.slow(hold);
      const invalid = entry < 0;
      let failed = false;
      let ended = false;
      hold >>>= entry & 15;
      count -= entry & 15;
      let symbol = entry >>> 4;
      if (symbol < 256) output[out++] = symbol;
      else if (symbol === 256) ended = true;
      else if (!invalid && symbol < 286) {
        symbol -= 257;
        const lengthBits = LENGTH_EXTRA[symbol];
        const length = LENGTH_BASE[symbol] + (hold & ((1 << lengthBits) - 1));
        hold >>>= lengthBits;
        count -= lengthBits;
        while (count <= 24) {
          hold |= bytes[at++] << count;
          count += 8;
        }
        entry = distanceFast[hold & fastMask] || distances.slow(hold);
        hold >>>= entry & 15;
        count -= entry & 15;
        while (count <= 24) {
          hold |= bytes[at++] << count;
          count += 8;
        }
        symbol = entry >>> 4;
        const distanceBits = DISTANCE_EXTRA[symbol];
        const distance = DISTANCE_BASE[symbol] + (hold & ((1 << distanceBits) - 1));
        hold >>>= distanceBits;
        count -= distanceBits;
        let from = out - distance;
        failed = entry < 0 || symbol >= 30 || from < oldest;
        if (!failed) for (const last = out + length; out < last; ) output[out++] = output[from++];
      } else failed = true;
      if (careful && at * 8 - count > input.end * 8) {
        input.rewind();
        this.end = before;
        return InflateStop.needsInput;
      }
      if (failed || ended) {
        stop = failed ? InflateStop.corrupt : null;
        break;
      }
    }
    input.at = at;
    input.hold = hold;
    input.count = count;
    this.end = out;
    if (stop === null) this.endBlock();
    return stop;
  }
}

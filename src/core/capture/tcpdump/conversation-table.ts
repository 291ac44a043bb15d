import type { Segment } from '../../decode';
import { AddressFamily } from '../../tcp';

const KEY_WORDS = 10;

/** Numbers kept of each conversation; the columns of ConversationTable.values. */
export const Slot = {
  /** Offsets from printed to given numbers, by direction (0 or 1). */
  offset0: 0,
  offset1: 1,
  /** The next number expected of a direction. */
  next0: 2,
  next1: 3,
  /** Bits of `Known` in the sequence resolver. */
  known: 4,
  /** The run in which tcpdump's own table got this conversation. */
  run: 5,
  /** Initial sequence numbers of the SYNs in the log, and the run they were in. */
  initial0: 6,
  initial1: 7,
  synRun0: 8,
  synRun1: 9,
} as const;
const SLOTS = 10;

/**
 * Conversations by their two endpoints, like the table inside tcpdump: both directions share one row. An open-addressed
 * hash in typed arrays, 80 bytes a row, so that millions of conversations cost no objects.
 */
export class ConversationTable {
  /** Row `r`'s numbers are at `r * 10`. */
  values = new Int32Array(SLOTS * 64);
  /** Whether the segment looked up last goes from the row's second endpoint to its first. */
  reversed = 0;
  private keys = new Int32Array(KEY_WORDS * 64);
  private buckets = new Int32Array(128).fill(-1);
  private count = 0;
  private readonly key = new Int32Array(KEY_WORDS);

  /** The place in `values` of the segment's conversation; a new one is all 0. */
  find(segment: Segment): number {
    this.fillKey(segment);
    if (this.count * 2 >= this.buckets.length) this.grow();
    let bucket = this.hash(this.key, 0);
    for (; this.buckets[bucket] >= 0; bucket = (bucket + 1) & (this.buckets.length - 1)) {
      if (this.matches(this.buckets[bucket])) return this.buckets[bucket] * SLOTS;
    }
    this.buckets[bucket] = this.count;
    this.keys.set(this.key, this.count * KEY_WORDS);
    return this.count++ * SLOTS;
  }

  private matches(row: number): boolean {
    const at = row * KEY_WORDS;
    for (let i = 0; i < KEY_WORDS; i++) if (this.keys[at + i] !== this.key[i]) return false;
    return true;
  }

  private fillKey(s: Segment): void {
    const { key } = this;
    this.reversed = isReversed(s) ? 1 : 0;
    const from = this.reversed === 1 ? 4 : 0;
    key[from] = s.source0;
    key[from + 1] = s.source1;
    key[from + 2] = s.source2;
    key[from + 3] = s.source3;
    key[4 - from] = s.destination0;
    key[5 - from] = s.destination1;
    key[6 - from] = s.destination2;
    key[7 - from] = s.destination3;
    key[8] =
      this.reversed === 1
        ? (s.destinationPort << 16) | s.sourcePort
        : (s.sourcePort << 16) | s.destinationPort;
    key[9] = s.family === AddressFamily.name ? 1 : s.family;
  }

  private hash(words: Int32Array, at: number): number {
    let h = 0x811c9dc5;
    for (let i = 0; i < KEY_WORDS; i++) h = Math.imul(h ^ words[at + i], 0x9e3779b1) ^ (h >>> 15);
    return (h ^ (h >>> 13)) & (this.buckets.length - 1);
  }

  private grow(): void {
    this.buckets = new Int32Array(this.buckets.length * 2).fill(-1);
    const rows = this.buckets.length / 2;
    this.keys = widened(this.keys, rows * KEY_WORDS);
    this.values = widened(this.values, rows * SLOTS);
    for (let row = 0; row < this.count; row++) {
      let bucket = this.hash(this.keys, row * KEY_WORDS);
      while (this.buckets[bucket] >= 0) bucket = (bucket + 1) & (this.buckets.length - 1);
      this.buckets[bucket] = row;
    }
  }
}

function widened(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length);
  to.set(from);
  return to;
}

/** One order of the two endpoints, whichever sends. */
function isReversed(s: Segment): boolean {
  if (s.sourcePort !== s.destinationPort) return s.sourcePort > s.destinationPort;
  if (s.source0 !== s.destination0) return s.source0 > s.destination0;
  if (s.source1 !== s.destination1) return s.source1 > s.destination1;
  if (s.source2 !== s.destination2) return s.source2 > s.destination2;
  return s.source3 > s.destination3;
}

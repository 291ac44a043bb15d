import { u32be, u32le } from '../../bytes';
import { largestFrame, STANDARD_FRAME } from '../packet-limits';
import type { PcapHeader } from './pcap-header';

/** Packet headers in a row that must fit together before a place is believed. */
const CHAIN = 3;
/** Longer packets, which hardly any link type has, are not looked for. */
const LARGEST_SEARCHED = 0xffffff;
/** Headers count as one capture's when they are no further apart than this. */
const DAY = 86_400;

export const ChainVerdict = { implausible: 0, plausible: 1, needsMore: 2 } as const;
export type ChainVerdict = (typeof ChainVerdict)[keyof typeof ChainVerdict];

/** Judges whether packet headers begin at a place in a damaged file. Strict: a wrong yes would invent packets. */
export class PcapChain {
  /** After `needsMore`: bytes from the candidate on that a verdict takes. */
  needed = 0;
  private readonly u32: (bytes: Uint8Array, at: number) => number;
  private readonly largestFraction: number;
  private readonly largestCapture: number;
  private readonly largestOriginal: number;
  private readonly recordHeaderLength: number;
  /** Where in a packet header the highest byte of each length is: 0, as no packet takes 16 MiB. */
  private readonly firstHigh: number;
  private readonly secondHigh: number;

  constructor(header: PcapHeader) {
    this.u32 = header.littleEndian ? u32le : u32be;
    this.largestFraction = header.timeDigits === 9 ? 999_999_999 : 999_999;
    this.largestOriginal = Math.min(largestFrame(header.linkType), LARGEST_SEARCHED);
    const snapLength = header.snapLength || STANDARD_FRAME;
    this.largestCapture = Math.min(STANDARD_FRAME, snapLength);
    this.recordHeaderLength = header.recordHeaderLength;
    this.firstHigh = header.littleEndian ? 11 : 8;
    this.secondHigh = this.firstHigh + 4;
  }

  /**
   * Do `CHAIN` headers follow one another from `at` on, none more than a day from `seconds` (the last good
   * packet's time, -1 when there is none)? `final`: the file ends at `end`, and a chain that ends exactly there counts.
   */
  judge(bytes: Uint8Array, at: number, end: number, seconds: number, final: boolean): ChainVerdict {
    let next = at;
    let time = seconds;
    for (let link = 0; link < CHAIN; link++) {
      if (final && next === end && link > 0) return ChainVerdict.plausible;
      if (next + this.recordHeaderLength > end) {
        this.needed = next + this.recordHeaderLength - at;
        return final ? ChainVerdict.implausible : ChainVerdict.needsMore;
      }
      if (!this.plausible(bytes, next, time)) return ChainVerdict.implausible;
      time = this.u32(bytes, next);
      next += this.recordHeaderLength + this.captured(bytes, next);
    }
    return ChainVerdict.plausible;
  }

  /** The next place, from `at` on, that is worth judging: a quick look at two bytes rules out most. */
  nextCandidate(bytes: Uint8Array, at: number, end: number): number {
    const { firstHigh, secondHigh } = this;
    const stop = end - this.recordHeaderLength;
    let place = at;
    while (place < stop && (bytes[place + firstHigh] | bytes[place + secondHigh]) !== 0) place++;
    return place;
  }

  /** Whichever length comes first, the captured one is not the larger. */
  private captured(bytes: Uint8Array, at: number): number {
    return Math.min(this.u32(bytes, at + 8), this.u32(bytes, at + 12));
  }

  private plausible(bytes: Uint8Array, at: number, seconds: number): boolean {
    const captured = this.captured(bytes, at);
    if (captured === 0 || captured > this.largestCapture) return false;
    if (Math.max(this.u32(bytes, at + 8), this.u32(bytes, at + 12)) > this.largestOriginal) return false;
    if (this.u32(bytes, at + 4) > this.largestFraction) return false;
    const time = this.u32(bytes, at);
    return seconds < 0 ? time > DAY : Math.abs(time - seconds) <= DAY;
  }
}

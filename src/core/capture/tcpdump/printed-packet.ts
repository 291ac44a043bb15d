import { Segment } from '../../decode';
import { PrintedTime } from './printed-time';

/** How far the header's grammar was followed. */
export const Ending = {
  /** The header is whole. */
  complete: 0,
  /** Whole as it stands, but the next line may carry more of it. */
  open: 1,
  /** The text ends inside the grammar: the next line goes on, or the line was cut. */
  cut: 2,
  /** Something stands where the grammar has no place for it. */
  wrong: 3,
} as const;
export type Ending = (typeof Ending)[keyof typeof Ending];

/** One packet's header as its line says it, numbers not yet resolved. Refilled for every packet. */
export class PrintedPacket {
  readonly segment = new Segment();
  readonly time = new PrintedTime();
  /** What -# printed, -1 without. */
  number = -1;
  /** Where the header begins in the text, past every prefix. */
  start = 0;
  ending: Ending = 0;
  /** Where the grammar ended, what was expected there (a words id). */
  wrongAt = 0;
  expected = '';
  /** A service name that no table knows, '' for none. */
  unknownService = '';
  /** The second number of `seq from:to`, or the first again; -1 without. */
  sequenceEnd = -1;
  /** The word of the TCP field read last. */
  lastField = '';
  /** The protocol that a -v header names, -1 without. */
  protocol = -1;
  /** A network name of -i any, '' without. */
  interfaceName = '';

  reset(): void {
    this.segment.reset();
    this.segment.seqKnown = this.segment.windowKnown = this.segment.lengthKnown = false;
    this.segment.flagsKnown = false;
    this.time.clear();
    this.number = -1;
    this.start = 0;
    this.ending = Ending.complete;
    this.wrongAt = 0;
    this.expected = '';
    this.unknownService = '';
    this.sequenceEnd = -1;
    this.lastField = '';
    this.protocol = -1;
    this.interfaceName = '';
  }

  /** Ends the reading here: the text is over, or not what the grammar has. */
  stop(at: number, textLength: number, expected: string): void {
    this.ending = at >= textLength ? Ending.cut : Ending.wrong;
    this.wrongAt = at;
    this.expected = expected;
  }
}

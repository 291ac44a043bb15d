import { NO_PACKET, type PacketIndex } from '../tcp';
import { Threshold } from './thresholds';

/** The wait of one end's peer for an answer. Packets are indices, -1: none. */
export interface Wait {
  /** The first data that asked, after the last answer. */
  readonly request: PacketIndex;
  /** The data that answered it; -1: nothing did. */
  readonly answer: PacketIndex;
  readonly seconds: number;
}

/** How long one end let its peer wait for data after data: the longest such time, and the one that has not ended. */
export class Answers {
  longest: Wait | null = null;
  /** The data that answered last; -1: none. */
  last = NO_PACKET;
  /** How often it answered. */
  count = 0;
  /** The first data of the peer since this end last sent any; -1: none. */
  request = NO_PACKET;
  private since = Number.NaN;
  /** Seconds at the newest data of either end, before any at the newest SYN. */
  private newest = Number.NaN;
  /** It sent data of its own accord: after a pause, with nothing asked. */
  ownAccord = false;
  /** Its peer sent more after a pause, without waiting for an answer. */
  notAwaited = false;

  /** The connection was being opened: the wait for what is sent first begins here. */
  begin(time: number): void {
    this.newest = time;
  }

  /** The recording has a gap, or another clock follows: what was asked before it is not waited for across it. */
  interrupt(): void {
    this.request = NO_PACKET;
    this.newest = Number.NaN;
  }

  /** The peer sent data that it had not sent before. */
  asked(index: PacketIndex, time: number): void {
    if (this.request >= 0 && time - this.newest >= Threshold.servedWithin) this.notAwaited = true;
    this.newest = time;
    if (this.request >= 0) return;
    this.request = index;
    this.since = time;
  }

  /** This end sent data that it had not sent before. */
  answered(index: PacketIndex, time: number): void {
    if (this.request < 0 && time - this.newest >= Threshold.servedWithin) this.ownAccord = true;
    this.newest = time;
    if (this.request < 0) return;
    this.count++;
    this.last = index;
    const seconds = time - this.since;
    if (seconds > (this.longest?.seconds ?? -1))
      this.longest = { request: this.request, answer: index, seconds };
    this.request = NO_PACKET;
  }
}

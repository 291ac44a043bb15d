import { type Seq, toSeq } from '../../bytes';
import { NEVER } from '../packet-clock';

/** A shift that is not a number of bits. */
export const Shift = {
  /** No SYN of this direction was captured. */
  unknown: -1,
  /** The handshake showed that windows are not scaled. */
  none: -2,
} as const;

/**
 * What sequence analysis remembers of one direction of a connection; an endpoint has none until it sends.
 * The names are those of Wireshark's User's Guide. Packets are indices of the capture.
 */
export class SequenceTrack {
  // What every packet touches comes first, so that it shares cache lines.
  /** The next expected sequence number: one past the highest seen. */
  next: Seq = toSeq(0);
  nextKnown = false;
  /** The last-seen acknowledgment number, which every packet sets. */
  acknowledged: Seq = toSeq(0);
  acknowledgedKnown = false;
  /** The last-seen window, not scaled; -1 before the first. */
  window = -1;
  /** The next expected acknowledgment number: one past what was seen without a hole. */
  contiguous: Seq = toSeq(0);
  contiguousKnown = false;
  /** How often the last acknowledgment was repeated; -1 once an unseen segment was acknowledged meanwhile. */
  duplicateAcks = 0;
  /** Its newest packet, and what was found of that, with `UNDECIDED`. */
  packet = NEVER;
  findings = 0;
  /** The packet that reached `next`. */
  nextPacket = NEVER;
  /** Its peer has sent something that asks for an acknowledgment since. */
  asked = false;
  /** It has sent its SYN and no ACK since: the window is not scaled yet. */
  unscaled = false;
  /** How far windows are shifted, or one of `Shift`. */
  shift: number = Shift.unknown;
  /** How many of its bare ACKs since may be duplicates or keep-alives: a text log does not say. */
  undecidedAcks = 0;
  /** Payload bytes that the capture shows were sent before. */
  retransmittedBytes = 0;
  /** The number of its newest SYN. */
  syn: Seq = toSeq(0);
  synKnown = false;

  // ---- for the history string: the last number of each kind, and packets of letters T, W and G
  lastSyn: Seq = toSeq(0);
  lastFin: Seq = toSeq(0);
  lastReset: Seq = toSeq(0);
  retransmissions = 0;
  zeroWindows = 0;
  gaps = 0;
}

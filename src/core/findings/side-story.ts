import { type Seq, toSeq } from '../bytes';
import { NO_PACKET, type PacketIndex, type Side } from '../tcp';
import { Answers } from './answers';
import { Delivery } from './delivery';
import { Repeats } from './repeats';

/** A stretch of packets during which an end was in one state. Indices; -1: there is none. */
export interface StateInterval {
  readonly from: PacketIndex;
  /** The end's own packet that acknowledged its peer's FIN, after `from`. */
  acknowledged: PacketIndex;
  /** The packet that ended it. */
  until: PacketIndex;
}

/** A time during which an end advertised no window. */
export interface ZeroWindow {
  readonly from: PacketIndex;
  readonly until: PacketIndex;
  readonly seconds: number;
}

/** What one end did, packet by packet, as far as any finding asks. Packets are indices, -1: none. */
export class SideStory {
  packets = 0;
  /** Those that carry TCP timestamps. */
  timestamped = 0;
  first = NO_PACKET;
  last = NO_PACKET;
  readonly syn = new Repeats();
  readonly synAck = new Repeats();
  readonly fin = new Repeats();
  /** Bytes of data that its peer had not acknowledged when it sent its FIN. */
  unackedAtFin = 0;
  /** How its own data gets through, and how it answers its peer's. */
  readonly delivery = new Delivery();
  readonly answers = new Answers();
  /** Acknowledgments that it sent again because something arrived out of order. */
  duplicateAcks = 0;
  firstData = NO_PACKET;
  lastData = NO_PACKET;
  /** Segments with ACK, SYNs not counted. */
  firstAck = NO_PACKET;
  /** Data sent after the peer's FIN: the first and last such packet, and whether it had acknowledged the FIN by then. */
  firstDataAfterFin = NO_PACKET;
  lastDataAfterFin = NO_PACKET;
  knewOfFin = false;
  /** One past the last number of the first such data, once there are any. */
  afterFinEnd: Seq = toSeq(0);
  /** The last interval in each of these states. */
  closeWait: StateInterval | null = null;
  finWait2: StateInterval | null = null;
  /** The packet after which it was in CLOSING. */
  closing = NO_PACKET;
  /** The longest time without a window. */
  zeroWindow: ZeroWindow | null = null;
  zeroSince = NO_PACKET;
  /** What it sent that asks for an answer (data, FIN, keep-alive), since its peer was heard last. */
  readonly asks = new Repeats();
  /** Of these, those that repeat what was sent before. */
  repeatedAsks = 0;
  /** The packet of the connection before the first of these. */
  beforeAsks = NO_PACKET;
  /** Of these, those that are keep-alive probes. */
  probes = 0;
  /** Times of its first segments with ACK while its peer had sent one SYN/ACK. */
  readonly earlyAcks: number[] = [];
  /** How many of these had reached its peer when that sent the SYN/ACK again. */
  acksBeforeRepeat = 0;
  /** Time to live or hop limit of its packets, RSTs not counted: the least, the most, how many told, the last of them. */
  lowestHopLimit = 0;
  highestHopLimit = 0;
  hopLimits = 0;
  lastHopLimited = NO_PACKET;

  /** One past the highest number that it sent, and the highest acknowledgment. */
  next: Seq = toSeq(0);
  nextKnown = false;
  /** Its first RST with ACK that ended nothing: it overtook what came before it. */
  vainReset = NO_PACKET;
  /** The highest number of its RSTs, once `resetNumbered`. */
  resetNumber: Seq = toSeq(0);
  resetNumbered = false;
  acked: Seq = toSeq(0);
  ackedKnown = false;

  constructor(readonly side: Side) {}
}

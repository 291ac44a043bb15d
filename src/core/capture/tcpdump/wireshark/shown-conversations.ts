import { type Seq, seqAdd, toSeq } from '../../../bytes';
import type { Segment } from '../../../decode';
import { TcpFlag } from '../../../tcp';
import type { ShownPacket } from './shown-packet';

/** Conversations that are remembered; beyond, all are forgotten and begin anew. */
const MOST_CONVERSATIONS = 1 << 16;
/** The least Ethernet frame without its checksum: a shorter one is padded to it, so that its length tells nothing. */
const LEAST_FRAME = 60;
/** Between two connections on the same ports whose numbers both count from 0: far beyond any window. */
const APART = 1 << 29;

/** One direction of a conversation as the rows so far show it. */
export class ShownDirection {
  synSeen = false;
  /** The next sequence number, as the rows count; -1: no row showed one. */
  next = -1;
  /** The first number behind this sender's SYN; -1: no SYN was seen. */
  first = -1;
  /** It was seen to acknowledge its peer's SYN. */
  acknowledges = false;
  /** The factor of this sender's SYN; 0: its SYN was seen and had none, -1: no SYN was seen. */
  factor = -1;
  /** For the connection before on these ports: the number that it had come to, as its rows counted and as given here. */
  formerNext: Seq | null = null;
  /** What is added to a number from before this connection's SYN, which the rows count as far below it; null: not met yet. */
  formerOffset: number | null = null;
  /** Bytes of a frame before the payload; -1: no row showed both lengths. */
  headerLength = -1;
}

export interface ShownConversation {
  /** `host port` of direction 0's sender, then of direction 1's. */
  readonly ends: readonly [string, string];
  readonly hosts: readonly [string, string];
  readonly ports: readonly [number, number];
  readonly directions: readonly [ShownDirection, ShownDirection];
  /** How often these ports were used before. */
  reuses: number;
  reset: boolean;
}

/**
 * What rows leave to be known from the rows around them: a window's scale, which of two connections on the same ports
 * counts from 0, and the lengths of headers, by which a row that shows no TCP field still tells its payload.
 */
export class ShownConversations {
  private readonly byEnds = new Map<string, ShownConversation>();
  private readonly byHosts = new Map<string, ShownConversation[]>();
  private absolute: boolean | null = null;

  /** The conversations that are open between two hosts. */
  between(source: string, destination: string): readonly ShownConversation[] {
    const all = this.byHosts.get(hostsKey(source, destination)) ?? [];
    return all.filter((conversation) => !conversation.reset);
  }

  /** Adds a row that shows TCP's fields: numbers, window and length go into `segment`. */
  add(shown: ShownPacket, segment: Segment): void {
    const conversation = this.find(shown);
    const from = directionOf(conversation, shown.source, shown.sourcePort);
    const sender = conversation.directions[from];
    this.noteSyn(conversation, sender, shown);
    if ((shown.flags & TcpFlag.RST) !== 0) conversation.reset = true;
    if (isCut(shown, sender)) shown.length = -1;
    sender.acknowledges ||= (shown.flags & TcpFlag.ACK) !== 0;
    segment.absolute = shown.raw || this.absolute === true;
    setNumbers(shown, segment, this.baseOf(conversation, segment.absolute));
    if (!segment.absolute && conversation.reuses > 0) setFormerNumbers(shown, segment, conversation, from);
    setWindow(shown, segment, conversation.directions, from);
    noteLengths(shown, sender);
    noteNext(shown, sender, !segment.absolute && conversation.reuses > 0);
  }

  /** Gives `segment` a number of the conversation, as its rows count. */
  setSequence(conversation: ShownConversation, seq: number, segment: Segment): void {
    segment.absolute = this.absolute === true;
    segment.seqKnown = true;
    segment.seq = seqAdd(toSeq(seq), this.baseOf(conversation, segment.absolute));
  }

  /** Who sends payload first of all has acknowledged its peer's SYN with it. */
  setFirstAcknowledgment(conversation: ShownConversation, from: 0 | 1, segment: Segment): void {
    const sender = conversation.directions[from];
    const { first } = conversation.directions[1 - from];
    if (sender.acknowledges || first < 0) return;
    sender.acknowledges = true;
    segment.absolute = this.absolute === true;
    segment.ackKnown = true;
    segment.ack = seqAdd(toSeq(first), this.baseOf(conversation, segment.absolute));
  }

  private baseOf(conversation: ShownConversation, absolute: boolean): number {
    return absolute ? 0 : conversation.reuses * APART;
  }

  /** The row's conversation, opened where it is new. */
  find(shown: ShownPacket): ShownConversation {
    const source = `${shown.source} ${shown.sourcePort}`;
    const destination = `${shown.destination} ${shown.destinationPort}`;
    const key = source < destination ? `${source} ${destination}` : `${destination} ${source}`;
    return this.byEnds.get(key) ?? this.open(key, shown, source, destination);
  }

  private open(key: string, shown: ShownPacket, source: string, destination: string): ShownConversation {
    if (this.byEnds.size >= MOST_CONVERSATIONS) {
      this.byEnds.clear();
      this.byHosts.clear();
    }
    const conversation: ShownConversation = {
      ends: [source, destination],
      hosts: [shown.source, shown.destination],
      ports: [shown.sourcePort, shown.destinationPort],
      directions: [new ShownDirection(), new ShownDirection()],
      reuses: 0,
      reset: false,
    };
    this.byEnds.set(key, conversation);
    const hosts = hostsKey(shown.source, shown.destination);
    const held = this.byHosts.get(hosts);
    if (held === undefined) this.byHosts.set(hosts, [conversation]);
    else held.push(conversation);
    return conversation;
  }

  private noteSyn(conversation: ShownConversation, sender: ShownDirection, shown: ShownPacket): void {
    if (shown.flags < 0 || (shown.flags & TcpFlag.SYN) === 0) return;
    // Relative numbers begin with 0; a row that shows raw numbers says so itself.
    if (!shown.raw && shown.seq >= 0) this.absolute ??= shown.seq !== 0;
    const opens = (shown.flags & TcpFlag.ACK) === 0;
    // Among numbers that count from the first SYN, another number is a blind SYN inside the connection.
    const begins = shown.raw || this.absolute === true || shown.seq === 0;
    const again = begins && sender.synSeen && !shown.repeated && isPastSyn(conversation);
    if (opens && (shown.reused || again)) {
      conversation.reuses++;
      const former = (conversation.reuses - 1) * APART;
      for (const direction of conversation.directions) {
        const formerNext = direction.next < 0 ? null : seqAdd(toSeq(direction.next), former);
        Object.assign(direction, new ShownDirection(), { formerNext });
      }
    }
    if (opens) conversation.reset = false;
    sender.synSeen = true;
    sender.first = shown.seq < 0 ? -1 : shown.seq + 1;
    sender.factor = Math.max(0, shown.windowFactor);
  }
}

const isPastSyn = ({ directions, reset }: ShownConversation): boolean =>
  reset || directions.some((direction) => direction.next > 1);

const hostsKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** 0 or 1: the direction in which this end sends. */
export function directionOf(conversation: ShownConversation, host: string, port: number): 0 | 1 {
  return conversation.ends[0] === `${host} ${port}` ? 0 : 1;
}

function setNumbers(shown: ShownPacket, segment: Segment, base: number): void {
  segment.seqKnown = shown.seq >= 0;
  segment.seq = seqAdd(toSeq(Math.max(0, shown.seq)), base);
  const acknowledges = (shown.flags & TcpFlag.ACK) !== 0;
  segment.ackKnown = acknowledges && shown.ack >= 0;
  segment.ack = segment.ackKnown ? seqAdd(toSeq(shown.ack), base) : (0 as Seq);
  segment.lengthKnown = shown.length >= 0;
  segment.length = Math.max(0, shown.length);
  segment.sackCount = shown.sack.length >> 1;
  for (let edge = 0; edge < segment.sackCount * 2; edge++)
    segment.sack[edge] = seqAdd(toSeq(shown.sack[edge]), base);
}

/** Above this, a number that counts from the SYN lies before it: it is of the connection before. */
const BEFORE = 2 ** 31;

/**
 * A row of the connection before, which Wireshark counts from the SYN of the one that follows it. An end that still has
 * that connection acknowledges where it had come to; by the first such acknowledgment the other numbers go.
 */
function setFormerNumbers(
  shown: ShownPacket,
  segment: Segment,
  { directions, reuses }: ShownConversation,
  from: 0 | 1,
): void {
  const peer = directions[1 - from];
  if (segment.ackKnown && shown.ack >= BEFORE && peer.formerNext !== null)
    peer.formerOffset ??= peer.formerNext - shown.ack;
  // Its own numbers go on from its own SYN, as long as it has sent no other.
  if (segment.ackKnown && shown.ack >= BEFORE && !directions[from].synSeen && segment.seqKnown)
    segment.seq = seqAdd(toSeq(shown.seq), (reuses - 1) * APART);
  segment.ack = formerNumber(shown.ack, peer) ?? segment.ack;
  segment.seq = formerNumber(shown.seq, directions[from]) ?? segment.seq;
}

const formerNumber = (shown: number, { formerOffset }: ShownDirection): Seq | null =>
  shown < BEFORE || formerOffset === null ? null : toSeq(shown + formerOffset);

/**
 * Wireshark shows the window times the sender's scale once it has seen both SYNs. Where the rows show no SYN it is open
 * whether it was scaled; zero is zero either way.
 */
function setWindow(
  shown: ShownPacket,
  segment: Segment,
  directions: ShownConversation['directions'],
  from: 0 | 1,
): void {
  segment.windowKnown = shown.window >= 0;
  segment.window = Math.max(0, shown.window);
  if (!shown.windowScaled || shown.window <= 0 || (shown.flags & TcpFlag.SYN) !== 0) return;
  const factors = directions.map((direction) => direction.factor);
  if (factors.includes(-1)) segment.windowKnown = false;
  else if (!factors.includes(0)) segment.window = Math.round(shown.window / factors[from]);
}

/** The line ends inside the payload's length: it does not go with the frame's. */
const isCut = (
  { lengthMayBeCut, length, frameLength, flags }: ShownPacket,
  { headerLength }: ShownDirection,
): boolean =>
  lengthMayBeCut &&
  frameLength > LEAST_FRAME &&
  headerLength >= 0 &&
  (flags & (TcpFlag.SYN | TcpFlag.RST)) === 0 &&
  frameLength - headerLength > length;

function noteLengths(shown: ShownPacket, sender: ShownDirection): void {
  if (shown.frameLength < 0 || shown.length < 0 || shown.frameLength === LEAST_FRAME) return;
  if ((shown.flags & (TcpFlag.SYN | TcpFlag.RST)) !== 0 || shown.sack.length > 0) return;
  sender.headerLength = shown.frameLength - shown.length;
}

function noteNext(shown: ShownPacket, sender: ShownDirection, mayBeFormer: boolean): void {
  if (shown.seq < 0 || shown.length < 0 || (mayBeFormer && shown.seq >= BEFORE)) return;
  const control = (shown.flags & (TcpFlag.SYN | TcpFlag.FIN)) !== 0 ? 1 : 0;
  sender.next = Math.max(sender.next, shown.seq + shown.length + control);
}

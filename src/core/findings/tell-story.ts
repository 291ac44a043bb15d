import { type Seq, seqAdd, seqAtOrBefore, seqBefore, seqDiff, seqMax, toSeq } from '../bytes';
import { PacketKind } from '../decode';
import { Finding as Analysis, type Connection, Known, REASONS } from '../flow';
import { NO_PACKET, type PacketIndex, type Side, stateOf, TcpFlag, TcpState } from '../tcp';
import type { Circumstances } from './circumstances';
import type { ResetStory } from './reset-story';
import type { SideStory } from './side-story';
import { Story } from './story';
import { Threshold } from './thresholds';

const { SYN, ACK, RST, FIN } = TcpFlag;

/** Walks over a connection's packets once, and keeps what findings ask for: a bounded amount, however long it is. */
export function tellStory(
  circumstances: Circumstances,
  connection: Connection,
  rows: ArrayLike<PacketIndex>,
): Story {
  const story = new Story(circumstances, connection);
  const walk = new Walk(story);
  for (let at = 0; at < rows.length; at++) walk.step(rows[at]);
  walk.finish();
  return story;
}

/** Times kept of acknowledgments while the handshake is not complete. */
const MAXIMUM_EARLY = 32;

/** One packet, read out of the columns. */
interface Row {
  readonly index: PacketIndex;
  readonly time: number;
  readonly flags: number;
  readonly length: number;
  readonly occupies: number;
}

class Walk {
  private previous = NO_PACKET;
  private previousSender: Side | null = null;
  private state: Record<Side, TcpState> = { client: TcpState.UNKNOWN, server: TcpState.UNKNOWN };

  constructor(private readonly story: Story) {}

  step(index: PacketIndex): void {
    const { packets } = this.story.tracker;
    if (this.previous >= 0 && !this.story.isWhole(this.previous, index)) this.interrupt();
    if (packets.kind(index) !== PacketKind.tcp) {
      // An ICMP error about the connection: it may have ended it, and neither end has sent it.
      this.state = this.statesAfter(index);
      return;
    }
    const fromClient = packets.fromClient(index);
    const sender = fromClient ? this.story.client : this.story.server;
    const peer = fromClient ? this.story.server : this.story.client;
    const flags = packets.flags(index);
    const length = packets.payloadLength(index);
    const time = this.story.time(index);
    const row = { index, time, flags, length, occupies: length + ((flags & FIN) === 0 ? 0 : 1) };
    const states = this.statesAfter(index);
    const next = sender.nextKnown ? sender.next : null;
    if ((flags & RST) !== 0) this.noteReset(row, sender, states);
    else if (!this.isAfterEnd(sender, states)) this.noteSegment(row, sender, peer);
    if (states !== this.state) this.noteChanges(row, states);
    this.noteSender(row, sender, states, next);
    this.noteHopLimit(row, sender);
    if (sender.first < 0) sender.first = index;
    sender.last = index;
    sender.packets++;
    if (this.story.tracker.packets.hasTimestamps(index)) sender.timestamped++;
    this.previous = index;
    this.previousSender = sender.side;
    this.state = states;
  }

  finish(): void {
    for (const side of [this.story.client, this.story.server]) {
      if (side.zeroSince >= 0) endZeroWindow(this.story, side, this.story.reset?.packet ?? NO_PACKET);
    }
  }

  /** A gap of the recording, or another clock: no time is counted across it. */
  private interrupt(): void {
    for (const side of [this.story.client, this.story.server]) {
      side.delivery.interrupt();
      side.answers.interrupt();
    }
  }

  private noteSegment(row: Row, sender: SideStory, peer: SideStory): void {
    // Whatever a peer sends answers what it was asked: it is there. Who has reset the connection asks nothing any more.
    if (this.story.reset?.sender !== peer.side) {
      peer.asks.clear();
      peer.repeatedAsks = 0;
      peer.probes = 0;
    }
    if ((row.flags & SYN) !== 0) this.noteSyn(row, sender, peer);
    else {
      if (peer.synAck.count === 1 && sender.earlyAcks.length < MAXIMUM_EARLY) sender.earlyAcks.push(row.time);
      this.noteSynchronized(row, sender, peer);
    }
    this.noteNumbers(row, sender);
  }

  private noteSyn(row: Row, sender: SideStory, peer: SideStory): void {
    sender.answers.begin(row.time);
    peer.answers.begin(row.time);
    if ((row.flags & ACK) === 0) {
      sender.syn.add(row.index, row.time, Threshold.synTimeout);
      return;
    }
    const before = sender.synAck.count;
    sender.synAck.add(row.index, row.time, Threshold.synTimeout);
    if (before !== 1 || sender.synAck.count !== 2) return;
    // What was seen here less than a round trip before may not have reached it by then.
    const roundTrip = this.story.between(peer.syn.first, sender.synAck.first);
    const arrived = row.time - (peer.syn.count === 1 ? roundTrip : 0);
    peer.acksBeforeRepeat = peer.earlyAcks.filter((time) => !(time > arrived)).length;
  }

  /** Copies of what an end had sent before its reset tell nothing new. */
  private isAfterEnd(sender: SideStory, states: Record<Side, TcpState>): boolean {
    const ended = this.state[sender.side] === TcpState.CLOSED && states[sender.side] === TcpState.CLOSED;
    return ended && this.story.reset?.sender === sender.side;
  }

  private noteHopLimit(row: Row, sender: SideStory): void {
    const hopLimit = this.story.tracker.packets.hopLimit(row.index);
    if (hopLimit === 0 || (row.flags & RST) !== 0) return;
    sender.lowestHopLimit = sender.hopLimits === 0 ? hopLimit : Math.min(sender.lowestHopLimit, hopLimit);
    sender.highestHopLimit = Math.max(sender.highestHopLimit, hopLimit);
    sender.hopLimits++;
    sender.lastHopLimited = row.index;
  }

  private noteSynchronized(row: Row, sender: SideStory, peer: SideStory): void {
    const { index, flags } = row;
    if ((flags & ACK) !== 0 && sender.firstAck < 0) sender.firstAck = index;
    this.noteAsk(row, sender, peer);
    this.noteDelivery(row, sender, peer);
    if (row.length > 0) {
      if (sender.firstData < 0) sender.firstData = index;
      sender.lastData = index;
      if (peer.fin.count > 0) this.noteDataAfterFin(row, sender);
    }
    if ((flags & FIN) !== 0 && sender.fin.count === 0)
      sender.unackedAtFin = inFlight(this.story, sender, peer);
    if ((flags & FIN) !== 0) sender.fin.add(index, row.time, Threshold.retransmissionTimeout);
    const { packets } = this.story.tracker;
    if ((packets.known(index) & Known.window) === 0) return;
    // Once the peer's FIN is acknowledged nothing more is to be read, and the window says nothing.
    const isAllRead = peer.fin.count > 0 && this.acknowledgesFin(row, sender);
    if (packets.window(index) === 0 && !isAllRead) {
      if (sender.zeroSince < 0) sender.zeroSince = index;
    } else if (sender.zeroSince >= 0) endZeroWindow(this.story, sender, index);
  }

  /** What of a segment is new, what comes again, and what it acknowledges. */
  private noteDelivery(row: Row, sender: SideStory, peer: SideStory): void {
    const { packets } = this.story.tracker;
    const known = packets.known(row.index);
    if ((known & Known.ack) !== 0)
      peer.delivery.acknowledged(row.index, row.time, toSeq(packets.ack(row.index)));
    if ((packets.analysis(row.index) & Analysis['duplicate-ack']) !== 0) sender.duplicateAcks++;
    if (row.length === 0 || (known & Known.seq) === 0) return;
    const seq = toSeq(packets.seq(row.index));
    const isNew = sender.delivery.isNew(seq, row.length);
    if (!isNew) {
      const repeats = (packets.analysis(row.index) & Analysis.retransmission) !== 0 && !this.isCopy(row);
      if (repeats) sender.delivery.sentAgain(row.index, row.time, seq, row.length);
      return;
    }
    sender.delivery.sent(row.index, row.time, seq, row.length);
    sender.answers.answered(row.index, row.time);
    peer.answers.asked(row.index, row.time);
  }

  /** The packet before is the same frame, recorded a moment ago. */
  private isCopy({ index, time }: Row): boolean {
    const { packets } = this.story.tracker;
    const { previous } = this;
    if (previous < 0 || packets.fromClient(previous) !== packets.fromClient(index)) return false;
    const same =
      packets.seq(previous) === packets.seq(index) &&
      packets.payloadLength(previous) === packets.payloadLength(index);
    return same && time - this.story.time(previous) < Threshold.duplicateGap;
  }

  /** Data that was sent before the FIN and comes again is not data after it. */
  private noteDataAfterFin(row: Row, sender: SideStory): void {
    const { packets } = this.story.tracker;
    const known = (packets.known(row.index) & Known.seq) !== 0;
    const end = seqAdd(toSeq(packets.seq(row.index)), row.length);
    if (known && sender.nextKnown && seqAtOrBefore(end, sender.next)) return;
    if (sender.firstDataAfterFin < 0) {
      sender.firstDataAfterFin = row.index;
      sender.afterFinEnd = known ? end : sender.next;
      sender.knewOfFin = (sender.closeWait?.acknowledged ?? -1) >= 0 || this.acknowledgesFin(row, sender);
    }
    sender.lastDataAfterFin = row.index;
  }

  private noteAsk(row: Row, sender: SideStory, peer: SideStory): void {
    const { packets } = this.story.tracker;
    const printed = (packets.known(row.index) & Known.seq) !== 0;
    const known = printed && sender.nextKnown;
    const seq = toSeq(packets.seq(row.index));
    // A keep-alive or a window probe has the number just below the next (RFC 9293 section 3.8.4).
    const below = known && row.length <= 1 && seqDiff(seq, sender.next) === -1 && row.occupies === row.length;
    const probe = below || (!printed && this.asksWithoutNumber(row, sender, peer));
    if (row.occupies === 0 && !probe) return;
    if (sender.asks.count === 0) sender.beforeAsks = this.previous;
    const counted = sender.asks.count;
    sender.asks.add(row.index, row.time, Threshold.retransmissionTimeout / 2);
    const repeats = probe || (known && seqAtOrBefore(seqAdd(seq, row.occupies), sender.next));
    if (repeats && sender.asks.count > counted) sender.repeatedAsks++;
    if (probe && sender.asks.count > counted) sender.probes++;
  }

  /**
   * A bare ACK of which `tcpdump -n` prints no number is a keep-alive where it has nothing to say: its peer has sent
   * nothing that is not acknowledged, and nothing just before that it could answer, and the window is the same.
   */
  private asksWithoutNumber(row: Row, sender: SideStory, peer: SideStory): boolean {
    if (row.occupies > 0 || sender.last < 0 || peer.last < 0 || !sender.ackedKnown) return false;
    const { packets } = this.story.tracker;
    const known = packets.known(row.index) & packets.known(sender.last);
    if ((known & Known.ack) === 0 || toSeq(packets.ack(row.index)) !== sender.acked) return false;
    if ((known & Known.window) !== 0 && packets.window(row.index) !== packets.window(sender.last))
      return false;
    if (peer.nextKnown && seqBefore(sender.acked, peer.next)) return false;
    const { keepAlive } = Threshold;
    return (
      row.time - this.story.time(sender.last) >= keepAlive &&
      row.time - this.story.time(peer.last) >= keepAlive
    );
  }

  private acknowledgesFin(row: Row, sender: SideStory): boolean {
    const { packets } = this.story.tracker;
    const peer = this.story.connection[sender.side === 'client' ? 'server' : 'client'];
    if ((packets.known(row.index) & Known.ack) === 0 || !peer.finSent) return false;
    return seqBefore(peer.finSeq, toSeq(packets.ack(row.index)));
  }

  private noteNumbers(row: Row, sender: SideStory): void {
    const { packets } = this.story.tracker;
    const known = packets.known(row.index);
    if ((known & Known.seq) !== 0) {
      const end = seqAdd(toSeq(packets.seq(row.index)), row.occupies + ((row.flags & SYN) === 0 ? 0 : 1));
      if (!sender.nextKnown || seqBefore(sender.next, end)) sender.next = end;
      sender.nextKnown = true;
    }
    if ((known & Known.ack) === 0) return;
    const ack = toSeq(packets.ack(row.index));
    if (!sender.ackedKnown || seqBefore(sender.acked, ack)) sender.acked = ack;
    sender.ackedKnown = true;
  }

  private noteReset(row: Row, sender: SideStory, states: Record<Side, TcpState>): void {
    const { client, server } = closedBy(this.state, states);
    this.noteResetNumber(row, sender);
    if (sender.zeroSince >= 0) endZeroWindow(this.story, sender, row.index);
    if (!client && !server) this.noteVainReset(row, sender);
    if ((!client && !server) || this.story.reset !== null) return;
    const { packets } = this.story.tracker;
    const reason = REASONS[client ? packets.clientReason(row.index) : packets.serverReason(row.index)];
    this.story.reset = {
      packet: row.index,
      sender: sender.side,
      bare: (row.flags & ACK) === 0,
      announced: (row.flags & ACK) === 0 ? sender.vainReset : NO_PACKET,
      refusal: reason === 'refused' || reason === 'was-refused',
      before: this.state,
      previous: this.previous,
      previousSender: this.previousSender,
      silence: this.story.between(this.previous, row.index),
      heard: sender.last,
      silenceBeforeAsk: this.silenceBeforeAsk(sender),
      answersByNumber: this.answersByNumber(row, sender),
      hopLimit: packets.hopLimit(row.index),
      ipId: packets.ipId(row.index),
      window: (packets.known(row.index) & Known.window) === 0 ? -1 : packets.window(row.index),
      timestamps: packets.hasTimestamps(row.index),
      wentOn: NO_PACKET,
      inFlight: {
        client: this.inFlight('client', sender),
        server: this.inFlight('server', sender),
      },
      lastData: { client: this.story.client.lastData, server: this.story.server.lastData },
    };
  }

  /** One that came before data that it was sent behind: its number is ahead, by no more than a window. */
  private noteVainReset({ index, flags }: Row, sender: SideStory): void {
    const { packets } = this.story.tracker;
    const peer = this.peerOf(sender);
    if ((flags & ACK) === 0 || sender.vainReset >= 0 || !peer.ackedKnown || !sender.nextKnown) return;
    if ((packets.known(index) & Known.seq) === 0) return;
    const ahead = seqDiff(toSeq(packets.seq(index)), sender.next);
    if (ahead > 0 && ahead <= Threshold.largestWindow) sender.vainReset = index;
  }

  /** Of data that its RST overtook, the number of that tells, and it alone. */
  private inFlight(side: Side, resetter: SideStory): number {
    const [from, to] = [this.story[side], this.story[side === 'client' ? 'server' : 'client']];
    const seen = inFlight(this.story, from, to);
    if (from !== resetter || from.vainReset < 0 || !to.ackedKnown) return seen;
    return Math.max(seen, seqDiff(toSeq(this.story.tracker.packets.seq(from.vainReset)), to.acked));
  }

  private noteResetNumber(row: Row, sender: SideStory): void {
    const { packets } = this.story.tracker;
    if ((packets.known(row.index) & Known.seq) === 0) return;
    const number = toSeq(packets.seq(row.index));
    if (!sender.resetNumbered || seqBefore(sender.resetNumber, number)) sender.resetNumber = number;
    sender.resetNumbered = true;
  }

  /** How long nothing had been sent before what the RST answers. */
  private silenceBeforeAsk(sender: SideStory): number {
    const { asks, beforeAsks } = this.peerOf(sender);
    return asks.count === 0 ? Number.NaN : this.story.between(beforeAsks, asks.first);
  }

  private answersByNumber(row: Row, sender: SideStory): boolean {
    const { packets } = this.story.tracker;
    const peer = this.peerOf(sender);
    const known = packets.known(row.index);
    const comparable = ((known & Known.absolute) !== 0) === this.story.connection.absolute;
    if ((known & Known.seq) === 0 || !peer.ackedKnown || !comparable) return true;
    return toSeq(packets.seq(row.index)) === peer.acked;
  }

  private peerOf(sender: SideStory): SideStory {
    return sender.side === 'client' ? this.story.server : this.story.client;
  }

  /** Both states after a packet; the same object as before where neither changed. */
  private statesAfter(index: PacketIndex): Record<Side, TcpState> {
    const { packets } = this.story.tracker;
    const client = stateOf(packets.clientState(index));
    const server = stateOf(packets.serverState(index));
    const same = client === this.state.client && server === this.state.server;
    return same ? this.state : { client, server };
  }

  private noteChanges(row: Row, states: Record<Side, TcpState>): void {
    const { client, server } = this.story;
    if (states.client !== this.state.client) {
      this.noteChange(row, client, this.state.client, states.client);
    }
    if (states.server !== this.state.server) {
      this.noteChange(row, server, this.state.server, states.server);
    }
  }

  /** What a packet says of its sender beyond its state. */
  private noteSender(row: Row, sender: SideStory, states: Record<Side, TcpState>, next: Seq | null): void {
    if ((row.flags & RST) !== 0) return;
    const { reset } = this.story;
    if (reset?.sender === sender.side && states[sender.side] !== TcpState.CLOSED)
      this.noteGoingOn(row, sender, reset, next);
    const { closeWait } = sender;
    if (closeWait === null || closeWait.acknowledged >= 0 || closeWait.until >= 0) return;
    if (this.acknowledgesFin(row, sender)) closeWait.acknowledged = row.index;
  }

  /**
   * An end that is said to have reset and goes on did not. After a refusal another SYN may be answered. What was sent before
   * the RST, which overtook it, and had not been seen is no sign of that. `next`: one past what it had been seen to send.
   */
  private noteGoingOn(row: Row, sender: SideStory, reset: ResetStory, next: Seq | null): void {
    const { packets } = this.story.tracker;
    const known = (packets.known(row.index) & Known.seq) !== 0 && sender.resetNumbered;
    const end = seqAdd(toSeq(packets.seq(row.index)), row.occupies);
    // An answer to a segment takes its number from that: the data may have been sent before it, and have come late.
    const overtaken =
      known && next !== null && seqBefore(next, end) && seqAtOrBefore(end, sender.resetNumber);
    const late = reset.bare && !(this.story.between(reset.packet, row.index) >= Threshold.answer);
    if ((overtaken || (late && (row.flags & FIN) !== 0)) && !reset.refusal) return;
    const isNew = known && row.occupies > 0 && seqBefore(sender.resetNumber, end) && !late;
    if (reset.refusal || !isNew) this.story.reset = null;
    else if (reset.wentOn < 0) reset.wentOn = row.index;
  }

  private noteChange(row: Row, side: SideStory, from: TcpState, to: TcpState): void {
    if (from === TcpState.CLOSE_WAIT && side.closeWait !== null) side.closeWait.until = row.index;
    if (from === TcpState.FIN_WAIT_2 && side.finWait2 !== null) side.finWait2.until = row.index;
    if (to === TcpState.CLOSE_WAIT)
      side.closeWait = { from: row.index, acknowledged: NO_PACKET, until: NO_PACKET };
    if (to === TcpState.FIN_WAIT_2)
      side.finWait2 = { from: row.index, acknowledged: NO_PACKET, until: NO_PACKET };
    if (to === TcpState.CLOSING && side.closing < 0) side.closing = row.index;
  }
}

/** Which ends a packet closed. */
function closedBy(before: Record<Side, TcpState>, after: Record<Side, TcpState>): Record<Side, boolean> {
  const closed = (side: Side) => after[side] === TcpState.CLOSED && before[side] !== TcpState.CLOSED;
  return { client: closed('client'), server: closed('server') };
}

/** Bytes of data; SYN and FIN have numbers, and are not bytes. */
function inFlight({ connection }: Story, from: SideStory, to: SideStory): number {
  if (!from.nextKnown || !to.ackedKnown) return 0;
  const facts = connection[from.side];
  const end = from.fin.count > 0 && facts.finSent ? seqMin(from.next, facts.finSeq) : from.next;
  const begin = facts.opened ? seqMax(to.acked, seqAdd(facts.initialSeq, 1)) : to.acked;
  return Math.max(0, seqDiff(end, begin));
}

const seqMin = (a: Seq, b: Seq): Seq => (seqBefore(b, a) ? b : a);

function endZeroWindow(story: Story, side: SideStory, until: PacketIndex): void {
  const from = side.zeroSince;
  const seconds = story.between(from, until);
  side.zeroSince = NO_PACKET;
  if (side.zeroWindow === null || seconds > side.zeroWindow.seconds)
    side.zeroWindow = { from, until, seconds };
}

import { type Seq, seqAdd, seqBefore, seqDiff } from '../bytes';
import { PacketKind, Segment } from '../decode';
import { NO_PACKET, type PacketIndex, stateOf, TcpFlag, TcpState } from '../tcp';
import { completenessOf, Finding, SequenceAnalysis } from './analysis';
import { applySegment } from './apply-segment';
import { receiverReason, senderReason } from './choose-reason';
import type { Connection } from './connection';
import type { ConnectionList } from './connection-list';
import { ConnectionTable } from './connection-table';
import type { Endpoint } from './endpoint';
import { deriveState } from './endpoint-state';
import { applyPredicted, isPredicted } from './header-prediction';
import { recordHistory } from './history';
import { endsOpening, IcmpErrors } from './icmp-errors';
import { PacketClock } from './packet-clock';
import { Header, Known, NO_CONNECTION, PacketColumns } from './packet-columns';
import { Reason } from './reasons';
import { guessRoles } from './roles';
import { applyToItself, isToItself, reasonToItself, stateToItself } from './self-connection';

/** How far back among the connections of one 4-tuple a segment is looked for. */
const MAXIMUM_PREDECESSORS = 4;
/** Numbers this close to a connection's next ones belong to it: the largest window is 2^30 (RFC 7323). */
const SAME_CONNECTION_DISTANCE = 1 << 30;
/** Beyond any window in use a segment may belong to the connection before, if it is within reach of that one's end. */
const FAR = 1 << 26;
const CLOSE = 1 << 20;
const { SYN, ACK, RST } = TcpFlag;

/**
 * Follows every connection of a capture: finds the segment's connection, adds what it shows to the facts of
 * both ends, derives both states, and appends one row of columns. The only place that sets a state.
 */
export class Tracker {
  readonly packets = new PacketColumns();
  readonly table: ConnectionTable;
  readonly icmpErrors = new IcmpErrors();
  private readonly clock = new PacketClock(this.packets);
  private readonly analysis = new SequenceAnalysis(this.clock);
  /** The tuple that an ICMP error quotes, to look it up with. */
  private readonly asked = new Segment();
  tcpPackets = 0;
  /** Times of the first and last packet, in seconds of the capture's clock. */
  firstTime = Number.NaN;
  lastTime = Number.NaN;

  /** `predicting` false: every segment goes the whole way, to the same end; `fresh` as in the table; for tests. */
  constructor(
    private readonly predicting = true,
    fresh?: number,
  ) {
    this.table = new ConnectionTable(fresh);
  }

  get connections(): ConnectionList {
    return this.table.connections;
  }

  /** Adds one packet; `offset` is its place in the file (in a text log, its first line from 0). Returns its index. */
  track(segment: Segment, offset: number): PacketIndex {
    const index = this.packets.append();
    const page = this.packets.pageOf(index);
    const row = this.packets.rowOf(index);
    page.offset[row] = offset;
    this.packets.setSeconds(index, segment.seconds);
    page.nanoseconds[row] = segment.nanoseconds;
    page.kind[row] = segment.kind | (segment.timeDigits << 4);
    page.interfaceId[row] = segment.interfaceId;
    if (segment.timeKnown) this.noteTime(segment.seconds + segment.nanoseconds * 1e-9);
    if (segment.kind !== PacketKind.tcp) {
      page.connection[row] = NO_CONNECTION;
      page.known[row] = segment.timeKnown ? Known.time : 0;
      page.length[row] = segment.length;
      if (segment.quoted.present) this.noteIcmpError(segment, index);
      return index;
    }
    this.tcpPackets++;
    page.seq[row] = segment.seq;
    page.ack[row] = segment.ack;
    page.length[row] = segment.length;
    page.window[row] = segment.window;
    page.flags[row] = segment.flags;
    page.hopLimit[row] = segment.hopLimit;
    page.ipId[row] = segment.ipId;
    page.header[row] =
      (segment.ipId >= 0 ? Header.ipId : 0) | (segment.timestampKnown ? Header.timestamps : 0);

    const connection = this.connectionOf(segment, index);
    const fromClient = this.table.sentByFirst(connection, segment) === connection.clientIsFirst;
    page.connection[row] = connection.id;
    page.known[row] = knownBits(segment, fromClient);
    this.advance(connection, fromClient, segment, index);
    return index;
  }

  /** Adds the segment's facts and records both ends' states, each with its reason. */
  private advance(connection: Connection, fromClient: boolean, segment: Segment, index: PacketIndex): void {
    const sender = fromClient ? connection.client : connection.server;
    const receiver = fromClient ? connection.server : connection.client;
    this.clock.now = index;
    noteAppearance(connection, segment, index);
    connection.completeness |= completenessOf(segment);
    if (connection.toItself) {
      this.advanceToItself(connection, segment, index);
      return;
    }
    if (this.predicting && isPredicted(connection, sender, receiver, segment)) {
      if (applyPredicted(connection, sender, receiver, segment, this.clock))
        this.keepStates(connection, index);
      else this.deriveStates(connection, sender, receiver, segment, index);
      return;
    }
    const reopens = index === connection.firstPacket && connection.previous >= 0;
    const findings = this.analysis.analyze(connection, sender, receiver, segment, index, reopens);
    this.packets.pageOf(index).analysis[this.packets.rowOf(index)] = findings;
    if ((findings & Finding.retransmission) !== 0) connection.retransmissions++;
    applySegment(connection, sender, receiver, segment, this.clock);
    recordHistory(connection, sender, receiver, segment, findings);
    noteClosing(connection, sender);
    this.deriveStates(connection, sender, receiver, segment, index);
  }

  /** An ICMP error belongs to the connection that it quotes: a row of that one, which may end a SYN_SENT. */
  private noteIcmpError(segment: Segment, index: PacketIndex): void {
    const { quoted } = segment;
    const connection = this.quotedConnection(segment);
    if (connection === null) return;
    const aboutClient = this.table.sentByFirst(connection, this.asked) === connection.clientIsFirst;
    const x = aboutClient ? connection.client : connection.server;
    const peer = aboutClient ? connection.server : connection.client;
    const page = this.packets.pageOf(index);
    const row = this.packets.rowOf(index);
    page.connection[row] = connection.id;
    // It comes from the peer's side.
    page.known[row] |= aboutClient ? 0 : Known.fromClient;
    const ends = endsOpening(x, peer, quoted);
    if (ends) x.unreachable = true;
    const { ipVersion, type, code } = quoted;
    const { family, source0, source1, source2, source3 } = segment;
    const router = [family, source0, source1, source2, source3] as const;
    this.icmpErrors.add(connection, { packet: index, ipVersion, type, code, aboutClient, ends, router });
    connection.icmpErrors++;
    connection.lastPacket = index;
    if (segment.timeKnown) connection.lastTimed = index;
    const before = x.packed;
    const peerBefore = peer.packed;
    x.packed = deriveState(connection, x, peer);
    peer.packed = deriveState(connection, peer, x);
    this.keepStates(connection, index);
    const ofX = x.packed === before ? Reason.none : Reason.unreachable;
    const ofPeer = peer.packed === peerBefore ? Reason.none : Reason['not-reached'];
    page.clientReason[row] = aboutClient ? ofX : ofPeer;
    page.serverReason[row] = aboutClient ? ofPeer : ofX;
  }

  /** Both ends of the connection are one socket, and have one state. */
  private advanceToItself(connection: Connection, segment: Segment, index: PacketIndex): void {
    const { client, server } = connection;
    const before = client.packed;
    applyToItself(client, segment);
    if (client.bytes > 0) connection.dataSeen = true;
    client.packed = server.packed = stateToItself(client);
    this.keepStates(connection, index);
    const reason = reasonToItself(before, client.packed);
    const page = this.packets.pageOf(index);
    const row = this.packets.rowOf(index);
    page.clientReason[row] = page.serverReason[row] = reason;
  }

  /** The connection that the ICMP error at hand quotes, its tuple left in `asked`; null: none that is known. */
  private quotedConnection({ quoted }: Segment): Connection | null {
    const { asked } = this;
    asked.family = quoted.family;
    asked.source0 = quoted.source0;
    asked.source1 = quoted.source1;
    asked.source2 = quoted.source2;
    asked.source3 = quoted.source3;
    asked.destination0 = quoted.destination0;
    asked.destination1 = quoted.destination1;
    asked.destination2 = quoted.destination2;
    asked.destination3 = quoted.destination3;
    asked.sourcePort = quoted.sourcePort;
    asked.destinationPort = quoted.destinationPort;
    if (quoted.sourcePort !== 0) return this.table.find(asked);
    return this.table.findOpening(asked);
  }

  /** Records both ends' states, which are those before the packet. */
  private keepStates({ client, server }: Connection, index: PacketIndex): void {
    const page = this.packets.pageOf(index);
    const row = this.packets.rowOf(index);
    page.client[row] = client.packed;
    page.server[row] = server.packed;
  }

  /** Derives both ends' states from their facts and records them, with the reasons where they changed. */
  private deriveStates(
    connection: Connection,
    sender: Endpoint,
    receiver: Endpoint,
    segment: Segment,
    index: PacketIndex,
  ): void {
    const senderFrom = sender.packed;
    const receiverFrom = receiver.packed;
    sender.packed = deriveState(connection, sender, receiver);
    receiver.packed = deriveState(connection, receiver, sender);
    this.keepStates(connection, index);
    if (sender.packed === senderFrom && receiver.packed === receiverFrom) return;
    const reopens = index === connection.firstPacket && connection.previous >= 0;
    const bySender =
      reopens && sender.opened
        ? Reason['reused-ports']
        : senderReason(senderFrom, sender.packed, sender, receiver, segment);
    const byReceiver = receiverReason(receiverFrom, receiver.packed, receiver, sender, segment);
    const page = this.packets.pageOf(index);
    const row = this.packets.rowOf(index);
    const fromClient = sender === connection.client;
    page.clientReason[row] = fromClient ? bySender : byReceiver;
    page.serverReason[row] = fromClient ? byReceiver : bySender;
    noteCloseWait(sender, index);
    noteCloseWait(receiver, index);
  }

  private noteTime(now: number): void {
    if (!(this.firstTime <= now)) this.firstTime = now;
    if (!(this.lastTime >= now)) this.lastTime = now;
  }

  private connectionOf(segment: Segment, index: PacketIndex): Connection {
    const newest = this.table.find(segment);
    if (newest === null) return this.open(segment, index);
    const flags = segment.flags;
    if ((flags & SYN) !== 0 && (flags & RST) === 0) {
      return this.forSyn(newest, segment) ?? this.open(segment, index);
    }
    const connection = this.forSynchronized(newest, segment);
    return this.isForeignTo(connection, segment) ? this.open(segment, index) : connection;
  }

  /**
   * The connection is closed, and the segment is none of its: a later connection of the same ports, whose SYN was not
   * captured. A copy of an old segment lies close behind what the connection had reached.
   */
  private isForeignTo(connection: Connection, segment: Segment): boolean {
    const { client, server } = connection;
    if ((segment.flags & RST) !== 0 || !segment.ackKnown || segment.absolute !== connection.absolute)
      return false;
    if (!isOver(client) || !isOver(server) || !isAnswered(connection)) return false;
    return client.seqKnown && server.seqKnown && this.isElsewhere(connection, segment);
  }

  /** Both its numbers are past what the connection had reached, or far off. A bare ACK has only one that counts. */
  private isElsewhere(connection: Connection, segment: Segment): boolean {
    const sender = this.senderOf(connection, segment);
    const receiver = sender === connection.client ? connection.server : connection.client;
    const occupies = segment.seqKnown && (segment.length > 0 || (segment.flags & TcpFlag.FIN) !== 0);
    if (occupies && !isOff(seqDiff(segment.seq, sender.sendNext))) return false;
    return isOff(seqDiff(segment.ack, receiver.sendNext));
  }

  private open(segment: Segment, index: PacketIndex): Connection {
    const isSyn = segment.flagsKnown && (segment.flags & SYN) !== 0;
    const isSynAck = isSyn && (segment.flags & ACK) !== 0;
    const guess =
      isSyn && !isSynAck
        ? { senderIsClient: true, by: 'syn' as const }
        : guessRoles(segment.sourcePort, segment.destinationPort, isSynAck);
    const connection = this.table.add(segment, index, guess.by, guess.senderIsClient);
    connection.absolute = segment.absolute;
    connection.toItself = isToItself(segment);
    return connection;
  }

  /** The connection that a SYN or SYN/ACK opens, answers or repeats; null: a new one. */
  private forSyn(newest: Connection, segment: Segment): Connection | null {
    let connection: Connection | null = newest;
    for (let depth = 0; connection !== null && depth < MAXIMUM_PREDECESSORS; depth++) {
      const sender = this.senderOf(connection, segment);
      const receiver = sender === connection.client ? connection.server : connection.client;
      if (isOpeningOf(sender, receiver, segment)) return connection;
      connection = this.table.previousOf(connection);
    }
    // A SYN/ACK that acknowledges something else answers an old duplicate (RFC 9293 figure 8): no connection of its own.
    const isSynAck = (segment.flags & ACK) !== 0;
    const isOpen = stateOf(this.senderOf(newest, segment).packed) !== TcpState.CLOSED;
    return isSynAck && isOpen ? this.forSynchronized(newest, segment) : null;
  }

  /** The newest connection, unless it is a SYN without an answer, or far from the numbers, and one before is near. */
  private forSynchronized(newest: Connection, segment: Segment): Connection {
    if (newest.previous < 0) return newest;
    if (isAnswered(newest)) {
      return this.distance(newest, segment) < FAR ? newest : this.before(newest, segment);
    }
    const sender = this.senderOf(newest, segment);
    const receiver = sender === newest.client ? newest.server : newest.client;
    if (segment.ackKnown && receiver.synSent && segment.ack === seqAdd(receiver.initialSeq, 1)) return newest;
    if (segment.seqKnown && sender.synSent && segment.seq === seqAdd(sender.initialSeq, 1)) return newest;
    let nearest = newest;
    let least = SAME_CONNECTION_DISTANCE;
    let older = this.table.previousOf(newest);
    for (let depth = 0; older !== null && depth < MAXIMUM_PREDECESSORS; depth++) {
      const distance = this.distance(older, segment);
      if (distance < least) {
        nearest = older;
        least = distance;
      }
      if (isAnswered(older)) break;
      older = this.table.previousOf(older);
    }
    return nearest;
  }

  /** The connection before, where the segment's numbers are next to what that had reached. */
  private before(newest: Connection, segment: Segment): Connection {
    const older = this.table.previousOf(newest);
    return older !== null && this.distance(older, segment) < CLOSE ? older : newest;
  }

  /**
   * How far the segment's number is from what the connection has reached; Infinity where that is not known. A bare
   * ACK is measured by its acknowledgment, the only number that `tcpdump -n` prints of it.
   */
  private distance(connection: Connection, segment: Segment): number {
    const sender = this.senderOf(connection, segment);
    const receiver = sender === connection.client ? connection.server : connection.client;
    const occupies = segment.length > 0 || (segment.flags & (SYN | TcpFlag.FIN | RST)) !== 0;
    if (segment.seqKnown && (occupies || !segment.ackKnown)) return distanceTo(sender, segment.seq);
    // Without a number (`Flags [none]` in a text log) it is no part of an opening, so it goes with what is open.
    return segment.ackKnown ? distanceTo(receiver, segment.ack) : 0;
  }

  private senderOf(connection: Connection, segment: Segment): Endpoint {
    const fromClient = this.table.sentByFirst(connection, segment) === connection.clientIsFirst;
    return fromClient ? connection.client : connection.server;
  }
}

function isOpeningOf(sender: Endpoint, receiver: Endpoint, segment: Segment): boolean {
  if ((segment.flags & ACK) === 0) {
    if (sender.synSent) return sender.initialSeq === segment.seq;
    // Both ends send a SYN: simultaneous open.
    return receiver.synSent && !sender.seen && !receiver.handshakeDone;
  }
  if (sender.synAckSent) return sender.initialSeq === segment.seq;
  return (
    receiver.synSent &&
    seqBefore(receiver.initialSeq, segment.ack) &&
    !seqBefore(receiver.sendNext, segment.ack)
  );
}

const isOver = ({ state }: Endpoint): boolean => state === TcpState.CLOSED || state === TcpState.TIME_WAIT;

/** Ahead of all that a closed connection still sends, or further behind than any old copy. */
const isOff = (distance: number): boolean => distance > CLOSE || distance < -FAR;

/** It is more than an unanswered SYN. */
function isAnswered(connection: Connection): boolean {
  return connection.server.opened || connection.client.handshakeDone;
}

function distanceTo(x: Endpoint, seq: Seq): number {
  return x.seqKnown ? Math.abs(seqDiff(seq, x.sendNext)) : Number.POSITIVE_INFINITY;
}

function knownBits(segment: Segment, fromClient: boolean): number {
  return (
    (segment.timeKnown ? Known.time : 0) |
    (segment.seqKnown ? Known.seq : 0) |
    (segment.ackKnown ? Known.ack : 0) |
    (segment.windowKnown ? Known.window : 0) |
    (segment.lengthKnown ? Known.length : 0) |
    (segment.flagsKnown ? Known.flags : 0) |
    (segment.absolute ? Known.absolute : 0) |
    (fromClient ? Known.fromClient : 0)
  );
}

function noteAppearance(connection: Connection, segment: Segment, index: PacketIndex): void {
  connection.packets++;
  connection.lastPacket = index;
  if (!segment.lengthKnown) connection.lengthsKnown = false;
  if (!segment.timeKnown) return;
  if (!connection.timeKnown) connection.firstTimed = index;
  connection.lastTimed = index;
}

/** Remembers who closed first, unless that was a reset which turned out not to count. */
function noteClosing(connection: Connection, sender: Endpoint): void {
  const first = connection.closedFirst;
  if (first !== null && (first.finSent || first.resetSent)) return;
  connection.closedFirst = sender.finSent || sender.resetSent ? sender : null;
}

/** Remembers since when an endpoint has been in CLOSE_WAIT; forgets it when it sends its own FIN. */
function noteCloseWait(x: Endpoint, index: PacketIndex): void {
  if (x.state === TcpState.CLOSE_WAIT) {
    if (x.closeWaitSince < 0) x.closeWaitSince = index;
  } else if (x.finSent || x.state === TcpState.ESTABLISHED) {
    x.closeWaitSince = NO_PACKET;
  }
}

import { PacketKind, Segment } from '../decode';
import { NO_PACKET, type PacketIndex, TcpState } from '../tcp';
import { completenessOf, Finding, SequenceAnalysis } from './analysis';
import { applySegment } from './apply-segment';
import { receiverReason, senderReason } from './choose-reason';
import type { Connection } from './connection';
import { ConnectionChoice } from './connection-choice';
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
import { applyToItself, reasonToItself, stateToItself } from './self-connection';

/**
 * Follows every connection of a capture: finds the segment's connection, adds what it shows to the facts of
 * both ends, derives both states, and appends one row of columns. The only place that sets a state.
 */
export class Tracker {
  readonly packets = new PacketColumns();
  readonly table: ConnectionTable;
  private readonly choice: ConnectionChoice;
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
    this.choice = new ConnectionChoice(this.table);
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

    const connection = this.choice.of(segment, index);
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
    asked.take(quoted);
    if (quoted.sourcePort !== 0) return this.table.find(asked);
    return this.table.findBetween(asked);
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

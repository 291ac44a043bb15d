import { type Seq, seqAdd, seqBefore, seqDiff } from '../bytes';
import type { Segment } from '../decode';
import { type PacketIndex, stateOf, TcpFlag, TcpState } from '../tcp';
import type { Connection } from './connection';
import type { ConnectionTable } from './connection-table';
import type { Endpoint } from './endpoint';
import { guessRoles } from './roles';
import { isToItself } from './self-connection';

/** How far back among the connections of one 4-tuple a segment is looked for. */
const MAXIMUM_PREDECESSORS = 4;
/** Numbers this close to a connection's next ones belong to it: the largest window is 2^30 (RFC 7323). */
const SAME_CONNECTION_DISTANCE = 1 << 30;
/** Beyond any window in use a segment may belong to the connection before, if it is within reach of that one's end. */
const FAR = 1 << 26;
const CLOSE = 1 << 20;
/**
 * Behind a FIN nothing is sent. A connection that takes the place of one in TIME_WAIT begins as little as 65,537 further on
 * (Linux, tcp_timewait_state_process).
 */
const BEHIND_FIN = 65_536;
const { SYN, ACK, RST } = TcpFlag;

/** Tells to which of the connections that used its 4-tuple one after another a segment belongs. */
export class ConnectionChoice {
  constructor(private readonly table: ConnectionTable) {}

  /** The connection that a segment belongs to; packet `index` opens it where there is none. */
  of(segment: Segment, index: PacketIndex): Connection {
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
   * The connection is closed, or both its ends have sent FIN, and the segment is none of its: a later connection of the same
   * ports, whose SYN was not captured. A copy of an old segment lies close behind what the connection had reached.
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
    if (occupies && !isOff(sender, segment.seq)) return false;
    return isOff(receiver, segment.ack);
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
    if (!isSynAck || !isOpen) return null;
    connection = this.forSynchronized(newest, segment);
    return this.isForeignTo(connection, segment) ? null : connection;
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
    if (older === null || this.distance(older, segment) >= CLOSE) return newest;
    return this.isForeignTo(older, segment) ? newest : older;
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

const isOver = ({ state, finSent }: Endpoint): boolean =>
  finSent || state === TcpState.CLOSED || state === TcpState.TIME_WAIT;

/** A number ahead of all that an end of a closed connection still sends, or further behind than any old copy. */
function isOff({ sendNext, finSent }: Endpoint, number: Seq): boolean {
  const distance = seqDiff(number, sendNext);
  return distance > (finSent ? BEHIND_FIN : CLOSE) || distance < -FAR;
}

/** It is more than an unanswered SYN. */
function isAnswered({ client, server }: Connection): boolean {
  return server.opened || client.handshakeDone || !(client.synSent || server.synSent);
}

function distanceTo(x: Endpoint, seq: Seq): number {
  return x.seqKnown ? Math.abs(seqDiff(seq, x.sendNext)) : Number.POSITIVE_INFINITY;
}

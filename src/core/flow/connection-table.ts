import { connectionId, type FourTuple, type PacketIndex, TcpState } from '../tcp';
import { Connection, type RoleGuess } from './connection';
import { ConnectionList } from './connection-list';

/** 32-bit words kept per connection: two addresses of four, the ports, the family. */
const WORDS = 10;
/** Both tables begin small: they grow before the engine has compiled their users for tables that never change. */
const FIRST_SLOTS = 64;
const FIRST_CONNECTIONS = 32;
/** Newest connections looked through for the one that an ICMP error without ports is about. */
const MAXIMUM_SEARCHED = 64;

/**
 * Finds the connection of a segment by its unordered 4-tuple: an open-addressing hash over typed arrays, so
 * that a look-up allocates nothing. A slot holds the newest connection of its tuple; older ones hang on `previous`.
 */
export class ConnectionTable {
  readonly connections: ConnectionList;
  private tuples = new Int32Array(WORDS * FIRST_CONNECTIONS);
  private slots = new Int32Array(FIRST_SLOTS);
  private used = 0;
  /** The connection that was found or added last: the newest of its tuple; -1 none. */
  private newest = connectionId(-1);

  /** `fresh`: how many of the newest connections are held whole, whatever they had; for tests. */
  constructor(fresh?: number) {
    this.connections = new ConnectionList(fresh);
  }

  /** The newest connection of the segment's tuple, or null. */
  find(segment: FourTuple): Connection | null {
    const { newest } = this;
    const base = newest * WORDS;
    // A segment and its answer follow each other: often it is the connection of the one before.
    if (newest >= 0 && (this.matchesReversed(base, segment) || this.matches(base, segment)))
      return this.connections.live(newest);
    const held = this.slots[this.slotOf(segment)];
    if (held === 0) return null;
    this.newest = connectionId(held - 1);
    return this.connections.live(this.newest);
  }

  /**
   * The connection of a segment whose source port is not known, nor the destination port where it is 0: the one that is
   * being opened between its addresses, or else the one that is open; takes over its ports. Null where there is none, or
   * more than one.
   */
  findBetween(segment: FourTuple): Connection | null {
    const opening = this.alone(segment, true, isOpening);
    if (opening !== null) return this.takePorts(segment, opening, true);
    const [asked, answers] = [this.alone(segment, true, isOpen), this.alone(segment, false, isOpen)];
    if (asked === null) return answers === null ? null : this.takePorts(segment, answers, false);
    return answers === null ? this.takePorts(segment, asked, true) : null;
  }

  private takePorts(segment: FourTuple, found: Connection, ofClient: boolean): Connection {
    segment.sourcePort = this.addressOf(found, ofClient)[4];
    segment.destinationPort = this.addressOf(found, !ofClient)[4];
    return this.connections.live(found.id);
  }

  /** The only one that goes between the addresses; null: none, or several. */
  private alone(
    segment: FourTuple,
    ofClient: boolean,
    wanted: (connection: Connection) => boolean,
  ): Connection | null {
    let found: Connection | null = null;
    const first = Math.max(0, this.connections.length - MAXIMUM_SEARCHED);
    for (let id = connectionId(this.connections.length - 1); id >= first; id--) {
      const connection = this.connections.get(id);
      if (!wanted(connection) || !this.goesTo(connection, segment, ofClient)) continue;
      if (found !== null) return null;
      found = connection;
    }
    return found;
  }

  /** The client is the segment's source and the server its destination; or, not `ofClient`, the other way round. */
  private goesTo(connection: Connection, s: FourTuple, ofClient: boolean): boolean {
    const from = this.addressOf(connection, ofClient);
    const to = this.addressOf(connection, !ofClient);
    return (
      from[5] === s.family &&
      from[3] === s.source3 &&
      from[2] === s.source2 &&
      from[1] === s.source1 &&
      from[0] === s.source0 &&
      to[3] === s.destination3 &&
      to[2] === s.destination2 &&
      to[1] === s.destination1 &&
      to[0] === s.destination0 &&
      (s.destinationPort === 0 || s.destinationPort === to[4])
    );
  }

  /** True when the sender is the address that the connection's tuple lists first; the segment is one of its own. */
  sentByFirst(connection: Connection, segment: FourTuple): boolean {
    const base = connection.id * WORDS;
    if (segment.sourcePort === segment.destinationPort) return this.matches(base, segment);
    return (this.tuples[base + 8] & 0xffff) === segment.sourcePort;
  }

  add(segment: FourTuple, packet: PacketIndex, roleBy: RoleGuess, senderIsClient: boolean): Connection {
    if (this.used * 2 >= this.slots.length) this.rehash();
    const slot = this.slotOf(segment);
    const previous = connectionId(this.slots[slot] - 1);
    if (previous < 0) this.used++;
    const connection = new Connection(
      connectionId(this.connections.length),
      packet,
      roleBy,
      senderIsClient,
      previous,
    );
    this.connections.add(connection);
    this.slots[slot] = connection.id + 1;
    this.newest = connection.id;
    this.storeTuple(connection.id * WORDS, segment);
    return connection;
  }

  previousOf(connection: Connection): Connection | null {
    return connection.previous < 0 ? null : this.connections.live(connection.previous);
  }

  /** Address words, port and family of one end: `[w0, w1, w2, w3, port, family]`. */
  addressOf(
    connection: Pick<Connection, 'id' | 'clientIsFirst'>,
    client: boolean,
  ): readonly [number, number, number, number, number, number] {
    const t = this.tuples;
    const base = connection.id * WORDS;
    const first = connection.clientIsFirst === client;
    const at = first ? base : base + 4;
    const port = first ? t[base + 8] & 0xffff : t[base + 8] >>> 16;
    return [t[at], t[at + 1], t[at + 2], t[at + 3], port, t[base + 9]];
  }

  private storeTuple(base: number, s: FourTuple): void {
    if (base + WORDS > this.tuples.length) {
      const grown = new Int32Array(this.tuples.length * 2);
      grown.set(this.tuples);
      this.tuples = grown;
    }
    const t = this.tuples;
    t[base] = s.source0;
    t[base + 1] = s.source1;
    t[base + 2] = s.source2;
    t[base + 3] = s.source3;
    t[base + 4] = s.destination0;
    t[base + 5] = s.destination1;
    t[base + 6] = s.destination2;
    t[base + 7] = s.destination3;
    t[base + 8] = (s.destinationPort << 16) | s.sourcePort;
    t[base + 9] = s.family;
  }

  /** The slot that holds the segment's tuple, or the free one where it belongs. */
  private slotOf(s: FourTuple): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(s) & mask;
    while (true) {
      const held = this.slots[slot];
      if (held === 0) return slot;
      const base = connectionId(held - 1) * WORDS;
      if (this.matches(base, s) || this.matchesReversed(base, s)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private matches(base: number, s: FourTuple): boolean {
    const t = this.tuples;
    return (
      t[base + 3] === s.source3 &&
      t[base + 7] === s.destination3 &&
      t[base + 8] === ((s.destinationPort << 16) | s.sourcePort) &&
      t[base + 2] === s.source2 &&
      t[base + 6] === s.destination2 &&
      t[base + 1] === s.source1 &&
      t[base + 5] === s.destination1 &&
      t[base] === s.source0 &&
      t[base + 4] === s.destination0 &&
      t[base + 9] === s.family
    );
  }

  private matchesReversed(base: number, s: FourTuple): boolean {
    const t = this.tuples;
    return (
      t[base + 3] === s.destination3 &&
      t[base + 7] === s.source3 &&
      t[base + 8] === ((s.sourcePort << 16) | s.destinationPort) &&
      t[base + 2] === s.destination2 &&
      t[base + 6] === s.source2 &&
      t[base + 1] === s.destination1 &&
      t[base + 5] === s.source1 &&
      t[base] === s.destination0 &&
      t[base + 4] === s.source0 &&
      t[base + 9] === s.family
    );
  }

  private rehash(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    const mask = this.slots.length - 1;
    for (const held of old) {
      if (held === 0) continue;
      let slot = this.hashOfTuple(connectionId(held - 1) * WORDS) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = held;
    }
  }

  private hashOfTuple(base: number): number {
    const t = this.tuples;
    const ports = t[base + 8];
    return mix(
      fold(t[base], t[base + 1], t[base + 2], t[base + 3], ports & 0xffff),
      fold(t[base + 4], t[base + 5], t[base + 6], t[base + 7], ports >>> 16),
    );
  }
}

const isOpening = ({ client, server }: Connection): boolean =>
  client.synSent && !client.synAcked && !client.handshakeDone && !server.seen;

/** Both ends were heard, and neither is known to have ended it. */
const isOpen = ({ client, server }: Connection): boolean =>
  client.seen && server.seen && !isOver(client.state) && !isOver(server.state);

const isOver = (state: TcpState): boolean => state === TcpState.CLOSED || state === TcpState.TIME_WAIT;

function hashOf(s: FourTuple): number {
  return mix(
    fold(s.source0, s.source1, s.source2, s.source3, s.sourcePort),
    fold(s.destination0, s.destination1, s.destination2, s.destination3, s.destinationPort),
  );
}

/** One end of a tuple as a well-mixed number. */
function fold(w0: number, w1: number, w2: number, w3: number, port: number): number {
  let h = Math.imul(w3 ^ Math.imul(port, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h ^ w0 ^ Math.imul(w1, 0xc2b2ae35) ^ Math.imul(w2, 0x27d4eb2f), 0x165667b1);
  return h ^ (h >>> 13);
}

/** The same for both orders of the ends. */
function mix(a: number, b: number): number {
  const h = Math.imul((a + b) ^ Math.imul(a ^ b, 0x9e3779b1), 0x85ebca6b);
  return (h ^ (h >>> 16)) >>> 0;
}

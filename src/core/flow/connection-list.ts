import { type ConnectionId, connectionId } from '../tcp';
import { SequenceTrack } from './analysis';
import type { Connection } from './connection';
import { PackedConnections } from './packed-connections';

/** Newest connections, and those looked up last, that are not packed yet: most get their second packet soon. */
const FRESH = 1 << 12;

/**
 * All connections in order of appearance. One that has had a single packet is packed once many have come after it, so that
 * a flood of a million costs tens of megabytes and not gigabytes. To a reader nothing shows of that, but that such a
 * connection is made anew each time: tell connections apart by their `id`.
 */
export class ConnectionList implements Iterable<Connection> {
  /** A number is the place of a packed one's record. */
  private readonly held: (Connection | number)[] = [];
  private readonly packed = new PackedConnections(() => new SequenceTrack());
  /** A ring of those to pack next, and where an older record of each lies, -1: nowhere. */
  private readonly fresh: Int32Array;
  private readonly records: Float64Array;
  private noted = 0;

  /** `fresh`: how many are not packed yet; the result is the same for any. */
  constructor(fresh = FRESH) {
    this.fresh = new Int32Array(fresh);
    this.records = new Float64Array(fresh);
  }

  get length(): number {
    return this.held.length;
  }

  /** The connection of a number that is known to be one; not to be written to. */
  get(id: ConnectionId): Connection {
    const held = this.held[id];
    return typeof held === 'number' ? this.packed.read(held, id) : held;
  }

  /** It has had one packet, of which a flood has millions: told without making it anew. */
  isLone(id: ConnectionId): boolean {
    const held = this.held[id];
    return typeof held === 'number' || held.packets === 1;
  }

  /** The same for any number. */
  at(id: ConnectionId): Connection | undefined {
    return id >= 0 && id < this.held.length ? this.get(id) : undefined;
  }

  /** The one that the tracker may write to, until others have been looked up. */
  live(id: ConnectionId): Connection {
    const held = this.held[id];
    if (typeof held !== 'number') return held;
    const connection = this.packed.read(held, id);
    this.held[id] = connection;
    this.note(id, held);
    return connection;
  }

  add(connection: Connection): void {
    this.held.push(connection);
    this.note(connection.id, -1);
  }

  *[Symbol.iterator](): Generator<Connection> {
    for (let id = connectionId(0); id < this.held.length; id++) yield this.get(id);
  }

  /** The numbers of those that are wanted. */
  idsOf(wanted: (connection: Connection) => boolean): ConnectionId[] {
    const ids: ConnectionId[] = [];
    for (let id = connectionId(0); id < this.held.length; id++) if (wanted(this.get(id))) ids.push(id);
    return ids;
  }

  private note(id: ConnectionId, record: number): void {
    const slot = this.noted++ % this.fresh.length;
    if (this.noted > this.fresh.length) this.pack(connectionId(this.fresh[slot]), this.records[slot]);
    this.fresh[slot] = id;
    this.records[slot] = record;
  }

  private pack(id: ConnectionId, record: number): void {
    const held = this.held[id];
    if (typeof held === 'number' || held.packets !== 1) return;
    const place = this.packed.add(held, record);
    if (place >= 0) this.held[id] = place;
  }
}

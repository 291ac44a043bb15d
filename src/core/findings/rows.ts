import type { Connection, Tracker } from '../flow';
import { type ConnectionId, connectionId, type PacketIndex, packetIndex } from '../tcp';

/** The packets of some connections, grouped: two passes over one column, whatever the number of connections. */
export class Rows {
  /** Where each connection's packets begin and end in `indices`; -1: not wanted. */
  private readonly start: Float64Array;
  private readonly end: Float64Array;
  private readonly indices: Uint32Array;

  constructor(tracker: Tracker, wanted: (connection: Connection) => boolean) {
    const { connections, packets } = tracker;
    this.start = new Float64Array(connections.length).fill(-1);
    let total = 0;
    for (const connection of connections) {
      if (!wanted(connection)) continue;
      this.start[connection.id] = total;
      total += connection.packets + connection.icmpErrors;
    }
    this.end = this.start.slice();
    this.indices = new Uint32Array(total);
    if (total === 0) return;
    const { end, indices } = this;
    for (let index = packetIndex(0); index < packets.length; ) {
      const { connection } = packets.pageOf(index);
      const last = Math.min(packets.length, index + connection.length);
      for (let row = 0; index < last; row++, index++) {
        const id = connection[row];
        if (id < end.length && end[id] >= 0) indices[end[id]++] = index;
      }
    }
  }

  /** The connections that were wanted, in order. */
  *wanted(): Generator<ConnectionId> {
    for (let id = 0; id < this.start.length; id++) if (this.start[id] >= 0) yield connectionId(id);
  }

  /** A connection's packets in order; null where it was not wanted, or came later. */
  of({ id }: Connection): ArrayLike<PacketIndex> | null {
    if (id >= this.start.length || this.start[id] < 0) return null;
    return this.indices.subarray(this.start[id], this.end[id]) as ArrayLike<number> as ArrayLike<PacketIndex>;
  }
}

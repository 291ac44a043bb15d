import type { Connection, Tracker } from '../flow';

/** The packets of some connections, grouped: two passes over one column, whatever the number of connections. */
export class Rows {
  private readonly start: Float64Array;
  private readonly indices: Uint32Array;

  constructor(tracker: Tracker, wanted: (connection: Connection) => boolean) {
    const { connections, packets } = tracker;
    this.start = new Float64Array(connections.length).fill(-1);
    let total = 0;
    for (const connection of connections) {
      if (!wanted(connection)) continue;
      this.start[connection.id] = total;
      total += connection.packets;
    }
    this.indices = new Uint32Array(total);
    if (total === 0) return;
    const next = this.start.slice();
    for (let index = 0; index < packets.length; index++) {
      const id = packets.connection(index);
      if (id < next.length && next[id] >= 0) this.indices[next[id]++] = index;
    }
  }

  /** A connection's packets in order; null where it was not wanted. */
  of(connection: Connection): Uint32Array | null {
    const start = this.start[connection.id];
    return start < 0 ? null : this.indices.subarray(start, start + connection.packets);
  }
}

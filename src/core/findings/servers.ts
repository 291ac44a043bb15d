import type { Connection, Tracker } from '../flow';
import { AddressFamily, type ConnectionId, NO_PACKET, type PacketIndex, packetIndex } from '../tcp';
import { grouped } from './overlap';
import { Threshold } from './thresholds';
import { type LongWait, longWaits } from './waits';

/** The connections to one address and port by number, in the order in which they were opened: there may be a million. */
export type Served = readonly ConnectionId[];

type End = ReturnType<Tracker['table']['addressOf']>;

/** What connections to the same address and port have in common: a number where it fits into one. */
export function serverKey({ table }: Tracker, connection: Connection): number | string {
  const server = table.addressOf(connection, false);
  const [, , , address, port, family] = server;
  return family === AddressFamily.ipv4 ? (address >>> 0) * 0x10000 + port : server.join();
}

/** The same for an address, whatever the port. */
export function hostKey(end: End): number | string {
  const [, , , address, , family] = end;
  return family === AddressFamily.ipv4 ? address : end.slice(0, 4).join();
}

/** The listening endpoints of a capture, each with its connections. */
export class Servers {
  private groups: readonly Served[] | null = null;
  private waits: ReadonlyMap<Served, readonly LongWait[]> | null = null;
  private heard: Map<number | string, readonly PacketIndex[]> | null = null;

  constructor(private readonly tracker: Tracker) {}

  /** Those with `least` connections or more. */
  withAtLeast(least: number): readonly Served[] {
    if (this.tracker.connections.length < least) return [];
    this.groups ??= this.group();
    return this.groups.filter((group) => group.length >= least);
  }

  /**
   * A packet of the server on another connection to the same port, between two moments, or later on a connection that was
   * open before: its host kept what it knew. NO_PACKET where none is known of; looks at the last packets of each kind.
   */
  heardOn(connection: Connection, after: PacketIndex, until: PacketIndex): PacketIndex {
    const { packets, connections } = this.tracker;
    const kept = (index: PacketIndex): boolean =>
      connections.get(packets.connection(index)).firstPacket < after;
    const heard = this.heardOf(serverKey(this.tracker, connection));
    return heard.find((index) => index > after && (index <= until || kept(index))) ?? NO_PACKET;
  }

  /** The long waits on the connections of a server that has two and more. */
  waitsOf(server: Served): readonly LongWait[] {
    this.waits ??= longWaits(this.tracker, this.withAtLeast(Threshold.leftWaiting));
    return this.waits.get(server) ?? [];
  }

  private heardOf(key: number | string): readonly PacketIndex[] {
    this.heard ??= new Map();
    const known = this.heard.get(key);
    if (known !== undefined) return known;
    const { tracker } = this;
    const group = this.withAtLeast(2).find(
      (ids) => serverKey(tracker, tracker.connections.get(ids[0])) === key,
    );
    const found = (group ?? []).flatMap((id) => lastOfServer(tracker, id)).sort((a, b) => a - b);
    this.heard.set(key, found);
    return found;
  }

  private group(): readonly Served[] {
    const { tracker } = this;
    const ids = tracker.connections.idsOf(() => true);
    return [...grouped(ids, (id) => serverKey(tracker, tracker.connections.get(id))).values()];
  }
}

/** The last packets that the server sent on a connection, as far as its facts tell. */
function lastOfServer({ connections, packets }: Tracker, id: ConnectionId): PacketIndex[] {
  if (connections.isLone(id)) return [];
  const { server, lastPacket } = connections.get(id);
  const last = packets.fromClient(lastPacket) ? NO_PACKET : lastPacket;
  return [server.lastSyn, server.lastData, server.lastFin, last]
    .filter((index) => index >= 0)
    .map((index) => packetIndex(index));
}

/** Those of a server's connections that are wanted, of those with more than one packet: an opened or a refused one has. */
export const chosen = (
  { connections }: Tracker,
  server: Served,
  wanted: (connection: Connection) => boolean,
): Connection[] => {
  const found: Connection[] = [];
  for (const id of server) {
    if (connections.isLone(id)) continue;
    const connection = connections.get(id);
    if (wanted(connection)) found.push(connection);
  }
  return found;
};

/** Seconds of the capture's clock at which the first packet of a connection came; NaN without times. */
export const openedAt = ({ packets }: Tracker, connection: Connection): number =>
  connection.timeKnown ? packets.time(connection.firstTimed) : Number.NaN;

export { isOpened } from './opened';

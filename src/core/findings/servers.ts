import type { Connection, Tracker } from '../flow';
import type { Observation } from '../observation';
import { AddressFamily, type ConnectionId, NO_PACKET, type PacketIndex, packetIndex } from '../tcp';
import { isOpened, isRefused } from './opened';
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
  private groups: ReadonlyMap<number | string, Served> | null = null;
  private waits: ReadonlyMap<Served, readonly LongWait[]> | null = null;
  private heard: Map<number | string, readonly PacketIndex[]> | null = null;

  private readonly tracker: Tracker;

  constructor(private readonly observation: Observation) {
    this.tracker = observation.tracker;
  }

  /** Those with `least` connections or more. */
  withAtLeast(least: number): readonly Served[] {
    if (this.tracker.connections.length < least) return [];
    return [...this.grouped().values()].filter((group) => group.length >= least);
  }

  /** How the next SYN to the same port was answered, within `seconds`; null where none came, or it had no answer. */
  nextAnswer(connection: Connection, after: PacketIndex, seconds: number): 'accepted' | 'refused' | null {
    const { tracker } = this;
    const group = this.grouped().get(serverKey(tracker, connection)) ?? [];
    const next = nextOf(tracker, group, after);
    if (next === null || !(openedAt(tracker, next) - tracker.packets.time(after) <= seconds)) return null;
    return isRefused(next) ? 'refused' : isOpened(next) ? 'accepted' : null;
  }

  /**
   * A packet of the server on another connection to the same port, between two moments, or later on a connection that was
   * open before: its host kept what it knew. NO_PACKET where none is known of; looks at the last packets of each kind.
   */
  heardOn(connection: Connection, after: PacketIndex, until: PacketIndex): PacketIndex {
    const { packets, connections } = this.tracker;
    const kept = (index: PacketIndex): boolean =>
      connections.get(packets.connection(index)).firstPacket < after;
    const isOther = (index: PacketIndex): boolean => packets.connection(index) !== connection.id;
    const heard = this.heardOf(serverKey(this.tracker, connection));
    return (
      heard.find((index) => index > after && isOther(index) && (index <= until || kept(index))) ?? NO_PACKET
    );
  }

  /** The long waits on the connections of a server that has two and more. */
  waitsOf(server: Served): readonly LongWait[] {
    this.waits ??= longWaits(this.observation, this.withAtLeast(Threshold.leftWaiting));
    return this.waits.get(server) ?? [];
  }

  private heardOf(key: number | string): readonly PacketIndex[] {
    this.heard ??= new Map();
    const known = this.heard.get(key);
    if (known !== undefined) return known;
    const { tracker } = this;
    const group = this.grouped().get(key) ?? [];
    const found = group.flatMap((id) => lastOfServer(tracker, id)).sort((a, b) => a - b);
    this.heard.set(key, found);
    return found;
  }

  private grouped(): ReadonlyMap<number | string, Served> {
    const { tracker } = this;
    this.groups ??= grouped(
      tracker.connections.idsOf(() => true),
      (id) => serverKey(tracker, tracker.connections.get(id)),
    );
    return this.groups;
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

/** The first of a server's connections that was asked for behind a packet; null: none. */
export function nextOf({ connections }: Tracker, server: Served, after: PacketIndex): Connection | null {
  let [low, high] = [0, server.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (connections.get(server[middle]).firstPacket > after) high = middle;
    else low = middle + 1;
  }
  return low < server.length ? connections.get(server[low]) : null;
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

export { isOpened };

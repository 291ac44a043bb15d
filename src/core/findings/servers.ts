import type { Connection, Tracker } from '../flow';
import { AddressFamily, type ConnectionId } from '../tcp';
import { grouped } from './overlap';

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

  constructor(private readonly tracker: Tracker) {}

  /** Those with `least` connections or more. */
  withAtLeast(least: number): readonly Served[] {
    if (this.tracker.connections.length < least) return [];
    this.groups ??= this.group();
    return this.groups.filter((group) => group.length >= least);
  }

  private group(): readonly Served[] {
    const { tracker } = this;
    const ids = tracker.connections.idsOf(() => true);
    return [...grouped(ids, (id) => serverKey(tracker, tracker.connections.get(id))).values()];
  }
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

/** The client completed the handshake. */
export const isOpened = ({ client, server }: Connection): boolean =>
  client.synSent && server.synAckSent && client.handshakeDone;

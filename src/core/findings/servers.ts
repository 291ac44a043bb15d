import type { Connection, Tracker } from '../flow';
import { grouped } from './crowd';

/** The connections to one address and port, in the order in which they were opened. */
export type Served = readonly Connection[];

/** The listening endpoints of a capture, each with its connections; those with fewer than `least` are left out. */
export function serversOf({ connections, table }: Tracker, least: number): Served[] {
  if (connections.length < least) return [];
  const groups = grouped(connections, (connection) => table.addressOf(connection, false).join());
  return [...groups.values()].filter((group) => group.length >= least);
}

/** Seconds of the capture's clock at which the first packet of a connection came; NaN without times. */
export const openedAt = ({ packets }: Tracker, connection: Connection): number =>
  connection.timeKnown ? packets.time(connection.firstTimed) : Number.NaN;

/** The client completed the handshake. */
export const isOpened = ({ client, server }: Connection): boolean =>
  client.synSent && server.synAckSent && client.handshakeDone;

import { type Connection, completenessName, type Endpoint, type Tracker } from '../../flow';
import type { Side } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import { finalState } from './final-state';
import { stuckSide } from './stuck';
import type { ConnectionRow } from './views';

/** A connection as a row of the connections list. */
export function connectionRow(reading: CaptureReading, connection: Connection): ConnectionRow {
  const { recorder, values, findings } = reading;
  const { tracker } = recorder;
  return {
    connection: connection.id + 1,
    client: values.endpoint(connection, 'client'),
    server: values.endpoint(connection, 'server'),
    roleBy: connection.roleBy,
    firstPacket: values.number(connection.firstPacket),
    lastPacket: values.number(connection.lastPacket),
    firstIndex: connection.firstPacket,
    packets: connection.packets,
    start: values.time(connection.firstPacket),
    seconds: connection.timeKnown ? roundMicroseconds(secondsOf(connection, tracker)) : null,
    clientBytes: connection.lengthsKnown ? connection.client.bytes : null,
    serverBytes: connection.lengthsKnown ? connection.server.bytes : null,
    clientState: finalState(connection, 'client', tracker),
    serverState: finalState(connection, 'server', tracker),
    history: connection.history,
    completeness: connection.completeness,
    completenessName: completenessName(connection.completeness),
    handshakeRoundTrip: roundTrip(connection),
    clientRetransmittedBytes: retransmitted(connection, connection.client),
    serverRetransmittedBytes: retransmitted(connection, connection.server),
    clientWindowScale: windowScale(connection.client, connection.server),
    serverWindowScale: windowScale(connection.server, connection.client),
    closedFirst: closedFirst(connection),
    stuck: stuckSide(connection, tracker),
    findings: findings.ofConnection(connection),
  };
}

/** Seconds from its first packet to its last, of those that have a time. */
export function secondsOf({ firstTimed, lastTimed }: Connection, { packets }: Tracker): number {
  return packets.time(lastTimed) - packets.time(firstTimed);
}

/** To the nanosecond, as captures count. */
function roundTrip({ initialRoundTrip }: Connection): number | null {
  return Number.isNaN(initialRoundTrip) ? null : initialRoundTrip / 1e9;
}

function retransmitted(connection: Connection, x: Endpoint): number | null {
  return connection.lengthsKnown ? (x.track?.retransmittedBytes ?? 0) : null;
}

/** RFC 7323 section 2.2: windows are shifted only where both SYNs offered it. */
function windowScale(x: Endpoint, peer: Endpoint): number | null {
  if (!x.opened || !peer.opened) return null;
  return x.windowScale >= 0 && peer.windowScale >= 0 ? Math.min(x.windowScale, 14) : 0;
}

function closedFirst({ closedFirst: first, client }: Connection): Side | null {
  if (first === null) return null;
  return first === client ? 'client' : 'server';
}

function roundMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

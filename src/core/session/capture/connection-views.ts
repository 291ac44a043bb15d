import { SCALE_CUT } from '../../decode';
import { type Connection, completenessName, type Endpoint } from '../../flow';
import type { Observation } from '../../observation';
import type { Side } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import { finalState } from './final-state';
import type { ConnectionRow } from './views';

/** A connection as a row of the connections list. */
export function connectionRow(reading: CaptureReading, connection: Connection): ConnectionRow {
  const { recorder, values, findings } = reading;
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
    end: values.time(connection.lastPacket),
    seconds: secondsOf(connection, recorder.observation),
    clientBytes: connection.lengthsKnown ? connection.client.bytes : null,
    serverBytes: connection.lengthsKnown ? connection.server.bytes : null,
    clientState: finalState(connection, 'client', recorder.observation),
    serverState: finalState(connection, 'server', recorder.observation),
    history: connection.history,
    completeness: connection.completeness,
    completenessName: completenessName(connection.completeness),
    handshakeRoundTrip: roundTrip(connection, recorder.observation),
    clientRetransmittedBytes: retransmitted(connection, connection.client),
    serverRetransmittedBytes: retransmitted(connection, connection.server),
    clientWindowScale: windowScale(connection.client, connection.server),
    serverWindowScale: windowScale(connection.server, connection.client),
    closedFirst: closedFirst(connection),
    stuck: findings.stuckView(connection),
    processes: {
      client: recorder.processOf(connection.id, 'client'),
      server: recorder.processOf(connection.id, 'server'),
    },
    findings: findings.ofConnection(connection),
  };
}

/** Seconds from its first packet to its last, of those that have a time; null without, and where no clock spans both. */
export const secondsOf = ({ firstTimed, lastTimed }: Connection, observation: Observation): number | null =>
  firstTimed < 0 ? null : observation.seconds(firstTimed, lastTimed);

/** To the nanosecond, as captures count; null where the clock stepped before it was known. */
function roundTrip(connection: Connection, observation: Observation): number | null {
  const { initialRoundTrip, firstTimed, roundTripPacket } = connection;
  if (Number.isNaN(initialRoundTrip) || initialRoundTrip < 0) return null;
  return observation.timeline.isWhole(firstTimed, roundTripPacket) ? initialRoundTrip / 1e9 : null;
}

function retransmitted(connection: Connection, x: Endpoint): number | null {
  return connection.lengthsKnown ? (x.track?.retransmittedBytes ?? 0) : null;
}

/** RFC 7323 section 2.2: windows are shifted only where both SYNs offered it. */
function windowScale(x: Endpoint, peer: Endpoint): number | null {
  if (!x.opened || !peer.opened) return null;
  if (x.windowScale === SCALE_CUT || peer.windowScale === SCALE_CUT) return null;
  return x.windowScale >= 0 && peer.windowScale >= 0 ? Math.min(x.windowScale, 14) : 0;
}

function closedFirst({ closedFirst: first, client }: Connection): Side | null {
  if (first === null) return null;
  return first === client ? 'client' : 'server';
}

import type { Connection } from '../flow';
import type { CaptureRecorder } from './capture-recorder';
import { finalState } from './final-state';
import type { PacketValues } from './packet-values';
import { stuckSide } from './stuck';
import type { ConnectionRow } from './views';

/** A connection as a row of the connections list. */
export function connectionRow(
  connection: Connection,
  recorder: CaptureRecorder,
  values: PacketValues,
): ConnectionRow {
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
    seconds: connection.timeKnown ? roundMicroseconds(connection.lastTime - connection.firstTime) : null,
    clientBytes: connection.lengthsKnown ? connection.client.bytes : null,
    serverBytes: connection.lengthsKnown ? connection.server.bytes : null,
    clientState: finalState(connection, 'client', tracker),
    serverState: finalState(connection, 'server', tracker),
    history: connection.history,
    stuck: stuckSide(connection, tracker),
  };
}

function roundMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

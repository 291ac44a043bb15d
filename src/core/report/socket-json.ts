import type { SocketConnection, SocketFindingView } from '../session/sockets';
import { jsonText } from '../text';

/** A row of a socket table as an element of `connections --format json`: the same fields, without packets. */
export function socketJson(row: SocketConnection): string {
  return jsonText({
    connection: row.connection,
    client: row.client,
    server: row.server,
    firstPacket: null,
    lastPacket: null,
    packets: 0,
    clientState: row.clientState,
    serverState: row.serverState,
    history: '',
    findings: row.findings.map(findingJson),
    start: null,
    end: null,
    stuck: row.stuck,
    process: row.process,
    source: 'table',
    socket: row.socket,
  });
}

const findingJson = ({
  id,
  endpoint,
  severity,
  sureness,
  seconds,
  message,
  evidence,
}: SocketFindingView) => ({
  id,
  endpoint,
  severity,
  sureness,
  since: null,
  seconds,
  packets: [],
  message,
  evidence,
});

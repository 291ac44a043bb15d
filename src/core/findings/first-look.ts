import type { Connection } from '../flow';
import { type ConnectionId, type PacketIndex, TcpState } from '../tcp';
import type { Severity } from '../words';
import type { Findings } from './findings';

/** Why a connection is the one to look at first, what explains most first. `none`: every connection ended in order. */
export type LookReason =
  | 'error'
  | 'stuck'
  | 'warning'
  | 'possibly-stuck'
  | 'unanswered'
  | 'unfinished'
  | 'none';

/** The connection (from 0) to look at first, and the packet (from 0) since which it deserves it. */
export interface FirstLook {
  readonly reason: LookReason;
  readonly connection: ConnectionId;
  readonly packet: PacketIndex;
}

const ORDER: readonly LookReason[] = [
  'error',
  'stuck',
  'warning',
  'possibly-stuck',
  'unanswered',
  'unfinished',
  'none',
];

/** What a person would ask about first: of the weightiest reason the earliest packet. Null where there is no connection. */
export function firstLook(findings: Findings, connections: Iterable<Connection>): FirstLook | null {
  let best: FirstLook | null = null;
  const lost = ofServersInTrouble(findings);
  for (const connection of connections) {
    const look = lookAt(findings, connection, lost);
    if (best === null || isBefore(look, best)) best = look;
  }
  return best;
}

/** The connections that an error about their server or the capture names. */
const ofServersInTrouble = (findings: Findings): ReadonlySet<ConnectionId> =>
  new Set(
    findings
      .ofCapture()
      .filter(({ severity }) => severity === 'error')
      .flatMap(({ connections }) => connections),
  );

function isBefore(a: FirstLook, b: FirstLook): boolean {
  const rank = ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason);
  return rank === 0 ? a.packet < b.packet : rank < 0;
}

function lookAt(findings: Findings, connection: Connection, lost: ReadonlySet<ConnectionId>): FirstLook {
  const { id, firstPacket } = connection;
  const stuck = findings.stuck().get(id);
  const since = (severity: Severity) =>
    findings.ofConnection(connection).find((finding) => finding.severity === severity)?.since;
  const look = (reason: LookReason, packet: PacketIndex): FirstLook => ({ reason, connection: id, packet });
  if (lost.has(id) && stuck === undefined) return look('error', firstPacket);
  const error = since('error');
  if (error !== undefined) return look('error', error);
  if (stuck !== undefined && stuck.sureness !== 'possible') return look('stuck', stuck.since);
  const warning = since('warning');
  if (warning !== undefined) return look('warning', warning);
  if (stuck !== undefined) return look('possibly-stuck', stuck.since);
  if (isUnanswered(connection)) return look('unanswered', connection.client.lastData);
  return look(hasEndedInOrder(connection) ? 'none' : 'unfinished', firstPacket);
}

/** Its handshake and its request are there, and not a byte of the server: open when the recording stops. */
function isUnanswered({ client, server, lengthsKnown }: Connection): boolean {
  const isOpen = client.state === TcpState.ESTABLISHED && server.state === TcpState.ESTABLISHED;
  return isOpen && lengthsKnown && server.synAckSent && client.bytes > 0 && server.bytes === 0;
}

function hasEndedInOrder({ client, server }: Connection): boolean {
  const isOver = (state: TcpState) => state === TcpState.CLOSED || state === TcpState.TIME_WAIT;
  return isOver(client.state) && isOver(server.state) && !client.resetSent && !server.resetSent;
}

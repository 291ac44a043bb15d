import type { Connection } from '../flow';
import { type ConnectionId, type PacketIndex, TcpState } from '../tcp';
import type { Severity } from '../words';
import type { Findings } from './findings';

/** Why a connection is the one to look at first, what explains most first. `none`: every connection ended in order. */
export type LookReason =
  | 'error'
  | 'stuck'
  | 'warning'
  | 'server-warning'
  | 'idle-in-pool'
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

/** Connections looked at between two turns of other work. */
const TURN = 128;

const ORDER: readonly LookReason[] = [
  'error',
  'stuck',
  'warning',
  'server-warning',
  'idle-in-pool',
  'possibly-stuck',
  'unanswered',
  'unfinished',
  'none',
];

/** What a person would ask about first: of the weightiest reason the earliest packet. Null where there is no connection. */
export function firstLook(findings: Findings, connections: Iterable<Connection>): FirstLook | null {
  const looking = looks(findings, connections);
  for (;;) {
    const { done, value } = looking.next();
    if (done) return value;
  }
}

/** The same, a few milliseconds at a time. */
export async function firstLookInSteps(
  findings: Findings,
  connections: Iterable<Connection>,
  pause: () => Promise<void>,
): Promise<FirstLook | null> {
  const looking = looks(findings, connections);
  for (let looked = 1; ; looked++) {
    const { done, value } = looking.next();
    if (done) return value;
    if (looked % TURN === 0) await pause();
  }
}

/** Yields after each connection. */
function* looks(
  findings: Findings,
  connections: Iterable<Connection>,
): Generator<undefined, FirstLook | null> {
  let best: FirstLook | null = null;
  const named: Named = {
    lost: new Set(ofServers(findings, 'error').flat()),
    examples: new Set(ofServers(findings, 'warning').flatMap((ids) => ids.slice(0, 1))),
  };
  for (const connection of connections) {
    const look = lookAt(findings, connection, named);
    if (best === null || isBefore(look, best)) best = look;
    yield;
  }
  return best;
}

/** The connections that errors about their server name, and the first of those that each warning names. */
interface Named {
  readonly lost: ReadonlySet<ConnectionId>;
  readonly examples: ReadonlySet<ConnectionId>;
}

const ofServers = (findings: Findings, wanted: Severity): (readonly ConnectionId[])[] =>
  findings
    .ofCapture()
    .filter(({ severity, endpoint }) => severity === wanted && endpoint !== null)
    .map(({ connections }) => connections);

function isBefore(a: FirstLook, b: FirstLook): boolean {
  const rank = ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason);
  return rank === 0 ? a.packet < b.packet : rank < 0;
}

function lookAt(findings: Findings, connection: Connection, { lost, examples }: Named): FirstLook {
  const { id, firstPacket } = connection;
  const stuck = findings.stuck().get(id);
  const since = (severity: Severity) =>
    findings.ofConnection(connection).find((finding) => finding.severity === severity)?.since;
  const look = (reason: LookReason, packet: PacketIndex): FirstLook => ({ reason, connection: id, packet });
  if (lost.has(id) && stuck === undefined) return look('error', firstPacket);
  const error = since('error');
  if (error !== undefined) return look('error', error);
  const isGrave = stuck !== undefined && stuck.sureness !== 'possible';
  if (isGrave && !isHarmless(findings, connection)) return look('stuck', stuck.since);
  const warning = since('warning');
  if (warning !== undefined) return look('warning', warning);
  if (examples.has(id)) return look('server-warning', firstPacket);
  if (stuck !== undefined) return look(isGrave ? 'idle-in-pool' : 'possibly-stuck', stuck.since);
  if (isUnanswered(connection)) return look('unanswered', connection.client.lastData);
  return look(hasEndedInOrder(connection) ? 'none' : 'unfinished', firstPacket);
}

/** A client keeps what its server has closed, and not for long: told, but behind what is plainly wrong. */
const isHarmless = (findings: Findings, connection: Connection): boolean =>
  findings.ofConnection(connection).some(({ id, severity }) => id === 'close-wait' && severity === 'info');

/** Its handshake and its request are there, and not a byte of the server: open when the recording stops. */
function isUnanswered({ client, server, lengthsKnown }: Connection): boolean {
  const isOpen = client.state === TcpState.ESTABLISHED && server.state === TcpState.ESTABLISHED;
  return isOpen && lengthsKnown && server.synAckSent && client.bytes > 0 && server.bytes === 0;
}

function hasEndedInOrder({ client, server }: Connection): boolean {
  const isOver = (state: TcpState) => state === TcpState.CLOSED || state === TcpState.TIME_WAIT;
  return isOver(client.state) && isOver(server.state) && !client.resetSent && !server.resetSent;
}

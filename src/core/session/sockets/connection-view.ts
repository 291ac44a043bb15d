import { Threshold } from '../../findings';
import type { OverTime, TableFacts, TableFinding } from '../../incident';
import { formatSocketAddress, type SocketProcess, type SocketRow } from '../../sockets';
import type { Side } from '../../tcp';
import type { Locale } from '../../words';
import { tableFindingMessage, tableFindingTitle } from './finding-words';
import type { ProcessView, SocketConnection, SocketFindingView, SocketState, SocketView } from './views';

/** What earlier listings of the host add. */
interface Earlier {
  readonly stays: OverTime['stays'];
  /** Seconds since the row was first seen in its state; null: it is looked at once. */
  readonly seenFor: number | null;
}

const UNKNOWN: SocketState = { state: 'UNKNOWN', certainty: 'inferred' };

/** A row as a connection. The other end's state is known only where its own row is in the table. */
export function connectionView(
  facts: TableFacts,
  row: SocketRow,
  connection: number,
  findings: readonly SocketFindingView[],
  earlier: Earlier,
): SocketConnection {
  const side = facts.isServer(row) ? 'server' : 'client';
  const [own, other] = [ownState(row), ownState(facts.otherEnd(row))];
  const [local, peer] = [row.local, row.peer].map((end) => (end === null ? null : formatSocketAddress(end)));
  return {
    connection,
    client: side === 'client' ? local : peer,
    server: side === 'server' ? local : peer,
    clientState: side === 'client' ? own : other,
    serverState: side === 'server' ? own : other,
    side,
    stuck: stuckOf(row, side, findings, earlier),
    process: processView(row.processes[0] ?? null),
    socket: { ...socketView(row), ...(earlier.seenFor !== null && { seenForSeconds: earlier.seenFor }) },
    findings,
  };
}

/** conntrack's state is that of the connection: which end is in it, it does not say. */
const ownState = (row: SocketRow | null): SocketState =>
  row?.state == null || row.tool === 'conntrack' ? UNKNOWN : { state: row.state, certainty: 'confirmed' };

/**
 * A table is one moment: a CLOSE_WAIT in it may be over in the next. It is likely to stay where it has lasted a second,
 * where an earlier listing has it too, where many others are with it, or where the program does not get to accept() or read().
 */
function stuckOf(
  row: SocketRow,
  endpoint: Side,
  findings: readonly SocketFindingView[],
  { stays, seenFor }: Earlier,
): SocketConnection['stuck'] {
  if (row.state !== 'CLOSE_WAIT' || row.tool === 'conntrack') return null;
  const known = [
    row.lastAcknowledged === null ? null : row.lastAcknowledged / 1000,
    stays.get(row) ?? null,
    seenFor,
  ];
  const seconds = known.reduce((most, one) => (one === null ? most : Math.max(most ?? 0, one)), null);
  const lasts = seconds !== null && seconds >= Threshold.closeWarning;
  const isLikely = stays.has(row) || findings.some(({ id }) => id === 'close-wait-pile-up');
  return { endpoint, since: null, seconds, sureness: lasts ? 'proven' : isLikely ? 'likely' : 'possible' };
}

export const processView = (process: SocketProcess | null): ProcessView | null =>
  process === null ? null : identityOf(process);

const identityOf = ({ name, pid, container = null, folder = null }: SocketProcess): ProcessView => ({
  name,
  pid,
  container,
  ...(folder !== null && { folder }),
});

const socketView = (row: SocketRow): SocketView => ({
  tool: row.tool,
  line: row.line,
  local: row.local === null ? null : formatSocketAddress(row.local),
  peer: row.peer === null ? null : formatSocketAddress(row.peer),
  state: row.state,
  recvQ: row.recvQ,
  sendQ: row.sendQ,
  listenLimit: row.listenLimit,
  descriptors: row.processes.map((process) => ({ ...identityOf(process), fd: process.fd })),
  timer: row.timer,
  lastReceivedMs: row.lastReceived,
  lastSentMs: row.lastSent,
  inode: row.inode,
  forgottenInSeconds: row.forgottenIn,
});

export function findingView(
  locale: Locale,
  facts: TableFacts,
  finding: TableFinding,
  connections: readonly number[],
): SocketFindingView {
  const [first] = finding.rows;
  return {
    id: finding.id,
    title: tableFindingTitle(locale, finding),
    message: tableFindingMessage(locale, finding),
    endpoint: first === undefined || first.peer === null ? null : facts.isServer(first) ? 'server' : 'client',
    severity: finding.severity,
    sureness: finding.sureness,
    seconds: finding.seconds,
    address: finding.address === null ? null : formatSocketAddress(finding.address),
    process: processView(finding.process),
    connections,
    evidence: finding.evidence,
  };
}

import { Threshold } from '../findings';
import {
  formatSocketAddress,
  type SocketAddress,
  type SocketListing,
  type SocketProcess,
  type SocketRow,
  type SocketTable,
  type SocketTool,
} from '../sockets';
import type { TcpStateName } from '../tcp';
import type { Severity } from '../words';
import { type CountClaim, countsOverTime } from './counts-over-time';
import { TableFacts } from './table-facts';

/** What two listings of one host, made at different times, show together. */
export interface TimeClaim {
  /** `stays`: the same connections in the same state in all of them; `grew`: more of them; `queue-grew`: more wait for accept(). */
  readonly kind: 'stays' | 'grew' | 'queue-grew';
  readonly state: TcpStateName;
  readonly severity: Severity;
  readonly address: SocketAddress | null;
  readonly process: SocketProcess | null;
  readonly before: number;
  readonly after: number;
  /** Between the first listing and the last, where the text tells when they were made. */
  readonly seconds: number | null;
  /** Rows of the first listing and of the last, with the table that each is of. */
  readonly rows: readonly { readonly row: SocketRow; readonly table: number }[];
}

export interface OverTime {
  readonly claims: readonly TimeClaim[];
  /** Counts that grew. */
  readonly counts: readonly CountClaim[];
  /** Rows in a state in which they were in an earlier listing too: for how long at least, null where no time is told. */
  readonly stays: ReadonlyMap<SocketRow, number | null>;
  /** Rows of listings that a later one of the same host and tool has made old: what is now is in that. */
  readonly outdated: ReadonlySet<SocketRow>;
}

/** Tools that list every socket of a host in its state: what is not in a later one has gone. */
const WHOLE: ReadonlySet<SocketTool> = new Set([
  'ss',
  'netstat',
  'proc',
  'netstat-windows',
  'powershell',
  'netstat-bsd',
  'netstat-solaris',
  'sockstat',
  'columns',
]);
/** States in which nothing happens of itself, or not for long. */
const PASSING: ReadonlySet<TcpStateName> = new Set([
  'ESTABLISHED',
  'LISTEN',
  'TIME_WAIT',
  'CLOSED',
  'UNKNOWN',
]);
/** Other states than CLOSE_WAIT come and go: only what at least doubles, by this many, is told. */
const MANY_MORE = 10;

interface Unit {
  readonly table: number;
  readonly facts: TableFacts;
  readonly listing: SocketListing;
  readonly rows: readonly SocketRow[];
}

/** Compares listings of one host by one tool, in the order of the text or of the files, the first with the last. */
export function overTime(tables: readonly SocketTable[]): OverTime {
  const stays = new Map<SocketRow, number | null>();
  const claims: TimeClaim[] = [];
  const outdated = new Set<SocketRow>();
  for (const chain of chainsOf(tables)) {
    const [first, last] = inOrder(chain[0], chain[chain.length - 1]);
    const seconds = between(first, last);
    if (!mayBeCopy(first, last, seconds))
      claims.push(...staying(first, last, seconds, stays), ...growing(first, last, seconds));
    for (const unit of chain) if (isBefore(unit, last)) for (const row of unit.rows) outdated.add(row);
  }
  return { claims, counts: countsOverTime(tables), stays, outdated };
}

function chainsOf(tables: readonly SocketTable[]): Unit[][] {
  const chains: Unit[][] = [];
  for (const [table, { listings, rows }] of tables.entries()) {
    const facts = new TableFacts(tables[table]);
    const byListing = new Map<number, SocketRow[]>();
    for (const row of rows) {
      const others = byListing.get(row.listing);
      if (others === undefined) byListing.set(row.listing, [row]);
      else others.push(row);
    }
    for (const [at, listing] of listings.entries()) {
      // tcp and tcp6 of one moment are not two listings: those of /proc are compared where each says its time.
      if (!WHOLE.has(listing.tool) || (listing.tool === 'proc' && listing.at === null)) continue;
      const unit = { table, facts, listing, rows: byListing.get(at) ?? [] };
      const chain = chains.find((one) => isOfOneHost(one[one.length - 1], unit));
      if (chain === undefined) chains.push([unit]);
      else chain.push(unit);
    }
  }
  return chains.filter((chain) => chain.length > 1);
}

/** The same tool, asked the same where that is known, on a host that has the same addresses or connections. */
function isOfOneHost(one: Unit, other: Unit): boolean {
  if (one.listing.tool !== other.listing.tool) return false;
  const prompts = [one.listing.host, other.listing.host];
  if (prompts.every((host) => host !== undefined) && prompts[0] !== prompts[1]) return false;
  const commands = [one.listing.command, other.listing.command];
  if (commands.every((command) => command !== null) && commands[0] !== commands[1]) return false;
  const known = new Set(one.rows.map(keyOf));
  if (other.rows.some((row) => row.peer !== null && known.has(keyOf(row)))) return true;
  const hosts = new Set(one.rows.flatMap(ownHost));
  return other.rows.flatMap(ownHost).some((host) => hosts.has(host));
}

/** The address of a host on a network; a loopback or a private network's first address every host may have. */
const ownHost = ({ local, peer }: SocketRow): string[] =>
  local === null || peer === null || /^(?:127\.|::1$|localhost)/.test(local.host) ? [] : [local.host];

/**
 * The same rows once more, with neither a prompt nor a heading nor a time between: a loop prints that, and so does a mail that quotes
 * the table it answers. Only what differs shows that it was asked twice.
 */
function mayBeCopy(first: Unit, last: Unit, seconds: number | null): boolean {
  if (last.listing.again !== true || seconds !== null) return false;
  const shown = ({ rows }: Unit) =>
    JSON.stringify(
      rows.map((row) => ({ ...row, line: 0, listing: 0 })).sort((a, b) => compare(keyOf(a), keyOf(b))),
    );
  return shown(first) === shown(last);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By what the listings say of the time; else as they stand. */
function inOrder(first: Unit, last: Unit): [Unit, Unit] {
  const seconds = between(first, last);
  return seconds !== null && seconds < 0 ? [last, first] : [first, last];
}

const between = ({ listing: { at: from } }: Unit, { listing: { at: to } }: Unit): number | null =>
  from === null || to === null ? null : to - from;

/** tcp and tcp6 of one moment are both as new as can be. */
const isBefore = (unit: Unit, last: Unit): boolean =>
  unit !== last && (unit.listing.at === null || unit.listing.at !== last.listing.at);

const keyOf = ({ local, peer }: SocketRow): string =>
  `${local === null ? '' : formatSocketAddress(local)} ${peer === null ? '' : formatSocketAddress(peer)}`;

function staying(
  first: Unit,
  last: Unit,
  seconds: number | null,
  stays: Map<SocketRow, number | null>,
): TimeClaim[] {
  const before = new Map(first.rows.map((row) => [keyOf(row), row]));
  const groups = new Map<string, { row: SocketRow; earlier: SocketRow }[]>();
  for (const row of last.rows) {
    const earlier = before.get(keyOf(row));
    if (earlier === undefined || row.peer === null || !isSame(earlier, row)) continue;
    stays.set(row, seconds);
    const key = `${endpointOf(last, row).key} ${row.state}`;
    groups.set(key, [...(groups.get(key) ?? []), { row, earlier }]);
  }
  return [...groups.values()].map((pairs): TimeClaim => {
    const [{ row }] = pairs;
    return {
      kind: 'stays',
      state: row.state ?? 'UNKNOWN',
      severity: row.state === 'CLOSE_WAIT' ? 'warning' : 'info',
      ...aboutEndpoint(last, row),
      before: pairs.length,
      after: pairs.length,
      seconds,
      rows: pairs.flatMap((pair) => [
        { row: pair.earlier, table: first.table },
        { row: pair.row, table: last.table },
      ]),
    };
  });
}

/** The same socket in the same state; another inode is another socket on the same ports. */
function isSame(earlier: SocketRow, later: SocketRow): boolean {
  if (later.state === null || earlier.state !== later.state || PASSING.has(later.state)) return false;
  return earlier.inode === null || later.inode === null || earlier.inode === later.inode;
}

function growing(first: Unit, last: Unit, seconds: number | null): TimeClaim[] {
  const [before, after] = [countsOf(first), countsOf(last)];
  return [...after].flatMap(([key, rows]): TimeClaim[] => {
    const [row] = rows;
    const earlier = before.get(key) ?? [];
    if (row.state === 'LISTEN') return queueGrowing(first, last, row, earlier[0], seconds);
    if (row.state === null || !hasGrown(row.state, earlier.length, rows.length)) return [];
    const isWeighty = row.state === 'CLOSE_WAIT' && rows.length >= Threshold.pileUp;
    return [
      {
        kind: 'grew',
        state: row.state,
        severity: isWeighty ? 'warning' : 'info',
        ...aboutEndpoint(last, row),
        before: earlier.length,
        after: rows.length,
        seconds,
        rows: rows.map((one) => ({ row: one, table: last.table })),
      },
    ];
  });
}

const hasGrown = (state: TcpStateName, before: number, after: number): boolean =>
  state === 'CLOSE_WAIT' ? after > before : after >= before * 2 && after - before >= MANY_MORE;

function queueGrowing(
  first: Unit,
  last: Unit,
  row: SocketRow,
  earlier: SocketRow | undefined,
  seconds: number | null,
): TimeClaim[] {
  const [before, after] = [earlier?.recvQ ?? null, row.recvQ];
  if (earlier === undefined || before === null || after === null || after <= before) return [];
  return [
    {
      kind: 'queue-grew',
      state: 'LISTEN',
      severity: 'warning',
      ...aboutEndpoint(last, row),
      before,
      after,
      seconds,
      rows: [
        { row: earlier, table: first.table },
        { row, table: last.table },
      ],
    },
  ];
}

/** Rows by endpoint and state. */
function countsOf(unit: Unit): Map<string, SocketRow[]> {
  const groups = new Map<string, SocketRow[]>();
  for (const row of unit.rows) {
    const key = `${endpointOf(unit, row).key} ${row.state}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Where a connection came in, or where it goes. */
function endpointOf({ facts }: Unit, row: SocketRow): { key: string; address: SocketAddress | null } {
  const isServer = facts.isServer(row);
  const address = isServer ? row.local : row.peer;
  return { key: `${isServer} ${address === null ? '' : formatSocketAddress(address)}`, address };
}

const aboutEndpoint = (unit: Unit, row: SocketRow) => ({
  address: endpointOf(unit, row).address,
  process: row.processes[0] ?? unit.facts.listeningProcess(row),
});

import { say, stateMeaning } from '../../explain';
import {
  type OverTime,
  overTime,
  rowEvidence,
  TableFacts,
  type TableFinding,
  tableFindings,
} from '../../incident';
import {
  formatSocketAddress,
  type KernelCounter,
  readSocketTable,
  type SocketRow,
  type SocketTable,
} from '../../sockets';
import type { Locale } from '../../words';
import { commandsFor } from './commands';
import { connectionView, findingView } from './connection-view';
import { endpointChanges, endpointCounts } from './endpoint-counts';
import { changesView } from './over-time-view';
import type {
  EndpointCount,
  SocketConnection,
  SocketExplanation,
  SocketFindingView,
  TableProblemView,
} from './views';

/** What other parts of an incident say of a table's rows. */
export interface BesidePackets {
  /** Rows whose own end has sent data, as packets show. */
  readonly served?: ReadonlySet<SocketRow>;
  /** The numbers of their connections. */
  readonly numbers?: ReadonlyMap<SocketRow, number>;
  /** Seconds since its rows were first seen in their states. */
  readonly seen?: ReadonlyMap<SocketRow, number>;
  /** What the tables of the incident show over time, told by it. */
  readonly overTime?: OverTime;
  /** The sockets of the same machine when it was looked at first. */
  readonly first?: SocketTable;
  /** The table's file, where evidence has to name it. */
  readonly file?: string;
}

/** Counts that are told in a line. */
const MOST_COUNTED = 24;
/** Linux' names; netstat -s of other systems has sentences for the same. */
const COUNTER_NAMES: Readonly<Record<KernelCounter['id'], string>> = {
  overflows: 'ListenOverflows',
  'listen-drops': 'ListenDrops',
  'abort-on-data': 'TCPAbortOnData',
  'abort-on-close': 'TCPAbortOnClose',
  'abort-on-timeout': 'TCPAbortOnTimeout',
  'abort-on-memory': 'TCPAbortOnMemory',
};

/** A text with socket tables: its rows as connections, and what they show. */
export class SocketSession {
  readonly facts: TableFacts;
  private readonly stays: OverTime['stays'];
  /** Rows of listings that a later one has made old. */
  readonly outdated: OverTime['outdated'];
  private readonly seen: ReadonlyMap<SocketRow, number>;
  private readonly first: TableFacts | null;
  /** What its listings show that were made at different times. */
  private readonly changes: readonly SocketFindingView[];
  private readonly file: string | null;
  private readonly found: readonly TableFinding[];
  private readonly numbers: ReadonlyMap<SocketRow, number>;
  private readonly byRow = new Map<SocketRow, TableFinding[]>();

  private readonly views = new Map<TableFinding, SocketFindingView>();

  private constructor(
    readonly table: SocketTable,
    private readonly name: string,
    private readonly locale: Locale,
    beside: BesidePackets = {},
  ) {
    this.facts = new TableFacts(table, beside.served);
    this.file = beside.file ?? null;
    const found = tableFindings(table, this.file, this.facts);
    const time = beside.overTime ?? overTime([table]);
    this.stays = time.stays;
    this.outdated = time.outdated;
    this.seen = beside.seen ?? seenIn(table);
    this.first = beside.first === undefined ? null : new TableFacts(beside.first);
    this.changes = changesView(locale, time, () => null);
    this.numbers = beside.numbers ?? new Map(table.rows.map((row, at) => [row, at + 1]));
    this.found = withoutRepeated(found, time.outdated);
    for (const finding of found)
      for (const row of finding.rows) {
        const own = this.byRow.get(row);
        if (own === undefined) this.byRow.set(row, [finding]);
        else own.push(finding);
      }
  }

  /** null: the text holds no row of any socket table, and no counts of sockets. */
  static read(text: string, name: string, locale: Locale): SocketSession | null {
    const session = new SocketSession(readSocketTable(text), name, locale);
    return session.isEmpty ? null : session;
  }

  /** The same of a table that was read before, as a part of an incident. */
  static of(table: SocketTable, name: string, locale: Locale, beside?: BesidePackets): SocketSession {
    return new SocketSession(table, name, locale, beside);
  }

  /** It holds no row, and no counts of sockets. */
  get isEmpty(): boolean {
    const { rows, counts, counters } = this.table;
    return rows.length + counts.length + counters.length === 0;
  }

  /** The line of the first row, 0 where there are only counts. */
  get firstLine(): number {
    return this.table.rows[0]?.line ?? 0;
  }

  get rows(): number {
    return this.table.rows.length;
  }

  /** Rows [from, to) as connections, numbered from 1. */
  connections(from: number, to: number): SocketConnection[] {
    return this.table.rows.slice(from, to).map((row) => this.connection(row));
  }

  /** What was found, the weightiest first. */
  findings(): readonly SocketFindingView[] {
    return [...this.changes, ...this.found.map((finding) => this.view(finding))];
  }

  /** The endpoints at which there are more or fewer connections than at the first look, those that grew most first. */
  changedEndpoints(): readonly EndpointCount[] {
    return this.first === null ? [] : endpointChanges(this.first, this.facts);
  }

  problems(): readonly TableProblemView[] {
    return this.table.problems.map(({ id, line, text }) => ({
      line,
      message: say(this.locale, id, { text }),
    }));
  }

  /** The whole table, or one of its rows by its number in it. */
  explain(number: number | null): SocketExplanation {
    const row = number === null ? null : this.table.rows[number - 1];
    const found = row === null ? this.found : (this.byRow.get(row) ?? []);
    const changes = row === null ? this.changes : [];
    const values = { file: this.name, rows: this.table.rows.length, row: number };
    return {
      title: say(this.locale, row === null ? 'socket.table-title' : 'socket.row-title', values),
      summary: this.summary([...changes, ...found]),
      source: 'table',
      connection: row === null ? null : this.connection(row),
      captureFindings: [...changes, ...found.map((finding) => this.view(finding))],
      endpoints: endpointCounts(this.facts, this.outdated),
      meaning: row?.state == null ? null : stateMeaning(this.locale, row.state),
      commands: commandsFor(this.locale, found),
    };
  }

  /** What the text counts, `710 CLOSE_WAIT, 1 LISTEN`, with the kernel's counters. */
  get counted(): string {
    const { counts, counters } = this.table;
    const all = [
      ...counts.map(({ count, state }) => `${count} ${state}`),
      ...counters.map(({ count, id }) => `${count} ${COUNTER_NAMES[id]}`),
    ];
    return [...all.slice(0, MOST_COUNTED), ...(all.length > MOST_COUNTED ? ['...'] : [])].join(', ');
  }

  private summary(found: readonly Pick<TableFinding, 'severity'>[]): string {
    const values = { rows: this.table.rows.length, counts: this.counted };
    const size = say(
      this.locale,
      this.table.rows.length === 0 ? 'socket.counts-only' : 'socket.rows',
      values,
    );
    const unread = this.table.problems.filter(({ id }) => id === 'table.unreadable-row').length;
    const weighty = found.filter(({ severity }) => severity !== 'info').length;
    const stateless = this.table.rows.filter(({ state, peer }) => state === null && peer !== null).length;
    const knowsStates = this.table.rows.length === 0 || this.table.rows.some(({ state }) => state !== null);
    const onlyCounts = this.table.rows.length === 0;
    const failed = this.table.rows.filter(wasNotEstablished).length;
    const none = onlyCounts
      ? 'socket.counts-show-little'
      : failed > 0
        ? 'socket.not-established'
        : !knowsStates
          ? 'socket.no-states-found'
          : unread + stateless > 0
            ? 'socket.nothing-found-read'
            : 'socket.nothing-found';
    const verdict = say(this.locale, weighty === 0 ? none : 'socket.found', { count: weighty || failed });
    const rest = [
      ...(stateless === 0 || !knowsStates
        ? []
        : [say(this.locale, 'socket.stateless', { count: stateless })]),
      ...(unread === 0 ? [] : [say(this.locale, 'socket.unread', { count: unread })]),
    ];
    return [size, verdict, ...rest].join(this.locale === 'en' ? ' ' : '');
  }

  /** A row as a connection. */
  connection(row: SocketRow): SocketConnection {
    const number = this.numbers.get(row) ?? 0;
    // A finding about very many rows is told at each of them, with its own line.
    const evidence = rowEvidence(this.file, [row.line]);
    const own = (this.byRow.get(row) ?? []).map((finding) => this.view(finding));
    const findings = own.map((view) => ({ ...view, connections: [number], evidence }));
    const seenFor = this.seen.get(row) ?? null;
    return connectionView(this.facts, row, number, findings, { stays: this.stays, seenFor });
  }

  private view(finding: TableFinding): SocketFindingView {
    const known = this.views.get(finding);
    if (known !== undefined) return known;
    const rows = finding.rows.map((row) => this.numbers.get(row) ?? 0);
    const view = findingView(this.locale, this.facts, finding, rows);
    this.views.set(finding, view);
    return view;
  }
}

/** tcpstates saw the SYN's state end without a connection; Zeek's REJ and RSTOS0, whose rows alone are a client's and closed. */
const wasNotEstablished = ({ tool, side, state, changes }: SocketRow): boolean => {
  const last = changes.at(-1);
  return (
    (last?.from === 'SYN_SENT' && last.to === 'CLOSED') ||
    (tool === 'zeek' && side === 'client' && state === 'CLOSED')
  );
};

/** Seconds since rows were first seen in their states, where that was in an earlier look at the machine. */
function seenIn({ rows, listings }: SocketTable): ReadonlyMap<SocketRow, number> {
  const seen = new Map<SocketRow, number>();
  for (const row of rows) {
    const at = listings[row.listing]?.at ?? null;
    // The listing's own time is read in whole seconds.
    const age = row.firstSeen === null || at === null ? 0 : at - Math.floor(row.firstSeen);
    if (age > 0) seen.set(row, age);
  }
  return seen;
}

/** What an earlier listing shows of the same sockets is said once, of the last one. */
function withoutRepeated(
  found: readonly TableFinding[],
  outdated: ReadonlySet<SocketRow>,
): readonly TableFinding[] {
  if (outdated.size === 0) return found;
  const keyOf = ({ id }: TableFinding, { local, peer }: SocketRow) =>
    `${id} ${[local, peer].map((end) => (end === null ? '' : formatSocketAddress(end))).join(' ')}`;
  const isOld = ({ rows }: TableFinding) => rows.length > 0 && rows.every((row) => outdated.has(row));
  const told = new Set(
    found.filter((one) => !isOld(one)).flatMap((one) => one.rows.map((row) => keyOf(one, row))),
  );
  return found.filter((one) => !isOld(one) || !one.rows.every((row) => told.has(keyOf(one, row))));
}

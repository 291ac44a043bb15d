import { type Decision, type ShownEvidence, say } from '../../explain';
import { type Joined, joinTables, overTime, type PacketConnection, type TableFacts } from '../../incident';
import { formatSocketAddress, type LiveListing, type SocketRow, type SocketTable } from '../../sockets';
import type { Side } from '../../tcp';
import type { Locale } from '../../words';
import {
  type CaptureClient,
  type CodeQuestion,
  type CountedConnection,
  type Explanation,
  isTakenBack,
  MOST_SIGHTINGS,
} from '../capture';
import {
  changesView,
  type SocketConnection,
  type SocketFindingView,
  SocketSession,
  sinceFirst,
} from '../sockets';
import type { BothEnds, Recorded } from './both-ends';
import { bothEndsView, type ShownRecording } from './both-ends-view';
import { joinMessage, rowSentence, rowText } from './join-words';
import { mergedFindings, mergedPrograms, mergedStuck, ofRows, programOf } from './merge';
import type {
  BothEndsView,
  IncidentConnection,
  IncidentCounts,
  IncidentExplanation,
  IncidentTable,
  JoinView,
  LookedAt,
  SharedConnection,
  SocketRowView,
} from './views';

/** A recording of an incident, read to its end. */
export interface IncidentCapture {
  readonly name: string;
  readonly client: CaptureClient;
  /** The file that a packet, by its index from 0, stands in, where the recording is in pieces. */
  readonly pieceOf?: (index: number) => { readonly name: string; readonly linesBefore: number };
}

/** A socket table of an incident. */
export interface IncidentTableText {
  readonly name: string;
  readonly table: SocketTable;
}

/** Pairs of connections that a sentence names. */
const PAIRS_NAMED = 10;

type Ends = PacketConnection & { readonly capture: number; readonly connection: number };

/** A row of a table, with the table it is of. */
interface LooseRow {
  readonly session: SocketSession;
  readonly table: number;
  readonly row: SocketRow;
}

/** Recordings and socket tables of one incident: what each shows, joined where they show the same connection. */
export class IncidentSession {
  /** The number of the connection before the first of each recording. */
  private readonly before: readonly number[];
  private readonly recorded: number;
  private readonly joinedOf = new Map<number, Joined<Ends>[]>();
  private readonly joined: readonly Joined<Ends>[];
  private readonly tables: readonly SocketSession[];
  private readonly rows: readonly LooseRow[];
  /** Those that no packet was recorded of. */
  private readonly loose: readonly LooseRow[];
  private readonly numbers: ReadonlyMap<SocketRow, number>;
  /** What tables show that were made at different times. */
  private readonly changes: readonly SocketFindingView[];
  private foundInTables: readonly SocketFindingView[] | null = null;
  /** Files are named as soon as there is more than one. */
  private readonly namesFiles: boolean;

  constructor(
    private readonly captures: readonly IncidentCapture[],
    private readonly texts: readonly IncidentTableText[],
    readonly locale: Locale,
    /** Which connections are in more than one recording; null: none. */
    private readonly pairs: BothEnds | null = null,
    /** Its only table is of a machine that is looked at again and again. */
    private readonly live: LiveListing | null = null,
  ) {
    const names = [...captures, ...texts].map(({ name }) => name);
    this.namesFiles = new Set(names).size > 1 || captures.some(({ pieceOf }) => pieceOf !== undefined);
    const before: number[] = [];
    const ends: Ends[] = [];
    for (const [capture, { client }] of captures.entries()) {
      before.push(ends.length);
      for (const end of client.ends()) ends.push({ ...end, capture });
    }
    this.before = before;
    this.recorded = ends.length;
    this.joined = joinTables(
      ends,
      texts.map(({ table }) => table),
    );
    for (const one of this.joined) {
      const number = this.numberOf(one.connection);
      this.joinedOf.set(number, [...(this.joinedOf.get(number) ?? []), one]);
    }
    const served = new Set(
      this.joined.filter((one) => isSure(one) && one.connection.sentData[one.side]).map(({ row }) => row),
    );
    const numbers = this.numberRows();
    this.numbers = numbers;
    const first = live?.first ?? null;
    const time =
      first === null ? overTime(texts.map(({ table }) => table)) : sinceFirst(first, texts[0].table);
    this.changes = changesView(locale, time, (table) => this.tableFile(table));
    const told = { claims: [], counts: [], stays: time.stays, outdated: time.outdated };
    this.tables = texts.map(({ name, table }) =>
      SocketSession.of(table, name, locale, {
        served,
        numbers,
        overTime: told,
        ...(first !== null && { first }),
        ...(this.namesFiles && { file: name }),
      }),
    );
    this.rows = this.tables.flatMap((session, table) =>
      session.table.rows.map((row) => ({ session, table, row })),
    );
    this.loose = this.rows.filter(({ row }) => (numbers.get(row) ?? 0) > this.recorded);
  }

  /** Connections in all: those that were recorded, then rows that no packet was recorded of. */
  get total(): number {
    return this.recorded + this.loose.length;
  }

  /** Connections [from, to), numbered from 1. */
  connections(from: number, to: number): IncidentConnection[] {
    const found: IncidentConnection[] = [];
    for (let at = Math.max(0, from); at < Math.min(to, this.total); at++) found.push(this.connection(at + 1));
    return found;
  }

  connection(number: number): IncidentConnection {
    return number <= this.recorded ? this.ofPackets(number) : this.ofRow(number);
  }

  /** The connection to explain when none is asked for; 0: there is none. And how many others are stuck. */
  firstToExplain(): { readonly connection: number; readonly otherStuck: number } {
    const looks = this.captures.map(({ client }, at) => ({
      trouble: client.troubledPacket() !== null,
      ...client.firstToExplain(),
      before: this.before[at],
    }));
    const look = looks.find(({ trouble }) => trouble) ?? null;
    const otherStuck = looks
      .filter((one) => one !== look)
      .reduce((sum, { trouble, otherStuck }) => sum + otherStuck + (trouble ? 1 : 0), look?.otherStuck ?? 0);
    if (look !== null) return { connection: look.before + look.connection, otherStuck };
    const byRow = [...this.joinedOf.keys()]
      .sort((a, b) => a - b)
      .find((number) => this.connection(number).findings.some(({ severity }) => severity !== 'info'));
    if (byRow !== undefined) return { connection: byRow, otherStuck: 0 };
    const first = looks.find(({ connection }) => connection > 0);
    return { connection: first === undefined ? 0 : first.before + first.connection, otherStuck: 0 };
  }

  /** A connection, with everything else that concerns the incident; null: the one that needs it most. */
  explain(number: number | null): IncidentExplanation {
    const chosen = number ?? this.firstToExplain().connection;
    const own = chosen === 0 || chosen > this.recorded ? null : this.explainPackets(chosen);
    const row = chosen > this.recorded ? this.explainRow(chosen) : null;
    const tables = this.tables.map((session, at) => this.tableView(session, at, null));
    const connection = chosen === 0 ? null : this.connection(chosen);
    return {
      ...(own ?? {
        ...{ quality: null, endpoints: [], statements: [] },
        title: row?.title ?? say(this.locale, 'incident.title', { files: this.texts.length }),
        summary: row?.summary ?? tables.map(({ summary }) => summary).join(' '),
      }),
      source: connection?.source ?? 'table',
      file: connection?.file ?? null,
      connection,
      together: this.together(),
      counts: this.counts(),
      captureFindings: [
        ...(own === null ? [] : this.captureFindings(own, chosen)),
        ...this.changes,
        ...tables.flatMap(({ captureFindings }) => captureFindings),
      ],
      tables,
      changes: this.changes,
      row,
    };
  }

  /** What became of a connection's packets between two recordings that hold it; null: only one does, or none. */
  async bothEnds(number: number): Promise<BothEndsView | null> {
    if (this.pairs === null || number < 1 || number > this.recorded) return null;
    const facts = await this.pairs.facts(this.recordedOf(number));
    if (facts === null) return null;
    const shown = { client: this.shown(facts.client), server: this.shown(facts.server) };
    return bothEndsView(this.locale, facts, shown);
  }

  /** The same of a connection of the first recording, each numbered as in its own file. */
  async bothEndsOfFirst(connection: number): Promise<SharedConnection | null> {
    const facts = (await this.pairs?.facts({ capture: 0, connection })) ?? null;
    if (facts === null) return null;
    const own = (recorded: Recorded) => ({ ...this.shown(recorded), connection: recorded.connection });
    const shown = { client: own(facts.client), server: own(facts.server) };
    const here = facts.client.capture === 0 ? 'client' : 'server';
    return { ...bothEndsView(this.locale, facts, shown), here };
  }

  /** Which recordings were not looked through for connections that are in others, too; null: all were. */
  passedOver(): string | null {
    const files = (this.pairs?.passedOver ?? []).map((at) => this.captures[at].name);
    return files.length === 0 ? null : say(this.locale, 'ends.passed-over', { files: files.join(', ') });
  }

  /** Which connections are the same, recorded at two places; null: none. */
  pairsTold(): string | null {
    const pairs = (this.pairs?.pairs ?? []).map(({ one, other }) =>
      [one, other].map(({ capture, connection }) => this.before[capture] + connection).join(' = '),
    );
    if (pairs.length === 0) return null;
    const named = pairs.slice(0, PAIRS_NAMED).join(', ');
    const count = pairs.length - PAIRS_NAMED;
    const told = count > 0 ? say(this.locale, 'ends.pairs.more', { pairs: named, count }) : named;
    return say(this.locale, 'ends.pairs', { pairs: told });
  }

  private shown({ capture, connection }: Recorded): ShownRecording {
    const { name, client } = this.captures[capture];
    const { steps } = client.ladder({ connection, limit: MOST_SIGHTINGS });
    return {
      name,
      connection: this.before[capture] + connection,
      steps: new Map(steps.map((step) => [step.index, step])),
    };
  }

  private recordedOf(number: number): Recorded {
    const capture = this.before.findLastIndex((before) => before < number);
    return { capture, connection: number - this.before[capture] };
  }

  private otherEndOf(number: number): number | null {
    const other = this.pairs?.otherOf(this.recordedOf(number)) ?? null;
    return other === null ? null : this.before[other.capture] + other.connection;
  }

  /** There are no rows, and sockets or events are counted. */
  get onlyCounts(): boolean {
    return this.rows.length === 0 && this.tables.some((session) => !session.isEmpty);
  }

  /** Rows of all tables, in the order of the texts. */
  get rowCount(): number {
    return this.rows.length;
  }

  socketRow(at: number): SocketRow {
    return this.rows[at].row;
  }

  row(at: number): SocketRowView {
    const { session, table, row } = this.rows[at];
    const view = session.connection(row);
    const joined = view.connection <= this.recorded;
    return { ...view, joined, outdated: session.outdated.has(row), file: this.tableFile(table) };
  }

  /** The first row of a connection; -1: it has none. */
  positionOf(connection: number): number {
    return this.rows.findIndex(({ row }) => this.numbers.get(row) === connection);
  }

  /** The first row with these ends, as the table has them; -1: none. */
  positionOfEnds(local: string | null, peer: string | null): number {
    const textOf = (end: SocketRow['local']) => (end === null ? null : formatSocketAddress(end));
    return this.rows.findIndex(({ row }) => textOf(row.local) === local && textOf(row.peer) === peer);
  }

  /** When this machine was looked at, and what has changed since the first look; null: it is not a machine's own sockets. */
  lookedAt(): LookedAt | null {
    if (this.live === null) return null;
    const [now, first] = [this.live.now, this.live.first].map((table) => table?.listings[0]?.at ?? null);
    return now === null ? null : { now, first: first ?? now, endpoints: this.tables[0].changedEndpoints() };
  }

  /** What the tables show as a whole. */
  told(): string {
    const summaries = this.tables.map((session) => session.explain(null).summary);
    // What no row of the list shows.
    const rowless = [...this.changes, ...this.tables.flatMap((session) => session.findings())]
      .filter(({ connections }) => connections.length === 0)
      .map(({ message }) => message);
    return [...summaries, ...this.notLookedInto(), ...rowless, this.together() ?? '']
      .filter((part) => part !== '')
      .join(' ');
  }

  /** What root would add of this machine's own sockets. */
  private notLookedInto(): string[] {
    const hidden = this.live?.now.listings[0]?.hidden ?? 0;
    if (hidden === 0) return [];
    const unnamed = this.rows.filter(({ row }) => row.inode !== 0 && row.processes.length === 0).length;
    return [say(this.locale, 'socket.live.hidden', { hidden, unnamed })];
  }

  /** What the tables show, the weightiest of each first. */
  tableFindings(): readonly SocketFindingView[] {
    return [...this.changes, ...this.tables.flatMap((session) => session.findings())];
  }

  /** All connections, as they are counted. */
  *counted(): Generator<CountedConnection> {
    for (let number = 1; number <= this.total; number++) {
      const { packets, row, joins, stuck, findings } = this.connection(number);
      const index = packets === null || stuck === null ? null : packets.firstIndex;
      const end = packets ?? row;
      if (end === null || (packets === null && this.isOutdated(number))) continue;
      yield {
        connection: number,
        client: end.client,
        server: end.server,
        clientState: end.clientState.state,
        serverState: end.serverState.state,
        stuck,
        index,
        line: row?.socket.line ?? joins[0]?.line ?? null,
        claims: () => findings.map((finding) => ({ ...finding, index: packets?.firstIndex ?? null })),
      };
    }
  }

  /** A row of a listing behind which there is a later one: the connection is counted there, if it still is. */
  private isOutdated(number: number): boolean {
    const { session, row } = this.loose[number - this.recorded - 1];
    return session.outdated.has(row);
  }

  /** What the code behind a connection is looked for by: its own findings first, then those of its server. */
  about(number: number): CodeQuestion {
    const { packets, row, joins, process, findings } = this.connection(number);
    const server = packets?.server ?? row?.server ?? null;
    const port = portOf(server);
    const ofServer = this.ofTables().filter(({ address }) => port !== '' && portOf(address) === port);
    const programAt = (side: Side) => {
      const isOfRow = row?.side === side || joins.some((join) => join.side === side);
      return packets?.processes?.[side] ?? (isOfRow ? process : null);
    };
    return {
      server,
      findings: [...findings, ...ofServer],
      programs: { client: programAt('client'), server: programAt('server') },
    };
  }

  private ofTables(): readonly SocketFindingView[] {
    this.foundInTables ??= this.tables.flatMap((session) => session.explain(null).captureFindings);
    return this.foundInTables;
  }

  /** A connection explained in the form in which packets are, be it a row alone. */
  explanationOf(number: number): Explanation {
    return number <= this.recorded ? this.explainPackets(number) : this.rowExplanation(number);
  }

  private rowExplanation(number: number): Explanation {
    const { session, row } = this.loose[number - this.recorded - 1];
    const { title, summary, meaning, commands, connection } = session.explain(
      session.table.rows.indexOf(row) + 1,
    );
    const { side = 'server', findings = [] } = connection ?? {};
    const evidence = { kind: 'socketRow', file: null, line: row.line, text: rowText(row) } as const;
    const end: Explanation['endpoints'][number] = {
      side,
      address: row.local === null ? '' : formatSocketAddress(row.local),
      state: row.state ?? 'UNKNOWN',
      certainty: 'confirmed',
      since: '',
      why: findings.map(({ message }) => message),
      evidence: [evidence],
      meaning: meaning ?? '',
      causes: [],
      commands,
    };
    return {
      ...{ title, summary, connection: null, quality: null, captureFindings: [], statements: [] },
      endpoints: [end],
    };
  }

  counts(): IncidentCounts {
    const of = (agreement: Joined['agreement']) =>
      this.joined.filter((one) => one.agreement === agreement).length;
    return {
      both: this.joinedOf.size,
      packetsOnly: this.recorded - this.joinedOf.size,
      tableOnly: this.loose.filter(({ row }) => row.peer !== null).length,
      agree: of('same'),
      later: of('later'),
      older: of('older'),
      contradict: of('contradiction'),
    };
  }

  private numberOf = ({ capture, connection }: Ends): number => this.before[capture] + connection;

  private numberRows(): Map<SocketRow, number> {
    const numbers = new Map<SocketRow, number>();
    for (const { row, connection } of this.joined) numbers.set(row, this.numberOf(connection));
    let next = this.recorded;
    for (const { table } of this.texts)
      for (const row of table.rows) if (!numbers.has(row)) numbers.set(row, ++next);
    return numbers;
  }

  private captureOf(number: number): { capture: IncidentCapture; before: number } {
    const at = this.before.findLastIndex((before) => before < number);
    return { capture: this.captures[at], before: this.before[at] };
  }

  private tableFile(table: number): string | null {
    return this.namesFiles ? this.texts[table].name : null;
  }

  private fileOf({ name, pieceOf }: IncidentCapture, index: number): string | null {
    return this.namesFiles ? (pieceOf?.(index).name ?? name) : null;
  }

  private ofPackets(number: number): IncidentConnection {
    const { capture, before } = this.captureOf(number);
    const row = capture.client.connectionRow(number - before);
    const rows = this.rowsOf(number);
    const decision = this.decisionOf(number);
    const findings = row.findings
      .filter((finding) => !isTakenBack(finding, decision))
      .map((finding) => ({
        ...finding,
        evidence: finding.evidence.map((cited) => this.withFile(capture, cited)),
      }));
    const stuck = mergedStuck(row.stuck, rows);
    const programs = mergedPrograms(row.processes, rows);
    return {
      connection: number,
      source: rows.length === 0 ? 'packets' : 'both',
      file: this.fileOf(capture, row.firstIndex),
      lastFile: this.fileOf(capture, capture.client.endsOf(number - before).lastIndex),
      packets: { ...row, connection: number, processes: programs },
      row: null,
      joins: rows.map(({ joined, socket }) => this.joinView(joined, socket)),
      otherEnd: this.otherEndOf(number),
      process: programOf(programs, stuck),
      stuck,
      findings: mergedFindings(
        this.locale,
        findings,
        rows.flatMap(({ socket }) => socket.findings.map(ofRows)),
      ),
    };
  }

  private ofRow(number: number): IncidentConnection {
    const { session, table, row } = this.loose[number - this.recorded - 1];
    const socket = session.connection(row);
    const file = this.tableFile(table);
    return {
      connection: number,
      source: 'table',
      file,
      lastFile: file,
      packets: null,
      row: socket,
      joins: [],
      otherEnd: null,
      process: socket.process,
      stuck: socket.stuck,
      findings: socket.findings.map(ofRows),
    };
  }

  private rowsOf(number: number): { joined: Joined<Ends>; socket: SocketConnection; facts: TableFacts }[] {
    return (this.joinedOf.get(number) ?? []).map((joined) => {
      const session = this.tables[joined.table];
      return { joined, socket: session.connection(joined.row), facts: session.facts };
    });
  }

  private tableName = ({ table }: Joined): string | null => (this.namesFiles ? this.texts[table].name : null);

  private joinView(joined: Joined<Ends>, { socket }: SocketConnection): JoinView {
    const { row, side, by, sure, agreement, table } = joined;
    const file = this.tableName(joined);
    const message = joinMessage(this.locale, this.tables[table].facts, joined, file);
    return { file, line: row.line, side, by, sure, agreement, message, socket };
  }

  /** Whether a program has accepted the connection, where a row decides it. */
  private decisionOf(number: number): Decision | null {
    for (const { joined, facts } of this.rowsOf(number)) {
      if (!isSure(joined) || joined.side !== 'server') continue;
      const { held, sureness } = facts.holdingOf(joined.row);
      if (held === null || sureness !== 'proven' || (held === false && !isNow(joined))) continue;
      const sentence = rowSentence(this.locale, facts, joined, this.tableName(joined));
      return { side: joined.side, accepted: held, sentence };
    }
    return null;
  }

  private explainPackets(number: number): Explanation {
    const { capture, before } = this.captureOf(number);
    const rows = this.rowsOf(number);
    if (rows.length === 0)
      return this.withFiles(capture, capture.client.explain({ connection: number - before }));
    const told = rows.map(({ joined, socket }) => {
      const { side, file, line, message } = this.joinView(joined, socket);
      return { side, sentence: message, file, line, text: rowText(joined.row) };
    });
    const explanation = capture.client.explainBeside(number - before, {
      told,
      decision: this.decisionOf(number),
    });
    return this.withFiles(capture, explanation);
  }

  private withFiles(capture: IncidentCapture, explanation: Explanation): Explanation {
    const endpoints = explanation.endpoints.map((end) => ({
      ...end,
      evidence: end.evidence.map((cited) => this.withFile(capture, cited)),
    }));
    return { ...explanation, endpoints };
  }

  private withFile<Cited extends ShownEvidence>(capture: IncidentCapture, cited: Cited): Cited {
    return cited.kind === 'packet' ? { ...cited, file: this.fileOf(capture, cited.index) } : cited;
  }

  private captureFindings({ captureFindings }: Explanation, number: number) {
    const { capture, before } = this.captureOf(number);
    return captureFindings.map((finding) => ({
      ...finding,
      connections: finding.connections.map((connection) => connection + before),
      evidence: finding.evidence.map((cited) => this.withFile(capture, cited)),
    }));
  }

  private explainRow(number: number): IncidentTable {
    const { session, table, row } = this.loose[number - this.recorded - 1];
    return this.tableView(session, table, session.table.rows.indexOf(row) + 1);
  }

  private tableView(session: SocketSession, table: number, row: number | null): IncidentTable {
    return { ...session.explain(row), file: this.tableFile(table) };
  }

  /** How the tables go with the packets; null where there is nothing to hold against one another. */
  private together(): string | null {
    if (this.captures.length === 0 || this.texts.length === 0) return null;
    const counts = this.counts();
    const sentences = [
      say(this.locale, 'incident.together', { ...counts }),
      ...(['agree', 'later', 'older', 'contradict'] as const)
        .filter((key) => counts[key] > 0)
        .map((key) => say(this.locale, `incident.together.${key}`, { count: counts[key] })),
      ...(counts.both === 0 && this.recorded > 0 ? [say(this.locale, 'incident.together.none')] : []),
    ];
    return sentences.join(this.locale === 'en' ? ' ' : '');
  }
}

const isSure = ({ by, sure }: Joined): boolean => sure && (by === 'tuple' || by === 'conntrack');

/** The row shows the end as the packets leave it, or in the CLOSE_WAIT that they tell of. */
const isNow = ({ agreement, row }: Joined): boolean => agreement === 'same' || row.state === 'CLOSE_WAIT';

const portOf = (address: string | null): string => /:(\d+)$/.exec(address ?? '')?.[1] ?? '';

import { type ByteSource, NEVER, type StopSignal } from '../../bytes';
import type { CaptureFormat } from '../../capture';
import { packetSentences, type ServerStatement, say, type TableFindings } from '../../explain';
import type { Connection } from '../../flow';
import { connectionId, packetIndex, type Side } from '../../tcp';
import { lineIndex } from '../../text';
import { acknowledgedBy, acknowledging, occupies } from './acknowledgments';
import { type CaptureExportRequest, type ExportProgress, exportedCapture } from './capture-export';
import type { CaptureReading } from './capture-reading';
import { type ConnectionEnds, connectionEnds } from './connection-ends';
import { connectionRow } from './connection-views';
import { type ConnectionsQuery, listConnections } from './connections-query';
import { type ExplainTarget, explainConnection } from './explain-connection';
import { isFilterError, parseFilter } from './filter';
import { filterNote } from './filter-note';
import { ladderOf } from './ladder';
import { linesOfPacket, type PlacedRow, rowsOfLines } from './log-lines';
import { overviewOf, type Recorded, recordingTold } from './overview';
import { packetDetail, printedHeader } from './packet-detail';
import { type LineRun, packetRuns } from './packet-runs';
import { endpointState } from './packet-values';
import { type PayloadAnswer, searchPayload } from './payload-search';
import { RowList } from './row-list';
import { countedConnections, countServers } from './servers';
import { openingOf, sightingsOf } from './sightings';
import { statePath } from './state-path';
import { followStream, type StreamPart, streamOf } from './stream';
import { undecodedIn } from './summary';
import { type Survey, survey } from './survey';
import type {
  CaptureFindingView,
  CaptureOverview,
  CaptureSummary,
  CodeQuestion,
  ConnectionOpening,
  ConnectionRow,
  EndpointState,
  Explanation,
  FollowedStream,
  Ladder,
  PacketDetail,
  PacketRow,
  PacketSighting,
  Row,
  ServerList,
  StatePath,
} from './views';

/** Rows of one answer. */
const MAXIMUM_ROWS = 1000;
/** Rows looked at for free text between two turns of other work. */
const FIND_TURN = 2000;
/** Rows that hold a text are counted so far. */
const MOST_COUNTED = 10_000;

export interface RecordedPiece {
  readonly format: CaptureFormat;
  /** Decompressed. */
  readonly source: ByteSource;
  readonly first: number;
  readonly last: number;
  readonly troubled: boolean;
}

export interface FilterAnswer {
  readonly rows: number;
  readonly error: { readonly message: string; readonly start: number; readonly end: number } | null;
  /** What has to be said beside the rows; null: nothing. */
  readonly note: string | null;
}

/** One page's view of a session: the same capture, a filter of its own. Answers before the file is open wait for nothing: they are empty. */
export class CaptureClient {
  private filtered: RowList | null = null;
  /** The reading that the filter's rows are being looked up in anew. */
  private renewed: CaptureReading | null = null;
  private renewal: Promise<void> = Promise.resolve();

  constructor(
    private readonly current: () => CaptureReading | null,
    private readonly summarize: () => CaptureSummary,
  ) {}

  /** Rows that this client's filter leaves so far; null without one. Has the list grow with the capture. */
  filteredRows(): number | null {
    void this.list?.extend();
    return this.list?.length ?? null;
  }

  /** The same, once the filter has looked at all that is read. */
  async allFilteredRows(): Promise<number | null> {
    await this.list?.extend();
    await this.renewal;
    return this.filtered?.length ?? null;
  }

  /** The rows that the filter leaves. When the capture was read again from its beginning the old ones stay until there are new ones. */
  private get list(): RowList | null {
    const reading = this.current();
    const { filtered } = this;
    if (filtered !== null && reading !== null && filtered.reading !== reading && this.renewed !== reading) {
      this.renewed = reading;
      this.renewal = this.renew(filtered, reading);
    }
    return filtered;
  }

  private async renew(stale: RowList, reading: CaptureReading): Promise<void> {
    const list = new RowList(reading, stale.expression);
    await list.extend();
    if (this.filtered === stale) this.filtered = list;
  }

  summary(_params: Record<string, never> = {}, _signal: StopSignal = NEVER): CaptureSummary {
    return this.summarize();
  }

  async rows(
    { from, to, filtered }: { from: number; to: number; filtered: boolean },
    signal: StopSignal = NEVER,
  ): Promise<Row[]> {
    const reading = this.current();
    if (reading === null) return [];
    const first = Math.max(0, Math.floor(from));
    const end = Math.min(to, this.count(reading, filtered), first + MAXIMUM_ROWS);
    const rows: Row[] = [];
    for (let position = first; position < end && !signal.aborted; position++) {
      const row = reading.row(this.rowAt(position, filtered));
      rows.push(row instanceof Promise ? await row : row);
    }
    return rows;
  }

  async filter({ text }: { text: string }, signal: StopSignal = NEVER): Promise<FilterAnswer> {
    const reading = this.current();
    const parsed = parseFilter(text);
    if (reading === null) return { rows: 0, error: null, note: null };
    if (isFilterError(parsed)) {
      const message = say(reading.locale, parsed.id, parsed.values);
      const error = { message, start: parsed.start, end: parsed.end };
      return { rows: this.count(reading, true), error, note: null };
    }
    if (parsed.kind === 'all') {
      this.filtered = null;
      return { rows: reading.rowCount, error: null, note: null };
    }
    const list = new RowList(reading, parsed);
    await list.extend(signal);
    if (!signal.aborted) this.filtered = list;
    return { rows: list.length, error: null, note: filterNote(reading.locale, list) };
  }

  rowOfPacket({ index, filtered }: { index: number; filtered: boolean }): number {
    const reading = this.current();
    if (reading === null || !this.holds(reading, index)) return 0;
    const row = reading.rowOfPacket(packetIndex(index));
    if (!filtered || this.list === null) return row;
    return Math.max(0, Math.min(this.list.positionOf(row), this.list.length - 1));
  }

  async find(
    params: { text: string; from: number; backwards: boolean; filtered: boolean },
    signal: StopSignal = NEVER,
  ): Promise<number> {
    const reading = this.current();
    const wanted = params.text.toLowerCase();
    if (reading === null || wanted === '') return -1;
    const count = this.count(reading, params.filtered);
    const step = params.backwards ? -1 : 1;
    for (let looked = 1; looked <= count && !signal.aborted; looked++) {
      const position = (((params.from + step * looked) % count) + count) % count;
      const text = await reading.rowText(this.rowAt(position, params.filtered));
      if (text.toLowerCase().includes(wanted)) return position;
      if (looked % FIND_TURN === 0) await reading.pause();
    }
    return -1;
  }

  /** How many rows hold a text, and which of them, from 1, the one at a position is; 0: it does not. */
  async findCount(
    { text, at, filtered }: { text: string; at: number; filtered: boolean },
    signal: StopSignal = NEVER,
  ): Promise<{ total: number; which: number; complete: boolean }> {
    const reading = this.current();
    const wanted = text.toLowerCase();
    let [total, which] = [0, 0];
    const count = reading === null || wanted === '' ? 0 : this.count(reading, filtered);
    for (let position = 0; reading !== null && position < count && !signal.aborted; position++) {
      const row = await reading.rowText(this.rowAt(position, filtered));
      if (row.toLowerCase().includes(wanted)) {
        total++;
        if (position === at) which = total;
        if (total >= MOST_COUNTED && position >= at) return { total, which, complete: false };
      }
      if (position % FIND_TURN === FIND_TURN - 1) await reading.pause();
    }
    return { total, which, complete: true };
  }

  /** Connections that carried these bytes (at least one), up to `limit` directions of them. */
  async searchPayload(
    { needle, limit }: { needle: Uint8Array; limit: number },
    signal: StopSignal = NEVER,
  ): Promise<PayloadAnswer> {
    const reading = this.current();
    if (reading === null) return { hits: [], searched: 0, unread: 0, full: false };
    return searchPayload(reading, needle, limit, signal);
  }

  async packet({ index }: { index: number }): Promise<PacketDetail> {
    return packetDetail(this.holding(index), packetIndex(index));
  }

  connections(query: ConnectionsQuery): { rows: ConnectionRow[]; total: number } {
    const reading = this.current();
    if (reading === null) return { rows: [], total: 0 };
    return listConnections(reading, query, this.list);
  }

  /** The servers of the capture with their connections by state, the worst first. */
  servers(): ServerList {
    const reading = this.current();
    return countServers(reading === null ? [] : countedConnections(reading));
  }

  /** What a first look tells; null until it has been read. */
  async overview(
    _params: Record<string, never> = {},
    signal: StopSignal = NEVER,
  ): Promise<CaptureOverview | null> {
    const reading = this.current();
    if (reading === null || !reading.findings.settled) return null;
    const { pause } = reading;
    await reading.findings.lookInSteps(pause);
    if (signal.aborted) return null;
    const connections = countedConnections(reading);
    const found = await survey(connections, reading.findings.ofCapture(), { pause, signal });
    if (found === null || this.current() !== reading) return null;
    return overviewOf(reading.locale, found, {
      ...this.recorded(found),
      unread: undecodedIn(reading.recorder).undecoded !== undefined,
    });
  }

  /** What a first look says of the recording itself. */
  protected recorded(found: Survey): Recorded {
    const reading = this.current();
    if (reading === null || !reading.findings.settled)
      return { told: [], hasPackets: false, unanswered: false, beside: null };
    const unanswered = reading.findings.firstLook()?.reason === 'unanswered';
    return { told: recordingTold(reading, found), hasPackets: true, unanswered, beside: null };
  }

  /** What the findings about the capture say, as data: a test holds it against the packets. */
  serverStatements(): readonly ServerStatement[] {
    return this.current()?.findings.serverStatements() ?? [];
  }

  /** What was found about the capture as a whole; nothing until it has been read. */
  findings(): readonly CaptureFindingView[] {
    return this.current()?.findings.ofCapture() ?? [];
  }

  /** The packet (index from 0) to begin with: since which something is wrong; null where nothing is. */
  async firstTrouble(
    _params: Record<string, never> = {},
    _signal: StopSignal = NEVER,
  ): Promise<number | null> {
    const reading = this.current();
    if (reading !== null) await reading.findings.lookInSteps(reading.pause);
    return this.troubledPacket();
  }

  /** The same in one turn, for who waits for nothing else. */
  troubledPacket(): number | null {
    const look = this.current()?.findings.firstLook() ?? null;
    return look === null || look.reason === 'none' || look.reason === 'unfinished' ? null : look.packet;
  }

  /** The connection (number from 1) to explain when none is asked for, and how many others are stuck; 0: there is none. */
  firstToExplain(): { readonly connection: number; readonly otherStuck: number } {
    const findings = this.current()?.findings;
    const look = findings?.firstLook() ?? null;
    if (look === null) return { connection: 0, otherStuck: 0 };
    const firm = [...(findings?.findings?.stuck() ?? [])].filter(
      ([, { sureness }]) => sureness !== 'possible',
    );
    return {
      connection: look.connection + 1,
      otherStuck: firm.filter(([id]) => id !== look.connection).length,
    };
  }

  ladder({ connection, limit }: { connection: number; limit: number }): Ladder {
    const { reading, held } = this.connection(connection);
    return ladderOf(reading, held, limit);
  }

  /** What both ends of a connection (number from 1) sent, in order: at most `limit` bytes of it. */
  async stream(
    { connection, limit }: { connection: number; limit: number },
    signal: StopSignal = NEVER,
  ): Promise<FollowedStream> {
    const { reading, held } = this.connection(connection);
    return followStream(reading, held, limit, signal);
  }

  /** All of it, packet after packet. */
  async *streamParts(connection: number): AsyncGenerator<StreamPart> {
    const { reading, held } = this.connection(connection);
    yield* streamOf(reading, held);
  }

  statePath({ connection }: { connection: number }): StatePath {
    const { reading, held } = this.connection(connection);
    return statePath(reading, held);
  }

  explain(target: ExplainTarget): Explanation {
    const reading = this.current();
    if (reading === null) throw new Error('nothing has been read yet');
    if (target.index !== undefined && !this.holds(reading, target.index)) throw this.noSuch(target.index);
    return explainConnection(reading, target);
  }

  /** What the code behind a connection is looked for by. */
  aboutCode(target: ExplainTarget): CodeQuestion {
    const { connection, captureFindings } = this.explain(target);
    return {
      server: connection?.server ?? null,
      findings: [...(connection?.findings ?? []), ...captureFindings],
      programs: connection?.processes ?? { client: null, server: null },
    };
  }

  /** A connection (number from 1) with what rows of socket tables add. */
  explainBeside(connection: number, table: TableFindings): Explanation {
    return explainConnection(this.connection(connection).reading, { connection }, table);
  }

  /** A text log's line, from 0, as bytes [start, end) of the file, its line end with it. */
  async lineExtent(line: number): Promise<{ start: number; end: number }> {
    const reading = this.current();
    if (reading === null || line >= reading.recorder.lines.length) return { start: 0, end: 0 };
    return reading.lineExtent(lineIndex(line));
  }

  /** Bytes [from, to) of the file, once decompressed; fewer where it ends. */
  async bytes(from: number, to: number): Promise<Uint8Array> {
    return (await this.current()?.bytes(from, to)) ?? new Uint8Array(0);
  }

  /** A packet of a binary capture as `tcpdump -n` prints it, without the time. */
  async tcpdumpLine(row: PacketRow): Promise<string> {
    return (await this.current()?.tcpdumpLine(row)) ?? '';
  }

  /** The same of several. */
  async tcpdumpLines(rows: readonly PacketRow[]): Promise<readonly string[]> {
    return (await this.current()?.tcpdumpLines(rows)) ?? rows.map(() => '');
  }

  /** Every connection with as much as a row of a socket table is held against. */
  ends(): readonly ConnectionEnds[] {
    const reading = this.current();
    if (reading === null) return [];
    return [...reading.recorder.tracker.connections].map((connection) => connectionEnds(reading, connection));
  }

  /** How each connection begins, in the order of their numbers. */
  async openings(): Promise<readonly ConnectionOpening[]> {
    const reading = this.current();
    if (reading === null) return [];
    const found: ConnectionOpening[] = [];
    for (const connection of reading.recorder.tracker.connections)
      found.push(await openingOf(reading, connection));
    return found;
  }

  /** The packets of a connection, by its number from 1, with what their headers say beyond their rows. */
  async sightings(connection: number): Promise<readonly PacketSighting[]> {
    const { reading, held } = this.connection(connection);
    return sightingsOf(reading, held);
  }

  /** The same of one, by its number from 1. */
  endsOf(connection: number): ConnectionEnds {
    const { reading, held } = this.connection(connection);
    return connectionEnds(reading, held);
  }

  /** The recording as a piece of a longer one may be: `first` and `last` are seconds, NaN without times; `troubled`: it cannot be read on behind its end. */
  asPiece(): RecordedPiece {
    const reading = this.current();
    if (reading === null) throw new Error('nothing has been read yet');
    const { opened, recorder } = reading;
    const { firstTime, lastTime } = recorder.tracker;
    const troubled = recorder.problems.some(({ severity }) => severity !== 'info');
    return { format: opened.format, source: opened.source, first: firstTime, last: lastTime, troubled };
  }

  /** The recording, or what this client's filter leaves of it, as a file, in pieces. */
  async *exported(
    request: CaptureExportRequest,
    progress: ExportProgress,
    signal: StopSignal = NEVER,
  ): AsyncGenerator<Uint8Array> {
    const reading = this.current();
    if (reading === null) return;
    if (request.connection !== null) this.connection(request.connection);
    yield* exportedCapture(reading, this.list, request, progress, signal);
  }

  /** The file, decompressed; null before it is open. */
  content(): ByteSource | null {
    return this.current()?.opened.source ?? null;
  }

  /** Where a packet (index from 0) begins in the file, once decompressed. */
  byteOffset(index: number): number {
    const reading = this.holding(index);
    const offset = reading.recorder.tracker.packets.offset(packetIndex(index));
    return reading.opened.format === 'text' ? reading.recorder.lines.offset(lineIndex(offset)) : offset;
  }

  /** Lines of a text log that begin before a byte of it; 0 for other formats. */
  linesBefore(offset: number): number {
    const lines = this.current()?.recorder.lines;
    if (lines === undefined) return 0;
    let [low, high] = [0, lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lines.offset(lineIndex(middle)) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The rows of a text log's lines [from, to], from 1. */
  async rowsOfLines(from: number, to: number): Promise<readonly PlacedRow[]> {
    const reading = this.current();
    return reading === null ? [] : rowsOfLines(reading, from, to);
  }

  /** The lines, from 1, of a packet of a text log: the one that it begins in, and the one that is its row. */
  linesOfPacket(index: number): { readonly first: number; readonly row: number } {
    return linesOfPacket(this.holding(index), index);
  }

  /** The header lines of a packet of a text log, and where in them each field stands. */
  printedHeader(index: number): ReturnType<typeof printedHeader> {
    return printedHeader(this.holding(index), packetIndex(index));
  }

  /** Stretches of a text log's lines that belong together, at most `most`. */
  packetRuns(most: number): readonly LineRun[] {
    const reading = this.current();
    return reading === null ? [] : packetRuns(reading, most);
  }

  /** The segments that a packet acknowledges the end of, and what of the last one takes sequence numbers. */
  acknowledgedBy(index: number): {
    readonly packets: readonly number[];
    readonly what: ReturnType<typeof occupies> | null;
  } {
    const reading = this.holding(index);
    const packets = acknowledgedBy(reading, packetIndex(index));
    const last = packets.at(-1);
    return { packets, what: last === undefined ? null : occupies(reading, last) };
  }

  /** The packet of its connection before a packet, and the seconds between the two; null: none, or no clock spans both. */
  packetBefore(index: number): { readonly index: number; readonly seconds: number } | null {
    const { transitions, recorder } = this.holding(index);
    const before = transitions.previousPacket(packetIndex(index));
    const seconds = before < 0 ? Number.NaN : recorder.observation.between(before, packetIndex(index));
    return Number.isNaN(seconds) ? null : { index: before, seconds };
  }

  /** What a packet did, in sentences. */
  sentences(index: number): readonly string[] {
    const { transitions, locale } = this.holding(index);
    const facts = transitions.factsOf(packetIndex(index));
    return facts === null ? [] : packetSentences(locale, facts);
  }

  /** The states of both ends after a packet; null where it belongs to no connection. */
  statesAfter(index: number): Readonly<Record<Side, EndpointState>> | null {
    const { recorder, values } = this.holding(index);
    const packet = packetIndex(index);
    if (values.connectionOf(packet) === null) return null;
    const { packets } = recorder.tracker;
    return {
      client: endpointState(packets.clientState(packet)),
      server: endpointState(packets.serverState(packet)),
    };
  }

  /** The lines of a text log, from 1, from a connection's first packet to its last. */
  lineSpanOf(connection: number): { readonly first: number; readonly last: number } {
    const { reading, held } = this.connection(connection);
    const { row: last } = linesOfPacket(reading, held.lastPacket);
    return { first: linesOfPacket(reading, held.firstPacket).first, last };
  }

  /** The packets that acknowledge a segment. */
  acknowledging(index: number): readonly number[] {
    return acknowledging(this.holding(index), packetIndex(index));
  }

  /** A connection's row by its number from 1. */
  connectionRow(connection: number): ConnectionRow {
    const { reading, held } = this.connection(connection);
    return connectionRow(reading, held);
  }

  private connection(number: number): { reading: CaptureReading; held: Connection } {
    const reading = this.current();
    const held = reading?.recorder.tracker.connections.at(connectionId(number - 1));
    if (!reading || held === undefined) throw new Error(`there is no connection ${number}`);
    return { reading, held };
  }

  private holding(index: number): CaptureReading {
    const reading = this.current();
    if (reading === null || !this.holds(reading, index)) throw this.noSuch(index);
    return reading;
  }

  private holds(reading: CaptureReading, index: number): boolean {
    return Number.isInteger(index) && index >= 0 && index < reading.recorder.tracker.packets.length;
  }

  private noSuch(index: number): Error {
    return new Error(`there is no packet ${index + 1}`);
  }

  private count(reading: CaptureReading, filtered: boolean): number {
    return filtered && this.list !== null ? this.list.length : reading.rowCount;
  }

  private rowAt(position: number, filtered: boolean): number {
    return filtered && this.list !== null ? this.list.at(position) : position;
  }
}

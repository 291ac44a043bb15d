import { say } from '../../explain';
import type { Locale } from '../../words';
import { type PacketRow, type PlacedRow, stateText } from '../capture';
import type { EvidenceClient, SocketRowView } from '../incident';
import { type Acknowledged, fieldWords } from './field-words';
import { logConnections } from './log-connections';
import { logProblems } from './log-problems';
import { packetTokens, socketTokens } from './tokens';
import type { LogConnection, LogHover, LogLine, LogPosition, LogProblem, LogRequests, LogRun } from './views';

/** VS Code folds no more. */
const MOST_RUNS = 5000;
/** Lines of one answer. */
const MOST_LINES = 2000;
/** Rows of socket tables that are looked at, as many as a table has. */
const ALL_ROWS = { filtered: false };
const PAGE = 1000;

type Answers = { readonly [K in keyof LogRequests]: (params: LogRequests[K]['params']) => unknown };

interface Field {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly problem?: string;
}

/** A packet of a line, and where its fields stand in that line. */
interface PacketAt {
  readonly row: PacketRow;
  /** Where the line begins among the characters that fields are placed by, less what stands before the packet in it. */
  readonly offset: number;
  readonly fields: readonly Field[];
}

/** What is told of the lines of a log, as a text editor shows it. */
export class LogView implements Answers {
  private socketRows: {
    readonly of: object | null;
    readonly byLine: ReadonlyMap<number, SocketRowView>;
  } | null = null;

  constructor(
    private readonly client: EvidenceClient,
    private readonly locale: Locale,
  ) {}

  async logLines({ from, to }: { from: number; to: number }): Promise<readonly LogLine[]> {
    const end = Math.min(to, from + MOST_LINES);
    const found = new Map<number, LogLine>();
    for (const placed of await this.client.rowsOfLines(from, end)) {
      if (placed.row.kind !== 'packet') continue;
      const line = await this.packetLine(placed.row, placed);
      const other = found.get(line.line);
      found.set(
        line.line,
        other === undefined ? line : { ...line, tokens: [...other.tokens, ...line.tokens] },
      );
    }
    for (const row of this.rowsBetween(from, end)) found.set(row.socket.line, this.socketLine(row));
    return [...found.values()].sort((a, b) => a.line - b.line);
  }

  async logHover(at: LogPosition): Promise<LogHover | null> {
    const socket = this.rows().get(at.line);
    const packet = await this.packetAt(at);
    if (packet !== null) return this.packetHover(at, packet);
    return socket === undefined ? null : this.socketHover(socket);
  }

  logConnections(): readonly LogConnection[] {
    return logConnections(this.client, this.locale);
  }

  logProblems(): readonly LogProblem[] {
    return logProblems(this.client, this.locale);
  }

  logRuns(): readonly LogRun[] {
    return this.client.packetRuns(MOST_RUNS);
  }

  async logAcknowledged(at: LogPosition): Promise<readonly number[]> {
    const packet = await this.packetAt(at);
    if (packet === null || !isAt(packet, at, ['Flags', 'Acknowledgment number'])) return [];
    return this.lines(this.client.acknowledgedBy(packet.row.index).packets);
  }

  async logAcknowledging(at: LogPosition): Promise<readonly number[]> {
    const packet = await this.packetAt(at);
    if (packet === null) return [];
    const { index } = packet.row;
    if (!isAt(packet, at, ['Acknowledgment number'])) return this.lines(this.client.acknowledging(index));
    const segment = this.client.acknowledgedBy(index).packets.at(-1);
    return segment === undefined ? [] : this.lines(this.client.acknowledging(segment));
  }

  async logSubject({ line }: { line: number }): Promise<LogRequests['logSubject']['result']> {
    const packet = await this.packetAt({ line, column: 0 });
    if (packet !== null && packet.row.connection !== null)
      return { connection: packet.row.connection, index: packet.row.index };
    const socket = this.rows().get(line);
    return socket === undefined ? null : { connection: socket.connection, index: null };
  }

  private async packetLine(row: PacketRow, { column }: PlacedRow): Promise<LogLine> {
    const line = row.line ?? 1;
    const { row: last } = this.client.linesOfPacket(row.index);
    const { text, layers } = await this.client.printedHeader(row.index);
    const before = text.lastIndexOf('\n') + 1;
    const fields = layers
      .flatMap((layer) => layer.fields)
      .map((field) => ({ ...field, start: field.start - before, end: field.end - before }))
      .filter(({ start }) => start >= 0 && line === last);
    const hint =
      row.client === null || row.server === null
        ? ''
        : say(this.locale, 'log.states', { client: stateText(row.client), server: stateText(row.server) });
    return { line, tokens: packetTokens(row, fields, column), hint, note: row.note };
  }

  private socketLine(row: SocketRowView): LogLine {
    const titles = [...new Set(row.findings.map(({ title }) => title))];
    return {
      line: row.socket.line,
      tokens: socketTokens(row, this.client.tableLine(row.socket.line)),
      hint: titles.join(' · '),
      note: row.findings.map(({ message }) => message).join('\n\n'),
    };
  }

  private packetHover(at: LogPosition, { row, offset, fields }: PacketAt): LogHover {
    const place = at.column + offset;
    const field = fields.find(({ start, end }) => start <= place && place < end);
    const whole = { start: 0, end: at.column + 1 };
    const range = field === undefined ? whole : { start: field.start - offset, end: field.end - offset };
    const states =
      row.client === null || row.server === null
        ? []
        : [say(this.locale, 'log.states', { client: stateText(row.client), server: stateText(row.server) })];
    const words = field === undefined || row.connection === null ? [] : this.fieldWords(field, row);
    return {
      start: Math.max(0, range.start),
      end: range.end,
      paragraphs: [...words, ...this.client.sentences(row.index), ...states].filter((text) => text !== ''),
    };
  }

  private fieldWords(field: Field, row: PacketRow): readonly string[] {
    return fieldWords(field, {
      locale: this.locale,
      row,
      connection: this.client.connectionRow(row.connection ?? 0),
      acknowledged: this.acknowledged(row.index),
      before: this.before(row.index),
    });
  }

  private acknowledged(index: number): Acknowledged | null {
    const { packets, what } = this.client.acknowledgedBy(index);
    const last = packets.at(-1);
    if (last === undefined || what === null) return null;
    return { ...what, line: this.client.linesOfPacket(last).row, copies: packets.length };
  }

  private before(index: number): { readonly line: number; readonly seconds: number } | null {
    const before = this.client.packetBefore(index);
    return before === null
      ? null
      : { line: this.client.linesOfPacket(before.index).row, seconds: before.seconds };
  }

  private socketHover(row: SocketRowView): LogHover {
    const { summary, endpoints } = this.client.explain({ connection: row.connection });
    const own = endpoints.find(({ side }) => side === row.side) ?? endpoints[0];
    const told = own === undefined ? [summary] : [...own.why, own.meaning];
    const found = row.findings.map(({ message }) => message);
    return {
      start: 0,
      end: this.client.tableLine(row.socket.line).length,
      paragraphs: [...new Set([...found, ...told])].filter((text) => text !== ''),
    };
  }

  private async packetAt({ line, column }: LogPosition): Promise<PacketAt | null> {
    const rows = await this.client.rowsOfLines(line, line);
    const placed = rows.findLast((one) => one.column <= column) ?? rows[0];
    if (placed === undefined) return null;
    const row = placed.row.kind === 'packet' ? placed.row : await this.packetOf(placed);
    if (row === null || row.connection === null) return null;
    const { first } = this.client.linesOfPacket(row.index);
    const { text, layers } = await this.client.printedHeader(row.index);
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const start = starts[line - first];
    const fields = start === undefined ? [] : layers.flatMap((layer) => layer.fields);
    return { row, fields, offset: (start ?? 0) - placed.column };
  }

  /** The packet that a further line, such as one of a dump, belongs to. */
  private async packetOf({ row }: PlacedRow): Promise<PacketRow | null> {
    return row.kind === 'line' && row.of !== null ? (await this.client.packet({ index: row.of })).row : null;
  }

  private lines(packets: readonly number[]): readonly number[] {
    return packets.map((index) => this.client.linesOfPacket(index).row);
  }

  private rowsBetween(from: number, to: number): readonly SocketRowView[] {
    return [...this.rows().values()].filter(({ socket }) => from <= socket.line && socket.line <= to);
  }

  private rows(): ReadonlyMap<number, SocketRowView> {
    const of = this.client.tables();
    if (this.socketRows?.of !== of) {
      const byLine = new Map<number, SocketRowView>();
      const { total } = this.client.sockets({ ...ALL_ROWS, from: 0, to: 0 });
      for (let from = 0; from < total; from += PAGE)
        for (const row of this.client.sockets({ ...ALL_ROWS, from, to: from + PAGE }).rows)
          byLine.set(row.socket.line, row);
      this.socketRows = { of, byLine };
    }
    return this.socketRows.byLine;
  }
}

const isAt = ({ fields, offset }: PacketAt, { column }: LogPosition, names: readonly string[]): boolean =>
  fields.some(
    ({ name, start, end }) => names.includes(name) && start <= column + offset && column + offset <= end,
  );

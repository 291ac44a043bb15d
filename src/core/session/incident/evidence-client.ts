import type { StopSignal } from '../../bytes';
import { NEVER } from '../../bytes';
import {
  CaptureClient,
  type CaptureOverview,
  type CaptureSummary,
  type CodeQuestion,
  countServers,
  type ExplainTarget,
  type Explanation,
  type Expression,
  type FilterAnswer,
  isFilterError,
  overviewOf,
  parseFilter,
  type Recorded,
  type ServerList,
  type Survey,
  survey,
} from '../capture';
import type { SocketFindingView } from '../sockets';
import type { IncidentSession } from './incident-session';
import { matchesRow } from './match-row';
import type { Together } from './together';
import type { SharedConnection, SocketRows } from './views';

/** Rows of one answer. */
const MAXIMUM_ROWS = 1000;

/** One page's view of a file: a capture's, and the rows of socket tables in it through the same filter. */
export class EvidenceClient extends CaptureClient {
  private expression: Expression | null = null;
  /** Positions of the rows that the filter leaves, and of which incident they are. */
  private left: { readonly of: IncidentSession; readonly rows: readonly number[] } | null = null;

  constructor(
    current: ConstructorParameters<typeof CaptureClient>[0],
    summarize: () => CaptureSummary,
    private readonly incident: () => IncidentSession | null,
    private readonly together: () => Together | null,
    private readonly lineText: (line: number) => string,
    private readonly pause: () => Promise<void>,
  ) {
    super(current, summarize);
  }

  override async filter(params: { text: string }, signal: StopSignal = NEVER): Promise<FilterAnswer> {
    const answer = await super.filter(params, signal);
    const parsed = parseFilter(params.text);
    if (answer.error === null && !isFilterError(parsed) && !signal.aborted) {
      this.expression = parsed.kind === 'all' ? null : parsed;
      this.left = null;
    }
    const incident = answer.note === null ? null : this.incident();
    const hasRows = incident !== null && (this.positions(incident, true)?.length ?? 0) > 0;
    return hasRows ? { ...answer, note: null } : answer;
  }

  /** Rows [from, to) of the socket tables, in the order of the text. */
  sockets(
    { from, to, filtered }: { from: number; to: number; filtered: boolean },
    _signal: StopSignal = NEVER,
  ): SocketRows {
    const incident = this.incident();
    if (incident === null) return { rows: [], total: 0, told: '', lookedAt: null };
    const positions = this.positions(incident, filtered);
    const total = positions?.length ?? incident.rowCount;
    const first = Math.max(0, Math.floor(from));
    const rows = [];
    for (let at = first; at < Math.min(to, total, first + MAXIMUM_ROWS); at++)
      rows.push(incident.row(positions === null ? at : positions[at]));
    return { rows, total, told: incident.told(), lookedAt: incident.lookedAt() };
  }

  /** Where the list of rows shows one of a connection (number from 1); -1 where it shows none. */
  socketOf(
    { connection, filtered }: { connection: number; filtered: boolean },
    _signal: StopSignal = NEVER,
  ): number {
    const incident = this.incident();
    if (incident === null) return -1;
    const position = incident.positionOf(connection);
    return this.positions(incident, filtered)?.indexOf(position) ?? position;
  }

  /** Where the list of rows shows that with these ends, as the table has them; -1: it shows none. */
  socketAt(
    { local, peer, filtered }: { local: string | null; peer: string | null; filtered: boolean },
    _signal: StopSignal = NEVER,
  ): number {
    const incident = this.incident();
    if (incident === null) return -1;
    const position = incident.positionOfEnds(local, peer);
    return this.positions(incident, filtered)?.indexOf(position) ?? position;
  }

  /** What became of a connection's packets between this recording and another one that holds it; null: none does. */
  async bothEnds(
    { connection }: { connection: number },
    _signal: StopSignal = NEVER,
  ): Promise<SharedConnection | null> {
    return (await this.together()?.session.bothEndsOfFirst(connection)) ?? null;
  }

  /** A line of the text, from 1, that may hold a row of a table; '' for others. */
  tableLine(line: number): string {
    return this.lineText(line);
  }

  /** Another object whenever the rows of tables, or what they are joined to, may be others. */
  tables(): object | null {
    return this.incident();
  }

  /** What the socket tables in the text show. */
  tableFindings(): readonly SocketFindingView[] {
    return this.incident()?.tableFindings() ?? [];
  }

  override explain(target: ExplainTarget): Explanation {
    const incident = this.incident();
    if (incident === null || target.connection === undefined || target.index !== undefined)
      return super.explain(target);
    return incident.explanationOf(target.connection);
  }

  override aboutCode(target: ExplainTarget): CodeQuestion {
    const incident = this.incident();
    if (incident === null) return super.aboutCode(target);
    const number = target.connection ?? super.explain(target).connection?.connection;
    return number === undefined ? super.aboutCode(target) : incident.about(number);
  }

  override servers(): ServerList {
    const incident = this.incident();
    return incident === null ? super.servers() : countServers(incident.counted());
  }

  protected override recorded(found: Survey): Recorded {
    const recorded = super.recorded(found);
    const together = this.together();
    if (together === null) return recorded;
    return { ...recorded, told: [...recorded.told, ...together.told], beside: together };
  }

  /** What the recording and the tables tell together. */
  override async overview(
    params: Record<string, never> = {},
    signal: StopSignal = NEVER,
  ): Promise<CaptureOverview | null> {
    const incident = this.incident();
    if (incident === null) return super.overview(params, signal);
    const overall = [...this.findings(), ...incident.tableFindings().filter(isOverall)];
    const found = await survey(incident.counted(), overall, { pause: this.pause, signal });
    if (found === null) return null;
    const recorded = this.recorded(found);
    return overviewOf(incident.locale, found, { ...recorded, told: [...recorded.told, incident.told()] });
  }

  private positions(incident: IncidentSession, filtered: boolean): readonly number[] | null {
    const { expression } = this;
    if (!filtered || expression === null) return null;
    if (this.left?.of !== incident) {
      const rows: number[] = [];
      for (let at = 0; at < incident.rowCount; at++)
        if (matchesRow(expression, incident.socketRow(at), () => incident.row(at))) rows.push(at);
      this.left = { of: incident, rows };
    }
    return this.left.rows;
  }
}

/** Not of rows, which are counted with what was found of each. */
const isOverall = ({ id, connections }: SocketFindingView): boolean =>
  connections.length === 0 || id.startsWith('listings-');

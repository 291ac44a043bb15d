import type { ByteSource, StopSignal } from '../../bytes';
import { say } from '../../explain';
import { liveListing, type SocketTable } from '../../sockets';
import {
  CaptureSession,
  type CaptureSummary,
  decompressed,
  NotACaptureError,
  type ProblemView,
  type SessionOptions,
} from '../capture';
import { EvidenceClient } from './evidence-client';
import { IncidentSession } from './incident-session';
import { type Beside, NOTHING_BESIDE } from './open-evidence';
import { holdsAnything, TableText } from './table-text';
import { type Together, togetherWith } from './together';

/** Problems of a capture's tables that are told beside its own. */
const MOST_PROBLEMS = 20;

type OnProgress = (summary: CaptureSummary) => void;

/** One file with packets, socket tables, or both: a capture session that also knows rows, and what they say of connections. */
export class EvidenceSession {
  private incident: IncidentSession | null = null;
  /** It has rows and no packets. */
  private alone = false;
  /** What is read for rows; null: nothing yet. */
  private text: TableText | null = null;
  private problems: readonly ProblemView[] = [];
  private readonly capture: CaptureSession;
  /** The recording with others of its connections; null: there are none. */
  private together: Together | null = null;

  protected constructor(
    private readonly source: ByteSource,
    protected readonly options: SessionOptions,
    private readonly beside: Beside = NOTHING_BESIDE,
  ) {
    this.capture = CaptureSession.create(source, options);
  }

  /** Makes a session; nothing is read yet. */
  static create(source: ByteSource, options: SessionOptions, beside?: Beside): EvidenceSession {
    return new EvidenceSession(source, options, beside);
  }

  /** As a capture session does; a text without packets is read when it has rows of a table, else it rejects as that does. */
  async load(signal: StopSignal, onProgress: OnProgress): Promise<void> {
    this.text = null;
    try {
      await this.capture.load(signal, onProgress);
    } catch (error) {
      await this.loadTable(error, onProgress);
      return;
    }
    this.alone = false;
    await this.joinRows(onProgress);
    const { captures } = this.beside;
    if (captures.length > 0 && !signal.aborted)
      this.together = await togetherWith(
        { name: this.ownName, client: this.capture.client() },
        captures,
        this.options.locale,
      );
  }

  /** What was read before stays until its place is taken: pages may ask meanwhile. */
  private async loadTable(error: unknown, onProgress: OnProgress): Promise<void> {
    this.alone = true;
    const table = error instanceof NotACaptureError ? await this.readTable() : null;
    if (table === null) {
      this.incident = null;
      const [unread] = this.problems;
      throw unread === undefined ? error : new NotACaptureError(unread.message);
    }
    this.join(table);
    onProgress(this.summary());
  }

  /** Reads what was added to the file since. */
  async advance(signal: StopSignal, onProgress: OnProgress): Promise<void> {
    if (this.alone) return this.load(signal, onProgress);
    await this.capture.advance(signal, (summary) => onProgress({ ...summary, ...this.counted() }));
    await this.joinRows(onProgress);
  }

  summary(): CaptureSummary {
    const summary = this.capture.summary();
    const read = this.alone ? this.aloneRead() : {};
    const problems = [...summary.problems, ...this.problems.slice(0, MOST_PROBLEMS)];
    const moreProblems = summary.moreProblems + Math.max(0, this.problems.length - MOST_PROBLEMS);
    return { ...summary, ...read, ...this.counted(), problems, moreProblems };
  }

  /** A text without packets: what it is, and how much of it was read. */
  private aloneRead() {
    const { locale } = this.options;
    const bytesRead = this.text?.bytesRead ?? 0;
    return {
      ...{ format: 'text', done: true, bytesRead },
      ...(this.incident !== null && { description: say(locale, 'description.table') }),
    } as const;
  }

  /** A view of the session with its own filter. */
  client(): EvidenceClient {
    const [current] = this.capture.clientParts();
    return new EvidenceClient(
      current,
      () => this.summary(),
      () => this.incident,
      () => this.together,
      (line) => this.text?.lineText(line) ?? '',
      this.options.pause,
    );
  }

  private counted(): Pick<CaptureSummary, 'sockets' | 'onlyCounts' | 'lookedAt'> {
    if (this.incident === null) return {};
    const { rowCount, onlyCounts } = this.incident;
    const lookedAt = this.incident.lookedAt()?.now;
    return {
      sockets: rowCount,
      ...(onlyCounts && { onlyCounts }),
      ...(lookedAt !== undefined && { lookedAt }),
    };
  }

  private async joinRows(onProgress: OnProgress): Promise<void> {
    const { format, done } = this.capture.summary();
    const table = format === 'text' ? await this.readTable() : null;
    if (table === null && this.beside.tables.length === 0) {
      this.incident = null;
      if (done && this.problems.length > 0) onProgress(this.summary());
      return;
    }
    this.join(table);
    if (done) onProgress(this.summary());
  }

  private join(table: SocketTable | null): void {
    const name = this.ownName;
    const captures = this.alone ? [] : [{ name, client: this.capture.client() }];
    const live = table === null ? null : liveListing(table);
    const own = table === null ? [] : [{ name, table: live?.now ?? table }];
    this.incident = new IncidentSession(
      captures,
      [...own, ...this.beside.tables],
      this.options.locale,
      null,
      live,
    );
  }

  private get ownName(): string {
    return this.beside.own ?? this.source.name;
  }

  /** null: the text has no rows, and no counts that stand alone. */
  private async readTable(): Promise<SocketTable | null> {
    if (this.text === null) {
      const { alone, source, capture } = this;
      const content = alone ? await decompressed(source) : (capture.client().content() ?? source);
      this.text = new TableText(content);
    }
    const table = await this.text.read();
    this.problems = (table?.problems ?? []).map((problem) => this.problemView(problem));
    // Beside packets a count says little; alone it is what the text holds.
    return table !== null && (table.rows.length > 0 || (this.alone && holdsAnything(table))) ? table : null;
  }

  private problemView({ id, line, text }: SocketTable['problems'][number]): ProblemView {
    return { severity: 'warning', message: say(this.options.locale, id, { text }), offset: 0, line };
  }
}

import type {
  CaptureExportRequest,
  CaptureFindingView,
  CaptureSummary,
  ExportProgress,
  PacketRow,
  StreamPart,
} from '../../core/session/capture';
import type { OpenedEvidence } from '../../core/session/incident';
import type { LogRequests } from '../../core/session/log';
import type { Locale } from '../../core/words';
import type { CaptureRequests, Handlers } from '../../protocol';

/** One page's view of a session: its own filter, the same capture. */
export interface PageSession extends Handlers<CaptureRequests> {
  /** Rows that this page's filter leaves so far; null without a filter. */
  filteredRows(): number | null;
  /** The same, once the filter has looked at everything that is read. */
  allFilteredRows(): Promise<number | null>;
  /** A packet of a binary capture as `tcpdump -n` prints it, without the time. */
  tcpdumpLine(row: PacketRow): Promise<string>;
  /** What was found about the capture as a whole. */
  findings(): readonly CaptureFindingView[];
  /** The connection (number from 1) that needs an explanation most; 0: there is none. */
  firstToExplain(): { readonly connection: number };
  /** What both ends of a connection (number from 1) sent, in order. */
  streamParts(connection: number): AsyncGenerator<StreamPart>;
  /** The recording, or what the filter leaves of it, as a file, in pieces. */
  exported(
    request: CaptureExportRequest,
    progress: ExportProgress,
    signal: { readonly aborted: boolean },
  ): AsyncGenerator<Uint8Array>;
}

/** What the worker needs of a capture session. */
export interface ReadingSession {
  /** Reads to the file's end; returns early when the signal aborts, and keeps what it has. Rejects when it is no capture. */
  load(signal: AbortSignal, onProgress: (summary: CaptureSummary) => void): Promise<void>;
  /** Reads what was added to the file since. */
  advance(signal: AbortSignal, onProgress: (summary: CaptureSummary) => void): Promise<void>;
  client(): PageSession;
  /** What a text editor is told of the lines. */
  log(): Handlers<LogRequests>;
}

/** Makes a session over a source; nothing is read yet. */
export type OpenSession = (opened: OpenedEvidence, locale: Locale) => ReadingSession;

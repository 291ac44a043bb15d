import type {
  CaptureExportRequest,
  CaptureOverview,
  CaptureSummary,
  CodeQuestion,
  ConnectionRow,
  ConnectionsQuery,
  CopyFormat,
  ExplainTarget,
  Explanation,
  FollowedStream,
  Ladder,
  PacketDetail,
  Row,
  ServerList,
  StatePath,
  StreamExportRequest,
  TableExportRequest,
} from '../core/session/capture';
import type { CodeInWords, CodePlace } from '../core/session/code';
import type { SharedConnection, SocketRows } from '../core/session/incident';
import type { LogRequests } from '../core/session/log';
import type { Locale } from '../core/words';

/** What the editor's page asks and the worker answers; the extension host relays and adds nothing. */
export interface CaptureRequests {
  /** The state of the load. */
  summary: { params: Record<string, never>; result: CaptureSummary };
  /** Rows [from, to) of the list, through the current filter; at most 1000 at a time. */
  rows: { params: { from: number; to: number; filtered: boolean }; result: Row[] };
  /** Sets the filter; '' clears it. */
  filter: { params: { text: string }; result: FilterResult };
  /** The row, in the current list, that shows a packet (index from 0); the nearest one below when it is filtered out. */
  rowOfPacket: { params: { index: number; filtered: boolean }; result: number };
  /** The next row that matches free text, -1 for none; wraps round. */
  find: { params: { text: string; from: number; backwards: boolean; filtered: boolean }; result: number };
  /** How many rows hold the text, and which of them, from 1, is at a position; not `complete`: there may be more. */
  findCount: {
    params: { text: string; at: number; filtered: boolean };
    result: { total: number; which: number; complete: boolean };
  };
  packet: { params: { index: number }; result: PacketDetail };
  /** The packet (index from 0) to begin with: the first since which an end stays half-closed; null where none does. */
  firstTrouble: { params: Record<string, never>; result: number | null };
  connections: { params: ConnectionsQuery; result: { rows: ConnectionRow[]; total: number } };
  /** The servers and their connections by state, the worst first. */
  servers: { params: Record<string, never>; result: ServerList };
  /** The first look: what was recorded, and what is wrong at which server; null until it has been read. */
  overview: { params: Record<string, never>; result: CaptureOverview | null };
  ladder: { params: { connection: number; limit: number }; result: Ladder };
  /** What both ends of a connection (number from 1) sent, in order: at most `limit` bytes. */
  stream: { params: { connection: number; limit: number }; result: FollowedStream };
  explain: { params: ExplainTarget; result: Explanation };
  /** What the code behind it is looked for by. */
  aboutCode: { params: ExplainTarget; result: CodeQuestion };
  /** Rows [from, to) of the socket tables in the text, through the current filter; at most 1000 at a time. */
  sockets: { params: { from: number; to: number; filtered: boolean }; result: SocketRows };
  /** Where that list shows a row of a connection (number from 1), -1 where it shows none. */
  socketOf: { params: { connection: number; filtered: boolean }; result: number };
  /** Where that list shows the row with these ends, -1 where it shows none. */
  socketAt: {
    params: { local: string | null; peer: string | null; filtered: boolean };
    result: number;
  };
  /** What became of a connection's packets between two recordings that are open together; null: only one holds it. */
  bothEnds: { params: { connection: number }; result: SharedConnection | null };
  /** The states that both ends of a connection (number from 1) went through. */
  statePath: { params: { connection: number }; result: StatePath };
}

/** What the worker writes for others. */
export interface ReportRequests {
  /** Rows of the list, by their positions in it. */
  copyRows: {
    params: { rows: readonly number[]; filtered: boolean; format: CopyFormat };
    result: string;
  };
  /** Connections, by their positions in the list. */
  copyConnections: {
    params: { rows: readonly number[]; query: ConnectionsQuery; format: CopyFormat };
    result: string;
  };
  /** An explanation as Markdown, for a ticket. */
  explanationMarkdown: { params: ExplainTarget; result: string };
}

export const REPORT_REQUESTS: Readonly<Record<keyof ReportRequests, true>> = {
  copyRows: true,
  copyConnections: true,
  explanationMarkdown: true,
};

/** Every request of CaptureRequests; the compiler keeps it complete. */
export const CAPTURE_REQUESTS: Readonly<Record<keyof CaptureRequests, true>> = {
  summary: true,
  rows: true,
  filter: true,
  rowOfPacket: true,
  find: true,
  findCount: true,
  packet: true,
  firstTrouble: true,
  connections: true,
  servers: true,
  overview: true,
  ladder: true,
  stream: true,
  explain: true,
  aboutCode: true,
  sockets: true,
  socketOf: true,
  socketAt: true,
  bothEnds: true,
  statePath: true,
};

export type {
  CaptureExportRequest,
  CodeInWords,
  CodePlace,
  CodeQuestion,
  ConnectionsQuery,
  CopyFormat,
  ExplainTarget,
  LogRequests,
  StreamExportRequest,
  TableExportRequest,
};

/** What the workspace has for a question about code. */
export interface CodeHere {
  /** null: nothing could be looked at, for which `told` has the reason. */
  readonly code: CodeInWords | null;
  readonly told: string;
  /** The names that files are shown by. */
  readonly names: Readonly<Record<string, string>>;
}

export interface FilterResult {
  /** Rows the list has now; all rows when there is an error. */
  readonly rows: number;
  readonly error: { readonly message: string; readonly start: number; readonly end: number } | null;
  /** What has to be said beside the rows: what was looked for where nothing was found, what could not be looked at. */
  readonly note: string | null;
}

/** Told by the worker unasked. */
export interface CaptureEvents {
  /** At most ten times a second while loading, and once when done. */
  progress: CaptureSummary & { readonly filteredRows: number | null };
  /** The file was replaced by another: everything known of it is void. */
  replaced: Record<string, never>;
  /** Reading was cancelled, by whatever button: what was read stays. */
  stopped: Record<string, never>;
  /** Reading failed altogether: not a capture, gone, not permitted. */
  failed: { readonly message: string; readonly detail: readonly string[] };
}

/** Where a worker finds the bytes of a capture. */
export type SourceReference =
  /** A file of the machine that the worker runs on. */
  | { readonly kind: 'file'; readonly name: string; readonly path: string }
  /** A document of a file system that only the editor can read. */
  | {
      readonly kind: 'bytes';
      readonly name: string;
      readonly bytes: Uint8Array;
      /** It is another look at the same: what it says now takes the place of what it said, and it stays the same file. */
      readonly isLook?: boolean;
    }
  /** Files opened together: pieces of one recording (`tcpdump -C`, `-G`, dumpcap's ring) in any order, others of its connections, tables. */
  | { readonly kind: 'pieces'; readonly name: string; readonly pieces: readonly SingleSource[] };

/** A source that is one file. */
export type SingleSource = Exclude<SourceReference, { readonly kind: 'pieces' }>;

/** Asked by the extension host of the worker that reads one file. */
export interface WorkerRequests extends LogRequests {
  /** Opens the file and reads it; answers when it was read to its end or `cancelled`. Pages may connect before. */
  open: { params: { source: SourceReference; locale: Locale }; result: { cancelled: boolean } };
  /** The file may have changed: reads on where it grew, starts again where another file took its place. */
  advance: { params: { source: SourceReference }; result: { change: 'none' | 'grown' | 'replaced' } };
  /** A page will speak on this channel: it gets a filter of its own. */
  connectPage: { params: { channel: number }; result: null };
  disconnectPage: { params: { channel: number }; result: null };
  /** The packet (index from 0) that a text log's line (from 1) belongs to or follows; waits until that line is read. */
  packetOfLine: { params: { line: number }; result: number | null };
  /** The packet (index from 0) with the number that the list shows for it, the nearest where there is none; null without packets. */
  packetOfNumber: { params: { packet: number }; result: number | null };
  /** The servers of the capture and their connections by state, the worst first. */
  servers: { params: Record<string, never>; result: ServerList };
  /** What a page could export, through its filter. */
  exportable: { params: { channel: number }; result: Exportable };
  /** Begins an export of what a page shows; rejects where it cannot be, with the reason. */
  exportBegin: { params: { channel: number; request: ExportRequest }; result: { id: number } };
  exportNext: { params: { id: number }; result: ExportedPiece };
  /** Forgets an export, whole or not. */
  exportEnd: { params: { id: number }; result: null };
}

/** What is to be written of an open recording: a capture again, or what is known of it. */
export type ExportRequest =
  | ({ readonly kind: 'capture' } & CaptureExportRequest)
  | ({ readonly kind: 'table' } & TableExportRequest)
  | ({ readonly kind: 'stream' } & StreamExportRequest);

/** What there is to be exported. */
export interface Exportable {
  readonly isText: boolean;
  /** Rows that the page's filter leaves; null: it has none. */
  readonly filtered: number | null;
  readonly packets: number;
}

/** The next piece of an export; null: it is whole. */
export interface ExportedPiece {
  readonly bytes: Uint8Array | null;
  /** How much of it is done, 0 to 1; null where that is not known. */
  readonly done: number | null;
  /** At its end: what has to be said of what is not in it. */
  readonly told: readonly string[];
}

/** Told by the worker to the extension host. */
export interface WorkerEvents {
  progress: CaptureSummary;
}

/** Told by the host to the page. */
export interface HostEvents extends Wishes {
  settings: PageSettings;
  /** The file is not there any more, or is again: what was read of it stays. */
  gone: { readonly gone: boolean };
}

/** What the user asks a page for outside of it. The page answers each by `done`; one that it did not come to is asked of the next page. */
export interface Wishes {
  /** Explains a connection (number from 1), and selects it in the list that it is in. */
  showConnection: { readonly connection: number };
  /** Selects the packet, and explains it where asked to. */
  goToPacket: { readonly index: number; readonly explain?: boolean };
  /** The explain command ran: explain what is selected. */
  explainSelection: Record<string, never>;
  focusFind: Record<string, never>;
  /** Opens the code on the port of what is selected. */
  showCode: Record<string, never>;
  /** A command of the context menu or the palette is to be done with what is selected. */
  act: { readonly action: PageAction };
}

/** What can be done with what is selected. */
export type PageAction = `copy-${CopyFormat}` | 'copy-explanation' | 'ladder' | 'packets' | 'stream';

/** Told by the page to the host, which acts on them: nothing else crosses. */
export interface PageRequests {
  ready: { params: Record<string, never>; result: PageSettings };
  copyText: { params: { text: string }; result: null };
  /** Asks the user for a place, with this file name to begin with, and writes a drawing there. */
  saveText: { params: { name: string; text: string }; result: { saved: boolean } };
  /** Asks for a place, and has the worker write a connection's stream there. */
  saveStream: { params: StreamExportRequest; result: null };
  reopenAsText: { params: Record<string, never>; result: null };
  /** Reads the file again from its start, in a new worker where the old one failed. */
  reload: { params: Record<string, never>; result: null };
  cancelLoad: { params: Record<string, never>; result: null };
  /** Looks for the code of the workspace behind a connection; the first time its sources are read. */
  code: { params: CodeQuestion; result: CodeHere };
  /** Opens a source that an answer to `code` names. */
  openCode: { params: CodePlace; result: null };
  /** Opens the setting that says in which folder a port's code is. */
  openCodeSetting: { params: Record<string, never>; result: null };
  /** Column widths, time style and the like, remembered for all captures. */
  remember: { params: { preferences: Preferences }; result: null };
  /** A wish was fulfilled, or could not be: the oldest of that name. */
  done: { params: { wish: keyof Wishes }; result: null };
  /** Tells the host what is selected, for the palette's commands. */
  selected: { params: { index: number | null; connection: number | null }; result: null };
}

export type TimeStyle = 'clock' | 'seconds' | 'delta' | 'epoch';

export interface Preferences {
  readonly timeStyle: TimeStyle;
  readonly numbers: 'relative' | 'absolute';
  readonly columnWidths: Readonly<Record<string, number>>;
  readonly detailsSize: number;
  /** Text logs: their own lines, or packets in columns. */
  readonly textView: 'lines' | 'columns';
  readonly follow: boolean;
}

export interface PageSettings {
  readonly locale: Locale;
  readonly preferences: Preferences;
}

import type { ShownEvidence } from '../../explain';
import type { Agreement, Change, Fate, JoinedBy, PairedBy } from '../../incident';
import type { Side } from '../../tcp';
import type { CaptureFindingView, ConnectionRow, Explanation, FindingView, StuckView } from '../capture';
import type {
  EndpointCount,
  ProcessView,
  SocketConnection,
  SocketExplanation,
  SocketFindingView,
  SocketView,
} from '../sockets';

/** An incident in plain JSON values: connections are numbered from 1 through all its files. */

/** What packets or rows show of a connection, or both: then its message says what either shows. */
export interface IncidentFinding {
  readonly id: FindingView['id'] | SocketFindingView['id'];
  readonly title: string;
  readonly message: string;
  readonly endpoint: Side | null;
  readonly severity: FindingView['severity'];
  readonly sureness: FindingView['sureness'];
  readonly since: string | null;
  readonly seconds: number | null;
  readonly evidence: readonly ShownEvidence[];
}

/** A row of a table that is of a connection whose packets were recorded. */
export interface JoinView {
  /** null: there is only one file. */
  readonly file: string | null;
  readonly line: number;
  /** The end that the row is of. */
  readonly side: Side;
  readonly by: JoinedBy;
  readonly sure: boolean;
  readonly agreement: Agreement;
  /** What the row shows, and how it goes with the packets. */
  readonly message: string;
  readonly socket: SocketView;
}

export interface IncidentConnection {
  readonly connection: number;
  readonly source: 'packets' | 'table' | 'both';
  /** Where its first packet, or its row, stands; null: there is only one file. */
  readonly file: string | null;
  /** Where its last packet stands. */
  readonly lastFile: string | null;
  /** What was recorded of it; null: it is in tables only. */
  readonly packets: ConnectionRow | null;
  /** Its row, where it is in tables only. */
  readonly row: SocketConnection | null;
  readonly joins: readonly JoinView[];
  /** The number of the same connection in another recording, made elsewhere; null: no other holds it. */
  readonly otherEnd: number | null;
  readonly process: ProcessView | null;
  readonly stuck: Pick<StuckView, 'endpoint' | 'since' | 'seconds' | 'sureness'> | null;
  readonly findings: readonly IncidentFinding[];
}

/** A row of a socket table; its number is that of the connection that it is of. */
export interface SocketRowView extends SocketConnection {
  /** Packets of the connection were recorded, too. */
  readonly joined: boolean;
  /** A later listing of the same host is in the text. */
  readonly outdated: boolean;
  /** The file that its line is of; null: there is only one. */
  readonly file: string | null;
}

export interface SocketRows {
  readonly rows: readonly SocketRowView[];
  /** How many the filter leaves. */
  readonly total: number;
  /** What the tables show as a whole, in a few sentences. */
  readonly told: string;
  /** null: they are not those of the machine itself. */
  readonly lookedAt: LookedAt | null;
}

/** When the sockets of this machine were looked at, seconds since 1970, and what has changed since the first look. */
export interface LookedAt {
  readonly now: number;
  readonly first: number;
  readonly endpoints: readonly EndpointCount[];
}

/** How rows and packets go together, in numbers. */
export interface IncidentCounts {
  readonly both: number;
  readonly packetsOnly: number;
  readonly tableOnly: number;
  readonly agree: number;
  readonly later: number;
  readonly older: number;
  readonly contradict: number;
}

/** One table of the incident, diagnosed as a whole. */
export interface IncidentTable extends SocketExplanation {
  readonly file: string | null;
}

export interface IncidentExplanation extends Omit<Explanation, 'connection' | 'captureFindings'> {
  readonly source: 'packets' | 'table' | 'both';
  readonly file: string | null;
  readonly connection: IncidentConnection | null;
  /** How tables and packets go together, in a sentence or two; null: there are only tables, or none. */
  readonly together: string | null;
  readonly counts: IncidentCounts;
  readonly captureFindings: readonly (CaptureFindingView | SocketFindingView)[];
  readonly tables: readonly IncidentTable[];
  /** What tables of one host show that were made at different times. */
  readonly changes: readonly SocketFindingView[];
  /** The row that was asked for, where no packet of its connection was recorded; null: none. */
  readonly row: IncidentTable | null;
}

/** A packet as one of two recordings of its connection has it. */
export interface RecordedPacket {
  readonly file: string;
  /** Its number in that recording. */
  readonly packet: number;
  /** By that recording's clock. */
  readonly time: string | null;
}

/** A packet of a connection that was recorded at both ends, and what became of it in between. */
export interface PassageView {
  readonly sender: Side;
  /** `FIN, ACK  seq 1, ack 120`. */
  readonly label: string;
  readonly client: RecordedPacket | null;
  readonly server: RecordedPacket | null;
  readonly fate: Fate;
  readonly sureness: 'proven' | 'likely';
  readonly lostBytes: number;
  readonly changes: readonly Change[];
  /** What is remarkable about it; empty where it is in both, unchanged. */
  readonly note: string;
}

/** A connection that was recorded at both of its ends, by the recording nearer to the client and the one nearer to the server. */
export interface BothEndsView {
  readonly client: { readonly file: string; readonly connection: number };
  readonly server: { readonly file: string; readonly connection: number };
  readonly pairedBy: PairedBy;
  /** Seconds by which the server's clock is ahead, and by how much that can be wrong; null: not known. */
  readonly clock: { readonly ahead: number; readonly within: number; readonly drift: number } | null;
  /** What got lost between the two, in a sentence; null: nothing. */
  readonly verdict: string | null;
  /** In sentences. */
  readonly told: readonly string[];
  /** In the order of time, by the client's clock. */
  readonly packets: readonly PassageView[];
}

/** A connection of the recording that is listed, with another recording of it. */
export interface SharedConnection extends BothEndsView {
  /** The end that the listed recording is nearer to. */
  readonly here: Side;
}

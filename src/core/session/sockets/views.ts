import type { ShownEvidence } from '../../explain';
import type { Sureness } from '../../findings';
import type { TableFindingId, TimeClaim } from '../../incident';
import type { SocketTool } from '../../sockets';
import type { Certainty, Side, TcpStateName } from '../../tcp';
import type { Severity } from '../../words';

/** A socket table in plain JSON values, in words of the session's locale. Rows are numbered from 1, lines too. */
export interface SocketState {
  readonly state: TcpStateName;
  readonly certainty: Certainty;
}

export interface SocketFindingView {
  readonly id: TableFindingId | `listings-${TimeClaim['kind']}`;
  readonly title: string;
  /** What the rows show, in a sentence or two. */
  readonly message: string;
  readonly endpoint: Side | null;
  readonly severity: Severity;
  readonly sureness: Sureness;
  /** How long at least, where the listing tells. */
  readonly seconds: number | null;
  readonly address: string | null;
  readonly process: ProcessView | null;
  /** The rows that it speaks of, by number, and the lines that show it. */
  readonly connections: readonly number[];
  readonly evidence: readonly ShownEvidence[];
}

export interface ProcessView {
  readonly name: string;
  readonly pid: number | null;
  readonly container: string | null;
  /** Its working folder, where it runs on this machine. */
  readonly folder?: string;
}

/** A row as the table prints it. */
export interface SocketView {
  readonly tool: SocketTool;
  readonly line: number;
  readonly local: string | null;
  readonly peer: string | null;
  readonly state: TcpStateName | null;
  readonly recvQ: number | null;
  readonly sendQ: number | null;
  readonly listenLimit: number | null;
  readonly descriptors: readonly (ProcessView & { readonly fd: number | null })[];
  readonly timer: {
    readonly kind: string;
    readonly seconds: number | null;
    readonly retries: number | null;
  } | null;
  readonly lastReceivedMs: number | null;
  readonly lastSentMs: number | null;
  readonly inode: number | null;
  readonly forgottenInSeconds: number | null;
  /** Seconds since it was first seen in its state, where it is looked at again and again. */
  readonly seenForSeconds?: number;
}

/** A row as a connection: what DESIGN section 6 says of connections, without packets. */
export interface SocketConnection {
  readonly connection: number;
  readonly client: string | null;
  readonly server: string | null;
  readonly clientState: SocketState;
  readonly serverState: SocketState;
  /** The end of this host. */
  readonly side: Side;
  readonly stuck: {
    readonly endpoint: Side;
    readonly since: null;
    readonly seconds: number | null;
    readonly sureness: Sureness;
  } | null;
  readonly process: ProcessView | null;
  readonly socket: SocketView;
  readonly findings: readonly SocketFindingView[];
}

/** The connections of one endpoint, by state. */
export interface EndpointCount {
  readonly address: string;
  readonly side: Side;
  readonly listening: boolean;
  readonly process: ProcessView | null;
  readonly states: readonly {
    readonly state: TcpStateName | null;
    readonly count: number;
    /** How many there were at the first look, where the machine is looked at again and again. */
    readonly before?: number;
  }[];
}

export interface SocketCommand {
  readonly platform: 'linux' | 'macos' | 'windows';
  readonly command: string;
  readonly purpose: string;
}

export interface SocketExplanation {
  readonly title: string;
  readonly summary: string;
  readonly source: 'table';
  /** The row asked for; null: the whole table. */
  readonly connection: SocketConnection | null;
  readonly captureFindings: readonly SocketFindingView[];
  readonly endpoints: readonly EndpointCount[];
  /** What the state of the row asked for means; null: the whole table. */
  readonly meaning: string | null;
  readonly commands: readonly SocketCommand[];
}

export interface TableProblemView {
  readonly line: number;
  readonly message: string;
}

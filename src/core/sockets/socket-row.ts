import type { Side, TcpStateName } from '../tcp';
import type { SocketAddress } from './socket-address';

/** What printed a row. `conntrack` speaks of what a middlebox remembers, all others of a socket of the host. */
export type SocketTool =
  | 'ss'
  | 'netstat'
  | 'netstat-windows'
  | 'netstat-bsd'
  | 'netstat-solaris'
  | 'lsof'
  | 'proc'
  | 'conntrack'
  | 'tcpstates'
  | 'tcplife'
  | 'node-report'
  | 'powershell'
  | 'sockstat'
  /** Zeek's conn.log: a monitor's view of connections. */
  | 'zeek'
  /** Columns that were cut out of some tool's table (`awk '{print $4, $5, $6}'`). */
  | 'columns';

export interface SocketProcess {
  readonly name: string;
  readonly pid: number | null;
  /** The descriptor that holds the socket. */
  readonly fd: number | null;
  /** What is known of a process of this machine: its working folder, and the container that it runs in. */
  readonly folder?: string | null;
  readonly container?: string | null;
}

export type TimerKind = 'off' | 'on' | 'keepalive' | 'timewait' | 'persist';

export interface SocketTimer {
  readonly kind: TimerKind;
  /** Seconds until it fires. */
  readonly seconds: number | null;
  readonly retries: number | null;
}

/** One change of state, as the kernel reported it. */
export interface StateChange {
  readonly from: TcpStateName;
  readonly to: TcpStateName;
  /** Milliseconds spent in `from`. */
  readonly milliseconds: number;
}

/** One row of a socket table. null: the listing does not say. */
export interface SocketRow {
  readonly tool: SocketTool;
  /** Line of the text, from 1. */
  readonly line: number;
  /** Which listing of the text it belongs to: an index of `SocketTable.listings`. */
  readonly listing: number;
  readonly local: SocketAddress | null;
  /** null: not connected (a listening socket, a socket without a connection). */
  readonly peer: SocketAddress | null;
  readonly state: TcpStateName | null;
  /** Which end of the connection `local` is, where the tool says. */
  readonly side: Side | null;
  /** Of a listening socket: connections that wait for accept(). Otherwise bytes; on Linux an unread FIN counts as one. */
  readonly recvQ: number | null;
  readonly sendQ: number | null;
  /** Of a listening socket: what listen() was given, cut by the kernel's maximum. */
  readonly listenLimit: number | null;
  /** Who holds the socket; several where a descriptor was inherited or handed on. */
  readonly processes: readonly SocketProcess[];
  /** The column of the process is missing or was cut, so that a row without one does not show that none holds it. */
  readonly processUnknown?: true;
  readonly timer: SocketTimer | null;
  /** Milliseconds since data came and went last. */
  readonly lastReceived: number | null;
  readonly lastSent: number | null;
  /** Milliseconds since the last acknowledgment came: what came before it, a FIN too, is at least as old. */
  readonly lastAcknowledged: number | null;
  /** 0: no descriptor refers to it. */
  readonly inode: number | null;
  /** conntrack: seconds until the entry is forgotten. */
  readonly forgottenIn: number | null;
  /** conntrack: the reply's addresses differ from the original ones. */
  readonly translated: boolean;
  /** conntrack: the addresses of the two ends as they are behind the translation; null: none, or not shown. */
  readonly behind: { readonly local: SocketAddress; readonly peer: SocketAddress } | null;
  /** tcpstates: the changes that led here, in order. */
  readonly changes: readonly StateChange[];
  /** Node's report: whether the program reads from the socket now. */
  readonly reading: boolean | null;
  /** Where a machine is looked at again and again: since when it has been seen in its state, seconds since 1970. */
  readonly firstSeen: number | null;
}

/** A row while it is read: further lines of the text may add to it. */
export type RowDraft = { -readonly [K in keyof SocketRow]: SocketRow[K] };

/** A row of which only `values` are known. */
export const rowDraft = (tool: SocketTool, values: Partial<SocketRow>): RowDraft => ({
  tool,
  line: 0,
  listing: 0,
  local: null,
  peer: null,
  state: null,
  side: null,
  recvQ: null,
  sendQ: null,
  listenLimit: null,
  processes: [],
  timer: null,
  lastReceived: null,
  lastSent: null,
  lastAcknowledged: null,
  inode: null,
  forgottenIn: null,
  translated: false,
  behind: null,
  changes: [],
  reading: null,
  firstSeen: null,
  ...values,
});

/** One run of one tool: rows between two headers or prompts. */
export interface SocketListing {
  readonly tool: SocketTool;
  /** The command line in front of it, where the text holds one. */
  readonly command: string | null;
  /** The host that the prompt in front of the command names. */
  readonly host?: string;
  readonly firstLine: number;
  readonly rows: number;
  /** The listing above goes on, asked again in a loop: it begins where a connection is listed once more. */
  readonly again?: true;
  /** At least one row names a process. */
  readonly showsProcesses: boolean;
  /** The container or pod in which the command ran (`docker exec`, `kubectl exec`); null: the host, or not told. */
  readonly container: string | null;
  /** The tool itself says that it may not see all processes. */
  readonly partial: boolean;
  /** How many processes could not be looked into, where it says so. */
  readonly hidden?: number;
  /** When it was made, as a line in front of it says (`date`, watch's heading): seconds since 1970, in the clock's own zone; null: not said. */
  readonly at: number | null;
}

/** What tells whether two counts are of the same host, and when they were made; null: not said. */
export interface CountAsked {
  /** The whole line with the prompt in front of it. */
  readonly prompt: string | null;
  /** Seconds since 1970, in the clock's own zone. */
  readonly at: number | null;
}

/** Sockets of a state that were only counted (`ss -s`, `sort | uniq -c`). */
export interface SocketCount {
  readonly line: number;
  readonly state: TcpStateName;
  readonly count: number;
  /** Only of one peer or group: others of the state may be counted beside it. */
  readonly part?: boolean;
  readonly asked?: CountAsked;
}

/** What the kernel has counted since it started, whatever the socket. */
export interface KernelCounter {
  readonly line: number;
  /** `overflows`: connections dropped at a full accept queue. */
  readonly id:
    | 'overflows'
    | 'listen-drops'
    | 'abort-on-data'
    | 'abort-on-close'
    | 'abort-on-timeout'
    | 'abort-on-memory';
  readonly count: number;
  /** It may go back to the last time that the tool ran (`nstat` without -a), not to the start of the system. */
  readonly relative?: boolean;
  readonly asked?: CountAsked;
}

/** A line that looks like a row and cannot be read. */
export interface TableProblem {
  readonly id: 'table.unreadable-row' | 'table.too-many-rows' | 'table.not-looked-further';
  readonly line: number;
  readonly text: string;
}

export interface SocketTable {
  readonly rows: readonly SocketRow[];
  readonly listings: readonly SocketListing[];
  readonly counts: readonly SocketCount[];
  readonly counters: readonly KernelCounter[];
  readonly problems: readonly TableProblem[];
}

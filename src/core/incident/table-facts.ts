import type { Sureness } from '../findings';
import {
  isAnyHost,
  type SocketAddress,
  type SocketListing,
  type SocketProcess,
  type SocketRow,
  type SocketTable,
  type SocketTool,
} from '../sockets';

/** Whether a descriptor refers to a socket, and how sure that is; null: the listing cannot tell. */
export interface Holding {
  readonly held: boolean | null;
  readonly sureness: Sureness;
}

const UNKNOWN: Holding = { held: null, sureness: 'possible' };
/** Below it are the ports of servers (RFC 6335 section 6). */
const WELL_KNOWN = 1024;
/** Tools that read Linux' tables, in which a connection that no program has accepted has no inode, and a FIN counts in Recv-Q. */
const LINUX: ReadonlySet<SocketTool> = new Set(['ss', 'netstat', 'proc']);

/**
 * Tools of systems that name the process a socket was made for, whether or not a descriptor still refers to it: of one that
 * waits for accept(), the process that listens; of a closed one, the process that closed it. tcplife lists closed ones only.
 */
const OWNER_ONLY: ReadonlySet<SocketTool> = new Set([
  'netstat-windows',
  'powershell',
  'netstat-bsd',
  'netstat-solaris',
  'tcplife',
]);

/** It has a peer, be it that a selection of columns leaves it out. */
export const isConnection = ({ peer, state }: SocketRow): boolean =>
  peer !== null || (state !== null && state !== 'LISTEN' && state !== 'CLOSED');

/** A socket table as rules look at it: who listens where, who holds what. */
export class TableFacts {
  private readonly listeners = new Map<number, SocketRow[]>();
  /** The peers of the connections on a local port. */
  private readonly peersAt = new Map<number, Set<string>>();
  private readonly byTuple = new Map<string, SocketRow>();

  /** `served`: rows whose connection's packets carry data of the row's own end, so that a program has accepted it. */
  constructor(
    readonly table: SocketTable,
    private readonly served: ReadonlySet<SocketRow> = new Set(),
  ) {
    for (const row of table.rows) {
      const port = row.local?.port ?? null;
      if (port === null) continue;
      if (row.state === 'LISTEN') push(this.listeners, port, row);
      else if (row.peer !== null) {
        const peers = this.peersAt.get(port) ?? new Set();
        this.peersAt.set(port, peers.add(`${row.peer.host} ${row.peer.port}`));
        this.byTuple.set(tupleOf(row, row.local, row.peer), row);
      }
    }
  }

  /** The row of the other end, where both ends are on this host. */
  otherEnd(row: SocketRow): SocketRow | null {
    return this.byTuple.get(tupleOf(row, row.peer, row.local)) ?? null;
  }

  /** The listening socket that a connection came in by, of the same listing where that has one. */
  listenerOf(row: SocketRow): SocketRow | null {
    return isConnection(row) ? this.listenerAt(row.local, row.listing) : null;
  }

  private listenerAt(end: SocketAddress | null, listing: number): SocketRow | null {
    const there = this.listeners.get(end?.port ?? -1) ?? [];
    const fits = ({ local }: SocketRow) => local !== null && (isAnyHost(local) || local.host === end?.host);
    return there.find((one) => one.listing === listing && fits(one)) ?? there.find(fits) ?? null;
  }

  /** Whether the row's own end is the server's: something listens on its port, or several connections share it. */
  isServer(row: SocketRow): boolean {
    if (row.state === 'LISTEN') return true;
    if (row.side !== null) return row.side === 'server';
    if (row.tool === 'conntrack' || row.local === null) return false;
    // Columns without the peer: what is said of this end holds for a client's socket, too.
    if (row.peer === null) return isConnection(row);
    if (this.listenerOf(row) !== null) return true;
    const [local, peer] = [row.local.port ?? 65536, row.peer.port ?? 65536];
    // Both ends on this host: what listens is the peer.
    if (this.otherEnd(row) !== null && this.listenerAt(row.peer, row.listing) !== null) return false;
    if (local < WELL_KNOWN !== peer < WELL_KNOWN) return local < WELL_KNOWN;
    return (this.peersAt.get(local)?.size ?? 0) > 1 || local < peer;
  }

  /**
   * A row without a process was accepted by none only where the listing shows processes, and shows the one that listens
   * there: another user's, or another container's, it would leave out just the same.
   */
  holdingOf(row: SocketRow): Holding {
    const shown = this.shownHolding(row);
    return shown.held === false && this.served.has(row) ? UNKNOWN : shown;
  }

  private shownHolding(row: SocketRow): Holding {
    if (row.processes.length > 0 && !OWNER_ONLY.has(row.tool)) return { held: true, sureness: 'proven' };
    if (!LINUX.has(row.tool)) return UNKNOWN;
    if (row.inode !== null) return { held: row.inode !== 0, sureness: 'proven' };
    const listing = this.listingOf(row);
    if (!listing.showsProcesses || row.processUnknown === true) return UNKNOWN;
    const listener = this.listenerOf(row);
    if (listener?.listing === row.listing)
      return listener.processes.length === 0
        ? UNKNOWN
        : { held: false, sureness: listing.partial ? 'likely' : 'proven' };
    return listing.partial ? UNKNOWN : { held: false, sureness: 'likely' };
  }

  listingOf = ({ listing }: SocketRow): SocketListing => this.table.listings[listing];

  /** The program that listens where the connection came in. */
  listeningProcess(row: SocketRow): SocketProcess | null {
    return this.listenerOf(row)?.processes[0] ?? null;
  }
}

/**
 * Linux counts a FIN that is not read yet as a byte of Recv-Q (net/ipv4/tcp_diag.c: rcv_nxt - copied_seq), other systems do
 * not. false: another system, or lsof, which runs on all of them.
 */
export const countsFin = ({ tool }: SocketRow): boolean => LINUX.has(tool);

const tupleOf = ({ listing }: SocketRow, from: SocketAddress | null, to: SocketAddress | null): string =>
  `${listing} ${from?.host} ${from?.port} ${to?.host} ${to?.port}`;

function push(lists: Map<number, SocketRow[]>, key: number, row: SocketRow): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [row]);
  else list.push(row);
}

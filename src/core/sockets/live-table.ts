import { readSocketTable } from './read-socket-table';
import type { SocketProcess, SocketRow, SocketTable } from './socket-row';

/** A process that has a socket open. */
export interface LiveHolder {
  readonly name: string;
  readonly pid: number;
  readonly fd: number;
  /** Its working folder; null: not to be looked at. */
  readonly folder: string | null;
  /** The short id of the container that it runs in. */
  readonly container: string | null;
}

/** A machine's sockets at one moment: the text of its tables (/proc/net/tcp, tcp6), and who holds each inode. */
export interface LiveSockets {
  readonly text: string;
  readonly holders: ReadonlyMap<number, readonly LiveHolder[]>;
  /** Processes whose descriptors this user may not look at. */
  readonly hidden: number;
}

/** The tables as rows with their processes. `at`: seconds since 1970. */
export function liveTable({ text, holders, hidden }: LiveSockets, at: number): SocketTable {
  const table = readSocketTable(text);
  return {
    ...table,
    rows: table.rows.map((row, index) => ({
      ...row,
      line: index + 1,
      listing: 0,
      processes: processesOf(row, holders),
    })),
    // tcp and tcp6 are one listing of one host.
    listings: table.listings.slice(0, 1).map((listing) => ({
      ...listing,
      rows: table.rows.length,
      showsProcesses: holders.size > 0,
      partial: hidden > 0,
      at,
    })),
  };
}

const processesOf = ({ inode }: SocketRow, holders: LiveSockets['holders']): readonly SocketProcess[] =>
  (inode === null || inode === 0 ? [] : (holders.get(inode) ?? [])).map(
    ({ name, pid, fd, folder, container }) => ({ name, pid, fd, folder, container }),
  );

/** A machine's sockets now and when they were looked at first, out of a text that `LiveListings` wrote. */
export interface LiveListing {
  readonly now: SocketTable;
  /** null: this is the first look. */
  readonly first: SocketTable | null;
}

/** null: the table is another one. */
export function liveListing(table: SocketTable): LiveListing | null {
  const { listings, rows } = table;
  if (listings.length > 2 || !rows.some(({ firstSeen, listing }) => firstSeen !== null && listing === 0))
    return null;
  const first = rows.filter(({ listing }) => listing === 1);
  if (first.some(({ firstSeen }) => firstSeen !== null)) return null;
  return {
    now: { ...table, rows: rows.filter(({ listing }) => listing === 0), listings: listings.slice(0, 1) },
    first:
      listings.length < 2
        ? null
        : { ...table, rows: first.map((row) => ({ ...row, listing: 0 })), listings: listings.slice(1) },
  };
}

const keyOf = ({ local, peer, state }: SocketRow): string =>
  JSON.stringify([local?.host, local?.port, peer?.host, peer?.port, state]);

/** Since when each socket has been seen in its state, from one reading of a machine's sockets to the next. */
export class SeenSockets {
  private since = new Map<string, number>();

  /** Seconds since each row of a reading was first seen in its state. */
  note(rows: readonly SocketRow[], now: number): Map<SocketRow, number> {
    const since = new Map<string, number>();
    const ages = new Map<SocketRow, number>();
    for (const row of rows) {
      const key = keyOf(row);
      const first = this.since.get(key) ?? now;
      since.set(key, first);
      ages.set(row, now - first);
    }
    this.since = since;
    return ages;
  }
}

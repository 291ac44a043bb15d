import type { LiveHolder, LiveSockets } from './live-table';

/** Of a row of /proc's tables: what it is of, its state, and its inode (proc_net_tcp(5)). */
const ROW =
  /^\s*\d+:\s+([0-9A-F:]+\s+[0-9A-F:]+\s+[0-9A-F]{2})\s+\S+\s+\S+\s+\S+\s+\d+\s+\d+\s+(\d+)(?:\s|$)/i;
const HEADER = /^\s*sl\s/;

/**
 * A machine's sockets, looked at again and again, as a text that can be kept, read again and sent: the tables as /proc has
 * them now, each row with the time since which it has been seen in its state, and below them a line for each descriptor that
 * holds a socket, by the inode. Behind it stand the tables of the first look, which they are compared with. It needs no
 * reader, which would be much to load for the one who writes it.
 */
export class LiveListings {
  private since = new Map<string, string>();
  private first: string | null = null;

  /** The text after another look at `at`, seconds since 1970. */
  note({ text, holders, hidden }: LiveSockets, at: number): string {
    const time = new Date(at * 1000).toISOString();
    const rows = rowsOf(text);
    const listed = [time, ...this.withTimes(rows, time)];
    const held = [...holders].flatMap(([inode, all]) => all.map((holder) => lineOf(inode, holder)));
    const kept = hidden === 0 ? [] : [`Processes that this user may not look into: ${hidden}`];
    const before = this.first === null ? [] : ['', this.first];
    this.first ??= [time, ...rows].join('\n');
    return [...listed, ...held, ...kept, ...before, ''].join('\n');
  }

  private withTimes(rows: readonly string[], now: string): string[] {
    const since = new Map<string, string>();
    const timed = rows.map((row) => {
      const [, socket, inode] = ROW.exec(row) ?? [];
      if (socket === undefined) return row;
      const key = `${socket} ${inode}`;
      const first = this.since.get(key) ?? now;
      since.set(key, first);
      return `${row.trimEnd()} first-seen:${first}`;
    });
    this.since = since;
    return timed;
  }
}

/** tcp and tcp6 of one moment are one listing: the second has no heading of its own. */
const rowsOf = (text: string): readonly string[] =>
  text
    .trimEnd()
    .split('\n')
    .filter((line, at) => at === 0 || !HEADER.test(line));

function lineOf(inode: number, { name, pid, fd, folder, container }: LiveHolder): string {
  return [
    `socket:[${inode}] ${pid}/${name.replace(/[\r\n]/g, ' ')} fd=${fd}`,
    ...(container === null ? [] : [`container:${container}`]),
    ...(folder === null ? [] : [`cwd:${folder.replace(/[\r\n]/g, ' ')}`]),
  ].join(' ');
}

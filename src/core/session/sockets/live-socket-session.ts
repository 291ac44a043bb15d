import { type OverTime, overTime } from '../../incident';
import { type LiveSockets, liveTable, SeenSockets, type SocketTable } from '../../sockets';
import type { Locale } from '../../words';
import { SocketSession } from './socket-session';

/** A machine's own sockets, read again and again: what is there, since when it has been seen, and what has grown since the first reading. */
export class LiveSocketSession {
  private readonly seen = new SeenSockets();
  private first: SocketTable | null = null;
  private firstAt = 0;
  private lastAt = 0;

  /** `name`: what the machine is called. */
  constructor(
    private readonly name: string,
    private readonly locale: Locale,
  ) {}

  /** Seconds from the first reading to the last. */
  get watched(): number {
    return this.lastAt - this.firstAt;
  }

  /** The next reading, made at `now`, seconds since 1970. */
  note(sockets: LiveSockets, now: number): SocketSession {
    const table = liveTable(sockets, now);
    const seen = this.seen.note(table.rows, now);
    const { first } = this;
    if (first === null) [this.first, this.firstAt] = [table, now];
    this.lastAt = now;
    return SocketSession.of(table, this.name, this.locale, {
      ...(first !== null && { seen, overTime: sinceFirst(first, table), first }),
    });
  }
}

/** The rows of the first reading are not shown any more: what is cited is of this one. */
export function sinceFirst(first: SocketTable, table: SocketTable): OverTime {
  const { claims, stays, outdated } = overTime([first, table]);
  return {
    stays,
    outdated,
    counts: [],
    claims: claims.map((claim) => ({ ...claim, rows: claim.rows.filter((row) => row.table === 1) })),
  };
}

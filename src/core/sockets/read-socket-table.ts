import { skipBlanks, skipPrefixes } from '../text';
import { clockIn } from './clock-line';
import { cutWidth } from './cut-off';
import { unwrapped, withoutBehind, withWholeStates } from './pasted';
import { beginsAnything, headerIn, leadsOf, leadsOfCut, mayBeBroken } from './row-beginnings';
import { formatSocketAddress } from './socket-address';
import type {
  KernelCounter,
  RowDraft,
  SocketCount,
  SocketListing,
  SocketProcess,
  SocketRow,
  SocketTable,
  TableProblem,
} from './socket-row';
import { commandIn, containerIn, hostIn, type TableLine, tableLines } from './table-lines';
import {
  asksForUdpOnly,
  columns,
  countAsked,
  countersBelow,
  countersIn,
  countsIn,
  hiddenIn,
  holderIn,
  joinChanges,
  type ListedRow,
  lsofFields,
  netTcpJson,
  nodeReport,
  powershellList,
  TABLE_READERS,
  type TableReader,
  withoutNumberings,
} from './tools';
import { isTimeouts, STATE_AND_NUMBER, showsConnection } from './unread-rows';

/** More rows than any host has sockets. */
const MOST_ROWS = 1 << 20;
/** Pieces that a row is broken into. */
const MOST_BROKEN = 4;
/** What every row has: a word for a state or a protocol, or hexadecimal addresses; a row of CSV and PowerShell a port beside an address. */
const MAY_BE_ROW =
  /tcp|TCP|LISTEN|Listen|ESTAB|Estab|WAIT|Wait|ACK|Ack|SYN|Syn|CLOS|Clos|UNCONN|sock|[0-9A-F]{8}:[0-9A-F]{4}|\d\s+\d+\s+\S+:\S+\s+\S+:|\s\d{1,5}\s+\d+\s+\d+\s+\d+(?:\.\d+)?\s*$|ABH|HERGE|WARTE|ESC|\d\/\d+\/\d|[\d:]\s+\d{1,5}\s+\S+\s+\d{1,5}(?:\s|$)|\d\s+\d+\s+\S+:\d+\s+\S+:\*|[,;]"?\d{1,5}"?[,;]"?[\d.:a-f]+"?[,;]"?\d{1,5}"?(?:[,;]|$)/;
/** Behind it stands a row that is not of TCP: ss' column Netid, netstat's Proto. */
const OTHER_PROTOCOL =
  /(?:^|\s)(?:udp(?:[46]|46|lite6?)?|UDP|raw6?|icmp6?|sctp[46]?|dccp|nl|xdp|unix|tipc|(?:u|p|v|ti)_\w{2,4})\s+$/;
/** What the tools say where they may not look at all processes, in net-tools' languages. */
const PARTIAL =
  /Not all processes could be identified|No info could be read for "-p"|will not be shown, you would have to be root|geteuid\(\)=\d|nicht alle Prozesse identifiziert|processus ne peuvent être identifiés|Nem todos os processos puderam ser|procesy nemohly být identifikovány|protsesse ei saanud identifitseerida|プロセスが識別されますが|No todos los procesos pueden ser identificados/i;

/**
 * The socket tables of every tool that a text holds, in any order. Never throws; what looks like a row and is not read is
 * a problem. `numbers`: which line of its file each line of the text is, where some were left out.
 */
export function readSocketTable(text: string, numbers?: readonly number[]): SocketTable {
  const report = nodeReport(text);
  if (report !== null) {
    const lineAt = lineCounter(text);
    return listed(
      report.map(({ row, offset }) => ({ row, line: numbers?.[lineAt(offset) - 1] ?? lineAt(offset) })),
    );
  }
  const json = netTcpJson(text);
  if (json !== null && json.length > 0)
    return listed(json.map(({ row, line }) => ({ row, line: numbers?.[line - 1] ?? line })));
  const lines = tableLines(text, numbers);
  const table = best(lines);
  if (table.rows.length > 0) return table;
  const blocks = powershellList(lines);
  const whole = listed(blocks.length > 0 ? blocks : lsofFields(lines));
  return {
    ...whole,
    counts: table.counts,
    counters: table.counters,
    problems: whole.rows.length > 0 ? [] : table.problems,
  };
}

/** As the lines are, or as they were before something cut them at a fixed width: whichever says more. */
function best(lines: readonly TableLine[]): SocketTable {
  const table = new TableText(withWholeStates(lines)).read();
  const whole = unwrapped(lines, beginsAnything);
  if (whole === lines) return table;
  const other = new TableText(whole).read();
  return worth(other) >= worth(table) ? other : table;
}

const worth = ({ rows, counts, counters, problems }: SocketTable): number =>
  rows.reduce((sum, row) => sum + 4 + known(row), 0) + counts.length + counters.length - 4 * problems.length;

/** Rows of one listing that were read at once. */
function listed(rows: readonly ListedRow[]): SocketTable {
  const [first] = rows;
  if (first === undefined) return { rows: [], listings: [], counts: [], counters: [], problems: [] };
  const showsProcesses = rows.some(({ row }) => row.processes.length > 0);
  const listing = {
    tool: first.row.tool,
    command: null,
    firstLine: first.line,
    rows: rows.length,
    showsProcesses,
  };
  return {
    rows: rows.map(({ row, line }) => ({ ...row, line })),
    listings: [{ ...listing, partial: false, at: null, container: null }],
    counts: [],
    counters: [],
    problems: [],
  };
}

function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [1, 0];
  return (offset) => {
    for (; at < offset; at++) if (text.charCodeAt(at) === 0x0a) line++;
    return line;
  };
}

interface FoundRow {
  readonly row: RowDraft;
  readonly reader: TableReader;
}

type ListingDraft = { -readonly [K in keyof SocketListing]: SocketListing[K] };

/** Walks the lines of a text and finds the rows of every tool. */
class TableText {
  private readonly rows: RowDraft[] = [];
  private readonly listings: ListingDraft[] = [];
  private readonly counts: SocketCount[] = [];
  private readonly counters: KernelCounter[] = [];
  private readonly problems: TableProblem[] = [];
  /** Lines that show a connection and were not read: rows, if the text holds a table. */
  private readonly doubtful: TableProblem[] = [];
  private holdsHeading = false;
  /** The last line that is a heading or a row, or was meant to be one. */
  private rowLine = 0;
  /** The last line that counts nothing: what the counts below it are of. */
  private aboveCounts = '';
  /** The rows behind the command, up to a second heading, are not of TCP. */
  private isUdp = false;
  private command: string | null = null;
  /** The line that the command stands on, with its prompt: whose host it names. */
  private prompt: string | null = null;
  private host: string | null = null;
  private header: string | null = null;
  private partial = false;
  /** The time that a line said last, of the listing that comes next. */
  private clock: number | null = null;
  /** Who holds the sockets of /proc's tables, by inode. */
  private readonly holders = new Map<number, SocketProcess[]>();
  /** The listing that further rows of the same tool belong to. */
  private open: ListingDraft | null = null;
  private lastReader: TableReader | null = null;
  /** The connections of the listing that is open. */
  private readonly listed = new Set<string>();

  /** Where something cut the lines off, as a heading without its end shows; null: nothing did. */
  private readonly cutAt: number | null;

  constructor(private readonly lines: readonly TableLine[]) {
    this.cutAt = cutWidth(lines);
  }

  read(): SocketTable {
    for (let at = 0; at < this.lines.length; at++) at += this.take(at);
    for (const row of this.rows)
      if (row.tool === 'proc') row.processes = this.holders.get(row.inode ?? 0) ?? row.processes;
    const rows: readonly SocketRow[] = joinChanges(this.rows);
    for (const listing of this.listings) listing.rows = 0;
    for (const { listing, processes } of rows) {
      this.listings[listing].rows++;
      if (processes.length > 0) this.listings[listing].showsProcesses = true;
    }
    const { listings, counters } = this;
    const isTable = rows.length > 0 || this.holdsHeading;
    const problems = isTable ? byLine([...this.problems, ...this.doubtful]) : this.problems;
    return { rows, listings, counts: withoutNumberings(this.counts), counters, problems };
  }

  /** Takes the line at `at`; returns how many lines behind it went with it. */
  private take(at: number): number {
    const { text, line } = this.lines[at];
    if (this.takeMark(text)) {
      [this.rowLine, this.aboveCounts] = [line, ''];
      return 0;
    }
    if (this.takeHolder(text) || this.isUdp) return 0;
    const found = this.find(text);
    if (found !== null) {
      const taken = this.addWhole(found, at);
      this.rowLine = this.lines[at + taken].line;
      return taken;
    }
    if (this.takeFurther(text)) return 0;
    return this.takeBroken(at) ?? this.takeRest(at);
  }

  /** What adds to the row before, whatever was put in front of both. */
  private takeFurther(text: string): boolean {
    const row = this.rows.at(-1);
    if (row === undefined) return false;
    return behindPrefixes(text, (rest) => this.lastReader?.further?.(rest, row) || null) === true;
  }

  /** A prompt, a header, a remark of the tool's: what the rows behind it are read by. */
  private takeMark(text: string): boolean {
    const command = commandIn(text);
    const header = headerIn(text);
    if (PARTIAL.test(text)) {
      this.partial = true;
      if (this.open !== null) this.open.partial = true;
      return true;
    }
    if (command === null && header === null) return false;
    if (command !== null) {
      [this.command, this.header, this.partial] = [command, null, false];
      this.prompt = text.trim();
      this.host = hostIn(text);
    }
    if (command !== null) this.isUdp = asksForUdpOnly(command);
    if (header !== null) {
      if (this.header !== null) this.isUdp = false;
      this.header = header;
      this.holdsHeading = true;
    }
    this.open = null;
    return true;
  }

  /** A row of a tool, whatever stands before it; else what is left of one of which columns were cut out. */
  private find(text: string): FoundRow | null {
    if (!MAY_BE_ROW.test(text)) return null;
    const found = this.findIn(text);
    const bare = withoutBehind(text);
    const inBare = bare.length === text.trimEnd().length ? null : this.findIn(bare);
    return inBare !== null && (found === null || known(inBare.row) >= known(found.row)) ? inBare : found;
  }

  private findIn(text: string): FoundRow | null {
    return this.findBy(TABLE_READERS, text, leadsOf(text)) ?? this.findBy([columns], text, leadsOfCut(text));
  }

  private findBy(readers: readonly TableReader[], text: string, leads: readonly number[]): FoundRow | null {
    const whole = this.rowIn(readers, text);
    if (whole !== null) return whole;
    let behind: FoundRow | null = null;
    skipPrefixes(text, skipBlanks(text, 0), (from) => {
      behind = this.rowBehind(readers, text, from);
      return behind !== null;
    });
    if (behind !== null) return behind;
    for (const from of leads) {
      const found = from === 0 ? null : this.rowBehind(readers, text, from);
      if (found !== null) return found;
    }
    return null;
  }

  private rowBehind(readers: readonly TableReader[], text: string, from: number): FoundRow | null {
    return OTHER_PROTOCOL.test(text.slice(0, from)) ? null : this.rowIn(readers, text.slice(from));
  }

  private rowIn(readers: readonly TableReader[], text: string): FoundRow | null {
    for (const reader of readers) {
      const row = reader.row(text, { command: this.command, header: this.header });
      if (row !== null) return { row, reader };
    }
    return null;
  }

  private add({ row, reader }: FoundRow, line: number, isMptcp = false): number {
    this.lastReader = reader;
    if (this.rows.length >= MOST_ROWS) {
      if (this.rows.length === MOST_ROWS && this.problems.at(-1)?.id !== 'table.too-many-rows')
        this.problems.push({ id: 'table.too-many-rows', line, text: String(MOST_ROWS) });
      return 0;
    }
    const connection = isMptcp ? null : connectionOf(row);
    const isAgain = connection !== null && this.listed.has(connection);
    if (this.open === null || this.open.tool !== row.tool || isAgain) this.begin(row, line, isAgain);
    if (connection !== null) this.listed.add(connection);
    row.line = line;
    row.listing = this.listings.length - 1;
    this.rows.push(row);
    const container = this.open?.container ?? null;
    if (container !== null) row.processes = row.processes.map((process) => ({ ...process, container }));
    return 0;
  }

  /** A row with what a paste broke off it: further lines that say what the row alone does not. */
  private addWhole(found: FoundRow, at: number, begun = this.lines[at].text, pieces = 0): number {
    let [whole, text, taken] = [found, begun, pieces];
    for (; taken < pieces + MOST_BROKEN; taken++) {
      const next = restOf(this.lines[at + taken + 1]?.text, whole.reader);
      if (next === null) break;
      text = `${text}${isWithinNumber(text, next) ? '' : ' '}${next}`;
      const longer = this.find(text);
      if (longer === null || longer.reader !== whole.reader || !saysMore(longer.row, whole.row)) break;
      whole = longer;
    }
    const { line } = this.lines[at];
    if (pieces === 0 && this.isCut(text)) this.problems.push({ id: 'table.unreadable-row', line, text });
    else this.add(whole, line, MPTCP.test(text));
    return taken;
  }

  /** The number at the end of a line that was cut there may have gone on: a port or a process that nothing has. */
  private isCut(text: string): boolean {
    return this.cutAt !== null && text.length >= this.cutAt && /\s[\w.:[\]%-]+[\d:.]$/.test(text);
  }

  private begin(row: RowDraft, firstLine: number, isAgain: boolean): void {
    this.listed.clear();
    const { command, partial, clock } = this;
    this.open = {
      tool: row.tool,
      command,
      firstLine,
      rows: 0,
      showsProcesses: false,
      partial,
      at: clock,
      container: containerIn(command),
      ...(this.host !== null && { host: this.host }),
      ...(isAgain && { again: true }),
    };
    this.clock = null;
    this.listings.push(this.open);
  }

  /** A row that was broken into pieces when it was pasted. */
  private takeBroken(at: number): number | null {
    let { text } = this.lines[at];
    if (!mayBeBroken(text)) return null;
    for (let taken = 1; taken <= MOST_BROKEN; taken++) {
      const next = this.lines[at + taken];
      if (next === undefined || this.isRowByItself(next.text)) return null;
      text = `${text} ${next.text.trim()}`;
      const found = this.find(text);
      if (found === null) continue;
      return this.addWhole(found, at, text, taken);
    }
    return null;
  }

  /** Two ends and a state may as well be what a paste broke off the line before. */
  private isRowByItself(text: string): boolean {
    const found = this.find(text);
    return found !== null && found.reader.tool !== 'columns';
  }

  /** Who holds the socket of an inode: its row in a table of /proc stands above. */
  private takeHolder(text: string): boolean {
    const hidden = hiddenIn(text);
    if (hidden !== null && this.open !== null) Object.assign(this.open, { partial: true, hidden });
    const holder = holderIn(text);
    if (holder === null) return hidden !== null;
    const known = this.holders.get(holder.inode);
    if (known === undefined) this.holders.set(holder.inode, [holder.process]);
    else known.push(holder.process);
    return true;
  }

  /** What a line counts, perhaps because the command above it asked for that. */
  private countsOf(at: number): readonly SocketCount[] {
    const { text, line } = this.lines[at];
    const command = at === 0 ? null : commandIn(this.lines[at - 1].text);
    const asked = command === null ? null : countAsked(command, { text, line });
    if (asked !== null) return [asked];
    if (isTimeouts(this.aboveCounts) || this.isCutRow(at)) return [];
    return behindPrefixes(text, (rest) => some(countsIn({ text: rest, line }))) ?? [];
  }

  /** A state and a number right below rows or the heading of ss: the beginning of another row. */
  private isCutRow(at: number): boolean {
    const { text, line } = this.lines[at];
    const inSs = this.open === null ? /^\s*State\s+Recv-Q/.test(this.header ?? '') : this.open.tool === 'ss';
    return inSs && line === this.rowLine + 1 && /^\s*[A-Z][A-Z0-9-]{3,}\s+\d+\s*$/.test(text);
  }

  private takeRest(at: number): number {
    const { text, line } = this.lines[at];
    this.clock = clockIn(text) ?? this.clock;
    const counts = this.countsOf(at);
    const asked = { prompt: this.prompt, at: this.clock };
    this.counts.push(...counts.map((count) => ({ ...count, asked })));
    const above = at === 0 ? '' : this.lines[at - 1].text;
    const counters =
      some(countersBelow(above, { text, line })) ??
      behindPrefixes(text, (rest) => some(countersIn({ text: rest, line })));
    this.counters.push(...(counters ?? []).map((counter) => ({ ...counter, asked })));
    if (counts.length > 0) return 0;
    this.aboveCounts = isTimeouts(this.aboveCounts) && STATE_AND_NUMBER.test(text) ? this.aboveCounts : text;
    const isMeant =
      this.isCutRow(at) ||
      leadsOf(text).some(
        (from) =>
          !OTHER_PROTOCOL.test(text.slice(0, from)) &&
          TABLE_READERS.some((reader) => reader.looksLikeRow(text.slice(from))),
      );
    const isDoubtful = !isMeant && showsConnection(text);
    if (!isMeant && !isDoubtful) return 0;
    this.rowLine = line;
    (isMeant ? this.problems : this.doubtful).push({ id: 'table.unreadable-row', line, text });
    return 0;
  }
}

const byLine = (problems: readonly TableProblem[]): readonly TableProblem[] =>
  [...problems].sort((one, other) => one.line - other.line);

/** A subflow of Multipath TCP is listed beside its connection, with the same addresses. */
const MPTCP = /\bmptcp\b/;
/** Tools whose listings have a connection once. */
const ONCE: ReadonlySet<RowDraft['tool']> = new Set([
  'ss',
  'netstat',
  'netstat-windows',
  'netstat-bsd',
  'netstat-solaris',
  'powershell',
]);

/** By its two ends; null: it has not both, or the tool may list it more than once. */
function connectionOf({ tool, local, peer, state }: RowDraft): string | null {
  if (!ONCE.has(tool) || local?.port == null || peer?.port == null || state === null) return null;
  return `${formatSocketAddress(local)} ${formatSocketAddress(peer)}`;
}

/** What a paste broke off the row above, behind what was put in front of both; null: the line is not that. */
function restOf(text: string | undefined, { continues }: TableReader): string | null {
  if (text === undefined || continues === undefined) return null;
  return behindPrefixes(text, (rest) => (continues.test(rest.trim()) ? rest.trim() : null));
}

/** The line ended within the number of the process, right behind the state: `CLOSE_WAIT  31`, `20/java`. */
const isWithinNumber = (text: string, next: string): boolean =>
  /[A-Z]_?[A-Z0-9]+\s+\d{1,9}$/.test(text) && /^\d{0,9}\/\S/.test(next);

/** Known of a row: a longer line that says no more is another line. */
const saysMore = (longer: SocketRow, row: SocketRow): boolean => known(longer) > known(row);

const known = ({ state, peer, processes, timer, inode }: SocketRow): number =>
  [state, peer, processes[0], timer, inode].filter((value) => value !== null && value !== undefined).length +
  (timer?.seconds == null ? 0 : 1);

const some = <Value>(values: readonly Value[]): readonly Value[] | null =>
  values.length > 0 ? values : null;

/** What `read` finds in a line, or behind what a log collector put in front of it. */
function behindPrefixes<Found>(text: string, read: (rest: string) => Found | null): Found | null {
  let found = read(text);
  if (found === null)
    skipPrefixes(text, skipBlanks(text, 0), (from) => {
      // A number right behind a colon is the port of an address, not a count.
      if (!/[:.]$/.test(text.slice(0, from)) || !/^\d/.test(text.slice(from))) found = read(text.slice(from));
      return found !== null;
    });
  return found;
}

import { say } from '../explain';
import type { ConnectionRow, StuckView } from '../session/capture';
import type { ProcessView } from '../session/sockets';
import type { Side } from '../tcp';
import { spelledOut } from '../text';
import { duration, type Locale } from '../words';
import { MARKS } from './severity';
import { shortProcess } from './sockets-table';
import { stateLabel } from './state-label';
import type { Style } from './style';
import { displayWidth, padEnd, padStart, truncate } from './width';

/** A connection as the table shows it: with a process where a socket table names one. */
export interface TableRow extends Omit<ConnectionRow, 'findings' | 'stuck'> {
  readonly findings: readonly Pick<ConnectionRow['findings'][number], 'severity' | 'title'>[];
  readonly stuck: Pick<StuckView, 'endpoint' | 'sureness'> | null;
  readonly process?: ProcessView | null;
}

interface Column {
  readonly title: (locale: Locale) => string;
  readonly value: (row: TableRow, locale: Locale) => string;
  readonly right?: boolean;
  readonly style?: (text: string, row: TableRow, style: Style) => string;
  /** May be cut where the terminal is narrow. */
  readonly flexible?: boolean;
}

const PROCESS: Column = {
  title: (l) => say(l, 'socket.column.process'),
  value: (row) => shortProcess(row.process ?? null),
  flexible: true,
};

const COLUMNS: readonly Column[] = [
  {
    title: () => '#',
    value: (row) => String(row.connection),
    right: true,
    style: (t, _, s) => s.apply(t, 'dim'),
  },
  { title: (l) => say(l, 'table.client'), value: (row) => spelledOut(row.client), flexible: true },
  { title: (l) => say(l, 'table.server'), value: (row) => spelledOut(row.server), flexible: true },
  {
    title: (l) => say(l, 'table.client-state'),
    value: (row) => stateLabel(row.clientState),
    style: (t, row, s) => s.state(t, row.clientState.state, isStuck(row, 'client')),
  },
  {
    title: (l) => say(l, 'table.server-state'),
    value: (row) => stateLabel(row.serverState),
    style: (t, row, s) => s.state(t, row.serverState.state, isStuck(row, 'server')),
  },
  { title: (l) => say(l, 'table.packets'), value: (row) => String(row.packets), right: true },
  {
    title: (l) => say(l, 'table.duration'),
    value: (row, locale) => (row.seconds === null ? '' : duration(locale, row.seconds)),
    right: true,
  },
  { title: (l) => say(l, 'table.history'), value: (row) => row.history, flexible: true },
  {
    title: (l) => say(l, 'table.stuck'),
    value: (row, locale) =>
      row.stuck === null ? '' : `${stuckMark(row.stuck)} ${say(locale, `party.${row.stuck.endpoint}`)}`,
    style: (t, _, s) => s.apply(t, 'yellow', 'bold'),
  },
  PROCESS,
  {
    title: (l) => say(l, 'table.findings'),
    value: (row) =>
      row.findings.map(({ severity, title }) => `${MARKS[severity]} ${spelledOut(title)}`).join('  '),
    flexible: true,
  },
];
const isStuck = ({ stuck }: TableRow, side: Side): boolean =>
  stuck !== null && stuck.endpoint === side && stuck.sureness !== 'possible';

/** A full circle is stuck; an open one is half-closed when the recording stops. */
const stuckMark = ({ sureness }: Pick<StuckView, 'sureness'>): string =>
  sureness === 'possible' ? '○' : '●';

const GAP = 2;
const NARROWEST_FLEXIBLE = 8;

/** A table whose column widths are set by its first page of rows; later rows may overflow, and lose nothing. */
export class ConnectionsTable {
  private readonly widths: number[];
  private readonly shown: readonly Column[];
  private readonly cuts: boolean;

  constructor(
    private readonly locale: Locale,
    private readonly style: Style,
    sample: readonly TableRow[],
    columns: number | null,
  ) {
    this.shown = COLUMNS.filter(
      (column) => column !== PROCESS || sample.some(({ process }) => process != null),
    );
    this.widths = this.shown.map((column) =>
      Math.max(
        displayWidth(column.title(locale)),
        ...sample.map((row) => displayWidth(column.value(row, locale))),
      ),
    );
    this.cuts = columns !== null;
    if (columns !== null) this.fit(columns);
  }

  heading(): string {
    const titles = this.shown.map((column, at) => this.cell(column.title(this.locale), at));
    return `${this.style.apply(titles.join(' '.repeat(GAP)).trimEnd(), 'dim')}\n`;
  }

  row(row: TableRow): string {
    const cells = this.shown.map((column, at) => {
      const text = this.cell(column.value(row, this.locale), at);
      return column.style === undefined ? text : column.style(text, row, this.style);
    });
    return `${cells.join(' '.repeat(GAP)).trimEnd()}\n`;
  }

  private cell(value: string, at: number): string {
    const text = this.cuts && this.shown[at].flexible ? truncate(value, this.widths[at]) : value;
    return this.shown[at].right ? padStart(text, this.widths[at]) : padEnd(text, this.widths[at]);
  }

  /** Takes what is too wide from the flexible columns, the last one first. */
  private fit(columns: number): void {
    let excess = this.widths.reduce((sum, width) => sum + width + GAP, -GAP) - columns;
    for (let at = this.shown.length - 1; at >= 0 && excess > 0; at--) {
      if (!this.shown[at].flexible) continue;
      const taken = Math.max(0, Math.min(excess, this.widths[at] - NARROWEST_FLEXIBLE));
      this.widths[at] -= taken;
      excess -= taken;
    }
  }
}

import { say } from '../explain';
import type { ConnectionRow, StuckView } from '../session/capture';
import type { Side } from '../tcp';
import { spelledOut } from '../text';
import { duration, type Locale } from '../words';
import { MARKS } from './severity';
import { stateLabel } from './state-label';
import type { Style } from './style';
import { displayWidth, padEnd, padStart, truncate } from './width';

interface Column {
  readonly title: (locale: Locale) => string;
  readonly value: (row: ConnectionRow, locale: Locale) => string;
  readonly right?: boolean;
  readonly style?: (text: string, row: ConnectionRow, style: Style) => string;
  /** May be cut where the terminal is narrow. */
  readonly flexible?: boolean;
}

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
  {
    title: (l) => say(l, 'table.findings'),
    value: (row) =>
      row.findings.map(({ severity, title }) => `${MARKS[severity]} ${spelledOut(title)}`).join('  '),
    flexible: true,
  },
];
const isStuck = ({ stuck }: ConnectionRow, side: Side): boolean =>
  stuck !== null && stuck.endpoint === side && stuck.sureness !== 'possible';

/** A full circle is stuck; an open one is half-closed when the recording stops. */
const stuckMark = ({ sureness }: StuckView): string => (sureness === 'possible' ? '○' : '●');

const GAP = 2;
const NARROWEST_FLEXIBLE = 8;

/** A table whose column widths are set by its first page of rows; later rows may overflow, and lose nothing. */
export class ConnectionsTable {
  private readonly widths: number[];
  private readonly cuts: boolean;

  constructor(
    private readonly locale: Locale,
    private readonly style: Style,
    sample: readonly ConnectionRow[],
    columns: number | null,
  ) {
    this.widths = COLUMNS.map((column) =>
      Math.max(
        displayWidth(column.title(locale)),
        ...sample.map((row) => displayWidth(column.value(row, locale))),
      ),
    );
    this.cuts = columns !== null;
    if (columns !== null) this.fit(columns);
  }

  heading(): string {
    const titles = COLUMNS.map((column, at) => this.cell(column.title(this.locale), at));
    return `${this.style.apply(titles.join(' '.repeat(GAP)).trimEnd(), 'dim')}\n`;
  }

  row(row: ConnectionRow): string {
    const cells = COLUMNS.map((column, at) => {
      const text = this.cell(column.value(row, this.locale), at);
      return column.style === undefined ? text : column.style(text, row, this.style);
    });
    return `${cells.join(' '.repeat(GAP)).trimEnd()}\n`;
  }

  private cell(value: string, at: number): string {
    const text = this.cuts && COLUMNS[at].flexible ? truncate(value, this.widths[at]) : value;
    return COLUMNS[at].right ? padStart(text, this.widths[at]) : padEnd(text, this.widths[at]);
  }

  /** Takes what is too wide from the flexible columns, the last one first. */
  private fit(columns: number): void {
    let excess = this.widths.reduce((sum, width) => sum + width + GAP, -GAP) - columns;
    for (let at = COLUMNS.length - 1; at >= 0 && excess > 0; at--) {
      if (!COLUMNS[at].flexible) continue;
      const taken = Math.max(0, Math.min(excess, this.widths[at] - NARROWEST_FLEXIBLE));
      this.widths[at] -= taken;
      excess -= taken;
    }
  }
}

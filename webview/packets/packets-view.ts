import type { CaptureFormat, Row } from '../../src/core/session/capture';
import type { CopyFormat, Preferences } from '../../src/protocol';
import type { PageRpc } from '../channel';
import { element } from '../element';
import { PagedRows } from '../grid/paged-rows';
import { VirtualGrid } from '../grid/virtual-grid';
import type { Metrics } from '../shell/metrics';
import type { TimeContext } from '../text/times';
import { offerMenu } from '../views/menu';
import type { View } from '../views/view';
import { say } from '../words';
import { packetColumns } from './columns';
import { type FitInput, fitColumns } from './fit';
import { type LogMeasures, logColumns, logLayout } from './log-columns';
import { type CaptureNeeds, digitsOf, needsOf, textNeeds, USUAL_NEEDS } from './needs';
import { packetRowPainter } from './row-painter';

export interface PacketsViewOptions {
  readonly rpc: PageRpc;
  readonly metrics: Metrics;
  filtered(): boolean;
  /** The row that the focus is on, once it is here. */
  selected(row: Row): void;
  activated(): void;
  scrolled(topRow: number): void;
  widthChanged(id: string, width: number | null): void;
  copyText(text: string, rows: number, cut: boolean): void;
}

/** Rows copied at once; beyond it the clipboard is the wrong tool. */
const COPY_LIMIT = 10_000;
/** Rows that the columns’ widths are taken from. */
const MEASURED_ROWS = 200;
/** Two lines of text are not twice as high as one with its air around it. */
const BELOW_HEIGHT = 1.86;
/** Rows looked at upwards for the packet before; a log with more lines between two packets shows no delta there. */
const LOOK_BACK = 100;

/** The list of packets, or of a text log's lines. */
export class PacketsView implements View {
  readonly name = 'packets';
  readonly title = say('view.packets');
  readonly hasDisplayOptions = true;
  readonly element: HTMLElement;
  readonly grid: VirtualGrid<Row>;
  private readonly rows: PagedRows<Row>;
  private readonly empty = element('div', { class: 'view-empty' });
  private told = '';
  private firstTime: string | null = null;
  private preferences: Preferences | null = null;
  private format: CaptureFormat | null = null;
  /** Taken from the first rows of each capture; null until they are here. */
  private needs: CaptureNeeds | null = null;
  private shownColumns = '';

  constructor(private readonly options: PacketsViewOptions) {
    this.rows = new PagedRows<Row>(
      (from, to, signal) => options.rpc.ask('rows', { from, to, filtered: options.filtered() }, signal),
      () => this.arrived(),
    );
    this.grid = new VirtualGrid<Row>({
      id: 'packets',
      label: say('packets.label'),
      rowHeight: options.metrics.rowHeight,
      headerHeight: options.metrics.rowHeight + 4,
      source: this.rows,
      painter: packetRowPainter,
      focused: () => this.tellSelected(),
      activated: () => options.activated(),
      copied: () => void this.copyAs('text'),
      scrolled: () => options.scrolled(this.grid.firstVisibleRow),
      widthChanged: (id, width) => this.rememberWidth(id, width),
      widthSettled: () => this.layout(),
      widthLabel: (title) => say('column.width', { title }),
    });
    offerMenu(this.grid.element, 'packets');
    this.empty.hidden = true;
    this.element = element('div', { class: 'view packets-view', id: 'view-packets', role: 'tabpanel' }, [
      this.grid.element,
      this.empty,
    ]);
    new ResizeObserver(() => this.layout()).observe(this.element);
  }

  focus(): void {
    this.grid.element.focus();
  }

  /** Columns depend on the format, the number base, the time style, on lines or columns, and on the room there is. */
  configure(preferences: Preferences, format: CaptureFormat): void {
    this.preferences = preferences;
    this.format = format;
    this.shownColumns = '';
    this.layout();
    this.grid.refresh();
  }

  /** Sets the columns that fit, unless they are the ones that are shown. */
  private layout(): void {
    const width = this.element.clientWidth;
    if (this.preferences === null || this.format === null || width === 0) return;
    if (this.showsLines) this.layoutLog(width);
    else this.layoutColumns(this.preferences, width);
  }

  private layoutColumns(preferences: Preferences, available: number): void {
    const { columnOf } = this.options.metrics;
    const { timeStyle, columnWidths: remembered } = preferences;
    const needs = textNeeds(this.needs ?? USUAL_NEEDS, this.rows.count, timeStyle);
    const relative = preferences.numbers === 'relative';
    const input: FitInput = { available, needs, timeStyle, relative, remembered, columnOf };
    const fit = fitColumns(input);
    if (!this.isNew(`columns ${JSON.stringify([fit, needs])}`)) return;
    const timeContext = (row: number) => this.timeContext(row);
    this.grid.element.classList.remove('log', 'annotated-below');
    this.grid.setRowHeight(this.options.metrics.rowHeight);
    this.grid.setColumns(packetColumns({ preferences, fit, input, timeContext }), remembered);
  }

  private layoutLog(available: number): void {
    const { columnOf, rowHeight } = this.options.metrics;
    const { line } = this.needs ?? USUAL_NEEDS;
    const measures: LogMeasures = { available, line, lineNumber: digitsOf(this.rows.count), columnOf };
    const layout = logLayout(measures);
    if (!this.isNew(`log ${layout} ${measures.lineNumber}`)) return;
    const below = layout === 'below';
    this.grid.element.classList.add('log');
    this.grid.element.classList.toggle('annotated-below', below);
    this.grid.setRowHeight(below ? Math.round(rowHeight * BELOW_HEIGHT) : rowHeight);
    this.grid.setColumns(logColumns(layout, measures), this.preferences?.columnWidths ?? {});
  }

  private isNew(columns: string): boolean {
    if (columns === this.shownColumns) return false;
    this.shownColumns = columns;
    return true;
  }

  private rememberWidth(id: string, width: number | null): void {
    if (this.preferences !== null) {
      const { [id]: _, ...others } = this.preferences.columnWidths;
      const columnWidths = width === null ? others : { ...others, [id]: width };
      this.preferences = { ...this.preferences, columnWidths };
    }
    this.options.widthChanged(id, width);
  }

  get showsLines(): boolean {
    return this.format === 'text' && this.preferences?.textView === 'lines';
  }

  setFirstTime(time: string | null): void {
    this.firstTime = time;
    this.grid.refresh();
  }

  get count(): number {
    return this.rows.count;
  }

  get focusedItem(): Row | undefined {
    return this.rows.get(this.grid.selection.focus);
  }

  /** The same list, longer. `follow`: stay at the end when at the end. */
  grow(count: number, follow: boolean): void {
    if (count === this.rows.count) return;
    const stays = follow && this.grid.atEnd;
    const digits = digitsOf(this.rows.count);
    this.rows.count = count;
    if (digitsOf(count) !== digits) this.layout();
    this.grid.refresh();
    if (stays) this.grid.scrollToEnd();
  }

  /** Everything has been read: states and marks may have changed in rows that are already here. */
  settle(): void {
    this.rows.markStale();
    this.grid.refresh();
  }

  /** What is known of the selected row may be more by now: tells it again once it is here. */
  tellAgain(): void {
    this.told = '';
  }

  /** Another capture: nothing is known of what its rows need. */
  forget(): void {
    this.needs = null;
    this.restart(0, 0);
  }

  /** Another list: another filter, another capture. */
  restart(count: number, topRow: number): void {
    this.rows.reset();
    this.rows.count = count;
    this.told = '';
    this.grid.clearSelection();
    this.grid.refresh();
    this.grid.scrollToRow(topRow);
  }

  /** Puts the focus on a row; `jump` brings it to the middle when it is not on the screen. */
  focusRow(row: number, jump: boolean): void {
    this.grid.focusRow(row, { jump });
  }

  showEmpty(content: readonly (Node | string)[]): void {
    this.empty.hidden = content.length === 0;
    this.empty.replaceChildren(...content);
  }

  private arrived(): void {
    this.measure();
    this.grid.refresh();
    this.tellSelected();
  }

  private measure(): void {
    if (this.needs !== null) return;
    const first = this.grid.firstVisibleRow;
    const rows = Array.from({ length: MEASURED_ROWS }, (_, at) => this.rows.get(first + at));
    this.needs = needsOf(rows.filter((row) => row !== undefined));
    if (this.needs !== null) this.layout();
  }

  private tellSelected(): void {
    const item = this.focusedItem;
    if (item === undefined) return;
    const key = item.kind === 'packet' ? `packet ${item.index}` : `line ${item.line}`;
    if (key === this.told) return;
    this.told = key;
    this.options.selected(item);
  }

  private timeContext(row: number): TimeContext {
    return { first: this.firstTime, previous: this.timeAbove(row) };
  }

  private timeAbove(row: number): string | null {
    for (let above = row - 1; above >= Math.max(0, row - LOOK_BACK); above--) {
      const item = this.rows.get(above);
      if (item?.kind === 'packet' && item.time !== null) return item.time;
    }
    return null;
  }

  async copyAs(format: CopyFormat): Promise<void> {
    const rows = this.grid.selection.rows(COPY_LIMIT);
    if (rows.length === 0) return;
    const filtered = this.options.filtered();
    const text = await this.options.rpc.ask('copyRows', { rows, filtered, format });
    this.options.copyText(text.trimEnd(), rows.length, this.grid.selection.count > rows.length);
  }
}

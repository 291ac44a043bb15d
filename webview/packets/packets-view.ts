import type { CaptureFormat, Row } from '../../src/core/session';
import type { Preferences } from '../../src/protocol';
import type { PageRpc } from '../channel';
import { element } from '../element';
import { PagedRows } from '../grid/paged-rows';
import { VirtualGrid } from '../grid/virtual-grid';
import type { Metrics } from '../shell/metrics';
import type { TimeContext } from '../text/times';
import { say } from '../words';
import { lineColumns, packetColumns } from './columns';
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
const COPY_CHUNK = 1000;
/** Below it only the columns stay that tell who spoke and where that brought both ends. */
const COMPACT_WIDTH = 900;
/** Rows looked at upwards for the packet before; a log with more lines between two packets shows no delta there. */
const LOOK_BACK = 100;

/** The list of packets, or of a text log's lines. */
export class PacketsView {
  readonly element: HTMLElement;
  readonly grid: VirtualGrid<Row>;
  private readonly rows: PagedRows<Row>;
  private readonly empty = element('div', { class: 'view-empty' });
  private told = '';
  private firstTime: string | null = null;
  private preferences: Preferences | null = null;
  private format: CaptureFormat | null = null;
  private compact = false;

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
      copied: () => void this.copy(),
      scrolled: () => options.scrolled(this.grid.firstVisibleRow),
      widthChanged: options.widthChanged,
      widthLabel: (title) => say('column.width', { title }),
    });
    this.empty.hidden = true;
    this.element = element('div', { class: 'view packets-view', id: 'view-packets', role: 'tabpanel' }, [
      this.grid.element,
      this.empty,
    ]);
    new ResizeObserver(() => this.resized()).observe(this.element);
  }

  /** Columns depend on the format, the number base, the time style and on lines or columns. */
  configure(preferences: Preferences, format: CaptureFormat): void {
    this.preferences = preferences;
    this.format = format;
    const columns = this.showsLines
      ? lineColumns(this.options.metrics)
      : packetColumns({
          preferences,
          metrics: this.options.metrics,
          compact: this.compact,
          timeContext: (row) => this.timeContext(row),
        });
    this.grid.element.classList.toggle('lines', this.showsLines);
    this.grid.setColumns(columns, preferences.columnWidths);
    this.grid.refresh();
  }

  private resized(): void {
    const width = this.element.clientWidth;
    const compact = width > 0 && width < COMPACT_WIDTH;
    if (compact === this.compact) return;
    this.compact = compact;
    if (this.preferences !== null && this.format !== null) this.configure(this.preferences, this.format);
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
    this.rows.count = count;
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
    this.grid.refresh();
    this.tellSelected();
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

  private async copy(): Promise<void> {
    const rows = this.grid.selection.rows(COPY_LIMIT);
    if (rows.length === 0) return;
    const filtered = this.options.filtered();
    const parts: string[] = [];
    for (let at = 0; at < rows.length; at += COPY_CHUNK) {
      const part = rows.slice(at, at + COPY_CHUNK);
      const text = await this.options.rpc.ask('copy', { rows: part, filtered });
      parts.push(text.replace(/\n$/, ''));
    }
    this.options.copyText(parts.join('\n'), rows.length, this.grid.selection.count > rows.length);
  }
}

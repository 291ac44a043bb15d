import { element } from '../element';
import { type Column, layoutColumns } from './columns';
import { GridHeader } from './header';
import { rowAfterKey, wheelPixels } from './keys';
import type { RowSource } from './paged-rows';
import { RowDrag } from './row-drag';
import { type RowPainter, RowPool, type RowSlot } from './row-pool';
import { ScrollMap } from './scroll-map';
import { Selection } from './selection';

export interface GridOptions<Item> {
  readonly id: string;
  readonly label: string;
  readonly rowHeight: number;
  readonly headerHeight: number;
  readonly source: RowSource<Item>;
  readonly painter: RowPainter<Item>;
  /** The user (or a jump) put the focus on a row, or changed the selection. */
  focused(row: number): void;
  /** Enter or a double click. */
  activated(row: number): void;
  copied(): void;
  scrolled(): void;
  widthChanged(id: string, width: number | null): void;
  /** The user is done with changing a width. */
  widthSettled?(): void;
  sorted?(id: string): void;
  widthLabel(title: string): string;
}

/** Pixels that an arrow key scrolls sideways. */
const SIDE_STEP = 48;

/**
 * A grid of any number of rows: draws what is visible, keeps its own exact position (`top`, in pixels of the
 * whole list), and lets the scrollbar follow it. See ScrollMap for what happens past the browser's height limit.
 */
export class VirtualGrid<Item> {
  readonly element: HTMLElement;
  readonly selection = new Selection();
  private readonly sheet = element('div', { class: 'grid-sheet', role: 'presentation' });
  private readonly window = element('div', { class: 'grid-window', role: 'presentation' });
  private readonly body = element('div', { class: 'grid-body', role: 'rowgroup' });
  private readonly header: GridHeader<Item>;
  private readonly pool: RowPool<Item>;
  private columns: readonly Column<Item>[] = [];
  private remembered: Readonly<Record<string, number>> = {};
  private map: ScrollMap;
  private position = 0;
  /** What the scrollbar was set to: a scroll event that finds it elsewhere comes from the user. */
  private expectedScrollTop = 0;
  /** When it was measured last. */
  private wasShown = false;
  private version = 0;
  private frame = 0;
  private rowHeight: number;
  private readonly drag = new RowDrag((clientY) => {
    const row = this.rowAtHeight(clientY);
    if (row !== this.selection.focus) this.focusRow(row, { extend: true });
  });

  constructor(private readonly options: GridOptions<Item>) {
    this.rowHeight = options.rowHeight;
    this.map = new ScrollMap(0, options.rowHeight, 1);
    this.header = new GridHeader<Item>({
      resized: (id, width) => this.resizeColumn(id, width),
      resetWidth: (id) => this.resizeColumn(id, null),
      settled: () => options.widthSettled?.(),
      sort: (id) => options.sorted?.(id),
      widthLabel: options.widthLabel,
    });
    this.pool = new RowPool(this.body, `${options.id}-row-`, {
      ...options.painter,
      decorate: (slot, item, row) => this.decorate(slot, item, row),
      spans: (item) => options.painter.spans(item),
      paintSpan: (cell, item, row) => options.painter.paintSpan(cell, item, row),
    });
    this.window.append(this.header.element, this.body);
    this.sheet.append(this.window);
    this.element = element(
      'div',
      {
        class: 'grid',
        id: options.id,
        role: 'grid',
        label: options.label,
        attributes: { tabindex: '0', 'aria-multiselectable': 'true' },
      },
      [this.sheet],
    );
    this.listen();
  }

  get rows(): number {
    return this.map.rows;
  }

  get top(): number {
    return this.position;
  }

  get firstVisibleRow(): number {
    return this.map.firstRow(this.position);
  }

  get atEnd(): boolean {
    return this.position >= this.map.maxTop - 1;
  }

  get scrollable(): boolean {
    return this.map.maxTop > 0;
  }

  setColumns(columns: readonly Column<Item>[], remembered: Readonly<Record<string, number>>): void {
    this.columns = columns;
    this.remembered = remembered;
    this.header.setColumns(columns);
    this.pool.setColumns(columns);
    this.element.setAttribute('aria-colcount', String(columns.length));
    this.layout();
  }

  /** Pixels of every row from now on; what is at the top stays there. */
  setRowHeight(rowHeight: number): void {
    if (rowHeight === this.rowHeight) return;
    this.takeUpScroll();
    const top = this.position / this.rowHeight;
    this.rowHeight = rowHeight;
    this.body.style.setProperty('--row-height', `${rowHeight}px`);
    this.position = Math.round(top * rowHeight);
    this.refresh();
  }

  setWidths(remembered: Readonly<Record<string, number>>): void {
    this.remembered = remembered;
    this.layout();
  }

  setSort(id: string, descending: boolean): void {
    this.header.setSort(id, descending);
  }

  /** The rows, or how they are shown, changed. */
  refresh(): void {
    this.version++;
    this.measure();
    this.schedule();
  }

  scrollTo(top: number): void {
    const clamped = this.map.clamp(Math.round(top));
    this.schedule();
    if (clamped === this.position) return;
    this.position = clamped;
    this.moveScrollbar();
    this.options.scrolled();
  }

  scrollToRow(row: number): void {
    this.scrollTo(row * this.rowHeight);
  }

  scrollToEnd(): void {
    this.scrollTo(this.map.maxTop);
  }

  /** Puts the focus on a row and shows it; `extend` selects from the anchor, `jump` centres a row from elsewhere. */
  focusRow(row: number, how: { extend?: boolean; jump?: boolean } = {}): void {
    if (row < 0 || row >= this.map.rows) return;
    if (how.extend) this.selection.extendTo(row);
    else this.selection.moveTo(row);
    this.version++;
    this.scrollTo(how.jump ? this.map.center(row, this.position) : this.map.reveal(row, this.position));
    this.options.focused(row);
  }

  clearSelection(): void {
    this.selection.clear();
    this.version++;
    this.schedule();
  }

  private listen(): void {
    const grid = this.element;
    grid.addEventListener('scroll', () => this.scrollbarMoved(), { passive: true });
    grid.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    grid.addEventListener('keydown', (event) => this.keydown(event));
    this.body.addEventListener('mousedown', (event) => this.mousedown(event));
    this.body.addEventListener('dblclick', (event) => {
      const row = this.pool.rowOfElement(event.target);
      if (row >= 0) this.options.activated(row);
    });
    new ResizeObserver(() => this.resized()).observe(grid);
  }

  private resized(): void {
    const wasAtEnd = this.atEnd && this.scrollable;
    this.layout();
    if (wasAtEnd) this.scrollToEnd();
  }

  private resizeColumn(id: string, width: number | null): void {
    const { [id]: _, ...others } = this.remembered;
    this.remembered = width === null ? others : { ...others, [id]: width };
    this.layout();
    this.options.widthChanged(id, width);
  }

  private layout(): void {
    const widths = layoutColumns(this.columns, this.remembered, this.element.clientWidth);
    const total = widths.reduce((sum, width) => sum + width, 0);
    this.sheet.style.width = `max(100%, ${total}px)`;
    // The last column is the note or the history: whatever room is left on the right is its own.
    const tracks = widths.map((width, index) =>
      index === widths.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`,
    );
    this.window.style.setProperty('--tracks', tracks.join(' '));
    this.header.setWidths(widths);
    this.measure();
    this.schedule();
  }

  private measure(): void {
    const { source, headerHeight } = this.options;
    const { rowHeight } = this;
    this.takeUpScroll();
    const viewport = Math.max(rowHeight, this.element.clientHeight - headerHeight);
    this.map = new ScrollMap(source.count, rowHeight, viewport);
    this.sheet.style.height = `${this.map.spacerHeight + headerHeight}px`;
    this.window.style.height = `${this.element.clientHeight}px`;
    this.element.setAttribute('aria-rowcount', String(source.count + 1));
    const clamped = this.map.clamp(this.position);
    this.wasShown = this.element.clientHeight > 0;
    if (this.wasShown) this.position = clamped;
    this.moveScrollbar();
  }

  private moveScrollbar(): void {
    const target = this.map.toScrollTop(this.position);
    if (Math.abs(this.element.scrollTop - target) >= 0.5) this.element.scrollTop = target;
    this.expectedScrollTop = this.element.scrollTop;
  }

  /**
   * The scrollbar may stand elsewhere before its event comes, a frame later: moving it back to `position` first
   * would lose what the user did. While the grid is hidden the browser forgets where the scrollbar stood.
   */
  private takeUpScroll(): void {
    if (this.wasShown && this.element.clientHeight > 0) this.scrollbarMoved();
  }

  private scrollbarMoved(): void {
    const scrollTop = this.element.scrollTop;
    if (Math.abs(scrollTop - this.expectedScrollTop) < 1) return;
    this.expectedScrollTop = scrollTop;
    this.position = this.map.fromScrollTop(scrollTop);
    this.schedule();
    this.options.scrolled();
  }

  /** A scaled scrollbar would turn one notch into thousands of rows: the wheel moves the list itself. */
  private wheel(event: WheelEvent): void {
    if (!this.map.scaled || event.ctrlKey || event.shiftKey) return;
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    this.scrollTo(this.position + wheelPixels(event, this.map));
  }

  private mousedown(event: MouseEvent): void {
    const row = this.pool.rowOfElement(event.target);
    if (row < 0) return;
    // The context menu is about what is selected, or else about the row under the pointer.
    if (event.button === 2 && !this.selection.has(row)) this.focusRow(row, {});
    if (event.button > 1) return;
    if (event.ctrlKey || event.metaKey) {
      this.selection.toggle(row);
      this.version++;
      this.schedule();
      this.options.focused(row);
    } else {
      this.focusRow(row, { extend: event.shiftKey });
      if (event.button === 0) this.drag.start(event);
    }
  }

  /** The row at a height of the window; beyond the list's edges the next row that is not shown, so that it scrolls. */
  private rowAtHeight(clientY: number): number {
    const { top } = this.body.getBoundingClientRect();
    const first = this.map.firstRow(this.position);
    const row = first + Math.floor((clientY - top) / this.rowHeight);
    const last = Math.floor((this.position + this.map.viewport) / this.rowHeight);
    return Math.min(this.map.rows - 1, Math.max(0, Math.min(last, Math.max(first - 1, row))));
  }

  private keydown(event: KeyboardEvent): void {
    if (event.target !== this.element || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    if (this.moveByKey(event, command) || this.actByKey(event, command)) event.preventDefault();
  }

  private moveByKey(event: KeyboardEvent, command: boolean): boolean {
    if (command && event.key !== 'Home' && event.key !== 'End') return false;
    const row = rowAfterKey(event.key, this.selection.focus, this.map, this.position);
    if (row !== null) {
      this.focusRow(row, { extend: event.shiftKey });
      return true;
    }
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return false;
    this.element.scrollLeft += event.key === 'ArrowLeft' ? -SIDE_STEP : SIDE_STEP;
    return true;
  }

  private actByKey(event: KeyboardEvent, command: boolean): boolean {
    if (command && event.key.toLowerCase() === 'a') {
      this.selection.selectAll(this.map.rows);
      this.refresh();
      this.options.focused(this.selection.focus);
    } else if (command && event.key.toLowerCase() === 'c') {
      this.options.copied();
    } else if (!command && event.key === 'Enter' && this.selection.focus >= 0) {
      this.options.activated(this.selection.focus);
    } else {
      return false;
    }
    return true;
  }

  private schedule(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.frame = 0;
    const { source } = this.options;
    const { rowHeight } = this;
    const first = this.map.firstRow(this.position);
    // One more than fits, for the two rows that are partly visible.
    const count = Math.min(this.map.rows - first, Math.ceil(this.map.viewport / rowHeight) + 1);
    if (this.element.clientHeight === 0) return;
    source.want(first, first + count);
    this.pool.show(first, Math.max(0, count), this.version, (row) => source.get(row));
    this.body.style.transform = `translateY(${first * rowHeight - this.position}px)`;
    const focused = this.pool.slotOf(this.selection.focus);
    if (focused === undefined) this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', focused.element.id);
  }

  private decorate(slot: RowSlot<Item>, item: Item | undefined, row: number): void {
    const selected = this.selection.has(row);
    slot.element.setAttribute('aria-selected', String(selected));
    slot.element.classList.toggle('selected', selected);
    slot.element.classList.toggle('focused', row === this.selection.focus);
    slot.element.classList.toggle('odd', row % 2 === 1);
    this.options.painter.decorate(slot, item, row);
  }
}

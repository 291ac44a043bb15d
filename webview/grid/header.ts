import { element, setText } from '../element';
import { type Column, clampWidth } from './columns';

export interface HeaderOptions {
  resized(id: string, width: number): void;
  /** The mouse let go, or a key was pressed: the width is what the user wanted. */
  settled(): void;
  /** Back to the width it has by itself. */
  resetWidth(id: string): void;
  sort(id: string): void;
  /** What the resizing handle is called: `Width of Time`. */
  widthLabel(title: string): string;
}

const KEY_STEP = 16;

/** The grid's header row: titles, sorting, and a separator after each column that resizes it by mouse or arrow keys. */
export class GridHeader<Item> {
  readonly element = element('div', {
    class: 'grid-header',
    role: 'row',
    attributes: { 'aria-rowindex': '1' },
  });
  private columns: readonly Column<Item>[] = [];
  private widths: readonly number[] = [];
  private handles: HTMLElement[] = [];
  private cells: HTMLElement[] = [];

  constructor(private readonly options: HeaderOptions) {}

  setColumns(columns: readonly Column<Item>[]): void {
    this.columns = columns;
    this.handles = columns.map((column, index) => this.makeHandle(column, index));
    this.cells = columns.map((column, index) => this.makeCell(column, index));
    const held = this.element.querySelector<HTMLElement>('.resize-handle:focus')?.dataset.column;
    this.element.replaceChildren(...this.cells);
    if (held !== undefined) this.handles.find((handle) => handle.dataset.column === held)?.focus();
  }

  setWidths(widths: readonly number[]): void {
    this.widths = widths;
    this.handles.forEach((handle, index) => {
      handle.setAttribute('aria-valuenow', String(widths[index]));
    });
  }

  setSort(id: string, descending: boolean): void {
    this.columns.forEach((column, index) => {
      const sorted = column.id === id;
      const arrow = this.cells[index].querySelector('.sort-arrow');
      if (arrow !== null) setText(arrow, sorted ? (descending ? '▼' : '▲') : '');
      if (column.sortable) {
        this.cells[index].setAttribute(
          'aria-sort',
          sorted ? (descending ? 'descending' : 'ascending') : 'none',
        );
      }
    });
  }

  private makeCell(column: Column<Item>, index: number): HTMLElement {
    const title = element('span', { class: 'title', text: column.title });
    const cell = element(
      'div',
      {
        class: `cell header-cell col-${column.id}`,
        role: 'columnheader',
        title: column.tooltip ?? column.title,
        attributes: { 'aria-colindex': String(index + 1) },
      },
      [
        column.sortable ? this.makeSortButton(column, title) : title,
        ...(column.spansRow ? [] : [this.handles[index]]),
      ],
    );
    cell.classList.toggle('end', column.align === 'end');
    cell.classList.toggle('spans-row', column.spansRow === true);
    return cell;
  }

  private makeSortButton(column: Column<Item>, title: HTMLElement): HTMLElement {
    return element(
      'button',
      {
        class: 'sort-button',
        attributes: { type: 'button' },
        on: { click: () => this.options.sort(column.id) },
      },
      [title, element('span', { class: 'sort-arrow', attributes: { 'aria-hidden': 'true' } })],
    );
  }

  private makeHandle(column: Column<Item>, index: number): HTMLElement {
    const resize = (width: number) => this.options.resized(column.id, clampWidth(column, width));
    const handle = element('div', {
      class: 'resize-handle',
      role: 'separator',
      label: this.options.widthLabel(column.title),
      attributes: { tabindex: '0', 'aria-orientation': 'vertical', 'aria-valuemin': String(column.minWidth) },
      on: {
        pointerdown: (event) => startDrag(event, this.widths[index], resize, () => this.options.settled()),
        dblclick: () => {
          this.options.resetWidth(column.id);
          this.options.settled();
        },
        keydown: (event) => {
          const step = event.key === 'ArrowLeft' ? -KEY_STEP : event.key === 'ArrowRight' ? KEY_STEP : 0;
          if (step !== 0) resize(this.widths[index] + step);
          else if (event.key === 'Home') this.options.resetWidth(column.id);
          else return;
          event.preventDefault();
          event.stopPropagation();
          this.options.settled();
        },
      },
    });
    handle.dataset.column = column.id;
    return handle;
  }
}

function startDrag(
  event: PointerEvent,
  startWidth: number,
  resize: (width: number) => void,
  settled: () => void,
): void {
  const handle = event.currentTarget as HTMLElement;
  const startX = event.clientX;
  handle.setPointerCapture(event.pointerId);
  const move = (moved: PointerEvent) => resize(startWidth + moved.clientX - startX);
  const stop = () => {
    handle.removeEventListener('pointermove', move);
    handle.removeEventListener('pointerup', stop);
    handle.removeEventListener('pointercancel', stop);
    settled();
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', stop);
  handle.addEventListener('pointercancel', stop);
  event.preventDefault();
}

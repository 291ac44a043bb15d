import { element, setText } from '../element';
import type { Column } from './columns';

/** A row element that is used again and again. */
export interface RowSlot<Item> {
  readonly element: HTMLElement;
  readonly cells: readonly HTMLElement[];
  /** Shown instead of the cells by rows that span the width. */
  readonly span: HTMLElement;
  row: number;
  item: Item | undefined;
  version: number;
}

export interface RowPainter<Item> {
  /** Classes and ARIA of a row. `item` is undefined while it is on its way. */
  decorate(slot: RowSlot<Item>, item: Item | undefined, row: number): void;
  /** True: `paintSpan` fills the row, the columns stay hidden (the first, the gutter, is shown). */
  spans(item: Item): boolean;
  paintSpan(cell: HTMLElement, item: Item, row: number): void;
}

/**
 * Just enough row elements to fill the viewport, in the order of their rows. Scrolling takes elements off one end
 * and puts them at the other, so a step of one row paints one row.
 */
export class RowPool<Item> {
  private slots: RowSlot<Item>[] = [];
  private columns: readonly Column<Item>[] = [];

  constructor(
    private readonly host: HTMLElement,
    private readonly idPrefix: string,
    private readonly painter: RowPainter<Item>,
  ) {}

  setColumns(columns: readonly Column<Item>[]): void {
    this.columns = columns;
    this.host.replaceChildren();
    this.slots = [];
  }

  /** Shows rows [first, first + count); repaints those whose item or `version` is new. */
  show(first: number, count: number, version: number, get: (row: number) => Item | undefined): void {
    this.resize(count);
    this.rotate(first);
    this.slots.forEach((slot, index) => {
      this.paint(slot, first + index, version, get(first + index));
    });
  }

  slotOf(row: number): RowSlot<Item> | undefined {
    return this.slots.find((slot) => slot.row === row);
  }

  rowOfElement(target: EventTarget | null): number {
    return this.slots.find((slot) => target instanceof Node && slot.element.contains(target))?.row ?? -1;
  }

  private resize(count: number): void {
    while (this.slots.length > count) this.slots.pop()?.element.remove();
    while (this.slots.length < count) {
      const slot = this.makeSlot();
      this.slots.push(slot);
      this.host.append(slot.element);
    }
  }

  private rotate(first: number): void {
    const shift = first - (this.slots[0]?.row ?? first);
    if (shift === 0 || Math.abs(shift) >= this.slots.length) return;
    if (shift > 0) {
      const moved = this.slots.splice(0, shift);
      this.host.append(...moved.map((slot) => slot.element));
      this.slots.push(...moved);
    } else {
      const moved = this.slots.splice(shift);
      this.host.prepend(...moved.map((slot) => slot.element));
      this.slots.unshift(...moved);
    }
  }

  private makeSlot(): RowSlot<Item> {
    const cells = this.columns.map((column, index) => {
      const cell = element('div', { class: `cell col-${column.id}`, role: 'gridcell' });
      cell.setAttribute('aria-colindex', String(index + 1));
      cell.classList.toggle('end', column.align === 'end');
      cell.classList.toggle('mono', column.mono === true);
      return cell;
    });
    const span = element('div', { class: 'cell span mono', role: 'gridcell' });
    const [gutter, ...rest] = cells;
    span.setAttribute('aria-colindex', '2');
    span.setAttribute('aria-colspan', String(Math.max(1, this.columns.length - 1)));
    const row = element('div', { class: 'row', role: 'row' }, [gutter, span, ...rest]);
    return { element: row, cells, span, row: -1, item: undefined, version: -1 };
  }

  private paint(slot: RowSlot<Item>, row: number, version: number, item: Item | undefined): void {
    if (slot.row === row && slot.item === item && slot.version === version) return;
    if (slot.row !== row) {
      slot.element.id = `${this.idPrefix}${row}`;
      // The header is row 1 of the grid.
      slot.element.setAttribute('aria-rowindex', String(row + 2));
    }
    slot.row = row;
    slot.item = item;
    slot.version = version;
    const spans = item !== undefined && this.painter.spans(item);
    slot.element.classList.toggle('spanning', spans);
    slot.element.classList.toggle('pending', item === undefined);
    this.painter.decorate(slot, item, row);
    this.columns.forEach((column, index) => {
      const cell = slot.cells[index];
      if (item === undefined || (spans && index > 0)) setText(cell, '');
      else column.paint(cell, item, row);
    });
    if (spans) this.painter.paintSpan(slot.span, item, row);
    else setText(slot.span, '');
  }
}

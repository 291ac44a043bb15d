import { element } from '../element';
import { asciiOf, byteAfterKey, bytesPerRow, hexByte, hexOffset } from './hex-layout';

export interface HexViewOptions {
  readonly label: string;
  /** The user put the cursor on a byte. */
  chose(offset: number): void;
}

const ROW_HEIGHT = 20;

/** Offset, hexadecimal and ASCII of a packet's bytes. Only visible rows exist: a packet may have 64 KiB. */
export class HexView {
  readonly element: HTMLElement;
  private readonly rows = element('div', { class: 'hex-rows' });
  private readonly sheet = element('div', { class: 'hex-sheet' }, [this.rows]);
  private bytes: Uint8Array = new Uint8Array(0);
  private cursor = -1;
  private from = 0;
  private to = 0;
  private frame = 0;
  private perRow = 16;

  constructor(private readonly options: HexViewOptions) {
    this.element = element(
      'div',
      {
        class: 'hex-view mono',
        role: 'group',
        label: options.label,
        attributes: { tabindex: '0' },
        on: {
          scroll: () => this.schedule(),
          keydown: (event) => this.keydown(event),
          click: (event) => this.click(event),
        },
      },
      [this.sheet],
    );
    new ResizeObserver(() => this.measure()).observe(this.element);
  }

  show(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.cursor = -1;
    this.from = this.to = 0;
    this.element.scrollTop = 0;
    this.measure();
  }

  /** Marks bytes [from, to) and scrolls to them when `reveal`. */
  highlight(from: number, to: number, reveal: boolean): void {
    this.from = from;
    this.to = to;
    if (reveal && to > from) this.reveal(from);
    this.schedule();
  }

  private measure(): void {
    // A monospace character is 0.6 em wide, give or take a hundredth.
    const character = Number.parseFloat(getComputedStyle(this.element).fontSize) * 0.61;
    this.perRow = bytesPerRow(this.element.clientWidth - 20, character);
    this.sheet.style.height = `${Math.ceil(this.bytes.length / this.perRow) * ROW_HEIGHT}px`;
    this.schedule();
  }

  private reveal(offset: number): void {
    const top = Math.floor(offset / this.perRow) * ROW_HEIGHT;
    const view = this.element;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + ROW_HEIGHT > view.scrollTop + view.clientHeight) {
      view.scrollTop = top + ROW_HEIGHT - view.clientHeight;
    }
  }

  private choose(offset: number): void {
    this.cursor = offset;
    this.reveal(offset);
    this.schedule();
    this.options.chose(offset);
  }

  private click(event: MouseEvent): void {
    // A row that is drawn anew between press and release leaves the click to what holds the rows.
    const cell = document.elementFromPoint(event.clientX, event.clientY);
    const offset = cell instanceof HTMLElement ? cell.dataset.offset : undefined;
    if (offset !== undefined) this.choose(Number(offset));
  }

  private keydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = Math.max(1, Math.floor(this.element.clientHeight / ROW_HEIGHT));
    const next = byteAfterKey(event.key, this.cursor, this.bytes.length, rows, this.perRow);
    if (next === null) return;
    this.choose(next);
    event.preventDefault();
  }

  private schedule(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.frame = 0;
    const first = Math.floor(this.element.scrollTop / ROW_HEIGHT);
    const visible = Math.ceil(this.element.clientHeight / ROW_HEIGHT) + 1;
    const last = Math.min(Math.ceil(this.bytes.length / this.perRow), first + visible);
    this.rows.style.transform = `translateY(${first * ROW_HEIGHT}px)`;
    const made: HTMLElement[] = [];
    for (let row = first; row < last; row++) made.push(this.makeRow(row * this.perRow));
    this.rows.replaceChildren(...made);
  }

  private makeRow(start: number): HTMLElement {
    const end = Math.min(this.bytes.length, start + this.perRow);
    const hex = element('span', { class: 'hex-bytes' });
    const ascii = element('span', { class: 'hex-ascii' });
    for (let offset = start; offset < end; offset++) {
      hex.append(this.makeCell(offset, hexByte(this.bytes[offset])));
      ascii.append(this.makeCell(offset, asciiOf(this.bytes[offset])));
    }
    const label = element('span', { class: 'hex-offset', text: hexOffset(start, this.bytes.length) });
    return element('div', { class: 'hex-row' }, [label, hex, ascii]);
  }

  private makeCell(offset: number, text: string): HTMLElement {
    const cell = element('span', { class: 'hex-cell', text });
    cell.dataset.offset = String(offset);
    if (offset >= this.from && offset < this.to) cell.classList.add('marked');
    if (offset === this.cursor) cell.classList.add('cursor');
    return cell;
  }
}

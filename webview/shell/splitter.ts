import { element } from '../element';

export interface SplitterOptions {
  readonly label: string;
  readonly minSize: number;
  /** The pane's size in pixels now, and the most it may have. */
  size(): number;
  maxSize(): number;
  resized(size: number): void;
}

const KEY_STEP = 24;

/** The bar between the list and the details pane: drag it, or focus it and use the arrow keys. */
export class Splitter {
  readonly element: HTMLElement;
  private vertical = true;

  constructor(private readonly options: SplitterOptions) {
    this.element = element('div', {
      class: 'splitter',
      role: 'separator',
      label: options.label,
      attributes: { tabindex: '0', 'aria-valuemin': String(options.minSize) },
      on: {
        pointerdown: (event) => this.startDrag(event),
        keydown: (event) => this.keydown(event),
      },
    });
  }

  /** `right`: the pane is to the right of the bar; `below`: under it. */
  setPlace(place: 'right' | 'below'): void {
    this.vertical = place === 'right';
    this.element.setAttribute('aria-orientation', this.vertical ? 'vertical' : 'horizontal');
    this.update();
  }

  update(): void {
    this.element.setAttribute('aria-valuenow', String(Math.round(this.options.size())));
    this.element.setAttribute('aria-valuemax', String(Math.round(this.options.maxSize())));
  }

  private resize(size: number): void {
    const { minSize, maxSize, resized } = this.options;
    resized(Math.round(Math.max(minSize, Math.min(maxSize(), size))));
    this.update();
  }

  private keydown(event: KeyboardEvent): void {
    const [grow, shrink] = this.vertical ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const step = event.key === grow ? KEY_STEP : event.key === shrink ? -KEY_STEP : 0;
    if (step === 0) return;
    this.resize(this.options.size() + step);
    event.preventDefault();
  }

  private startDrag(event: PointerEvent): void {
    const startSize = this.options.size();
    const start = this.vertical ? event.clientX : event.clientY;
    const move = (moved: PointerEvent) =>
      this.resize(startSize + start - (this.vertical ? moved.clientX : moved.clientY));
    const stop = () => {
      this.element.removeEventListener('pointermove', move);
      this.element.removeEventListener('pointerup', stop);
      this.element.removeEventListener('pointercancel', stop);
    };
    this.element.setPointerCapture(event.pointerId);
    this.element.addEventListener('pointermove', move);
    this.element.addEventListener('pointerup', stop);
    this.element.addEventListener('pointercancel', stop);
    event.preventDefault();
    this.element.focus();
  }
}

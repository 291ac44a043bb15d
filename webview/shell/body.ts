import { element } from '../element';
import { say } from '../words';
import { BELOW, detailsPlace, fitDetails, MIN_DETAILS, maxDetails } from './layout';
import { Splitter } from './splitter';

export interface BodyOptions {
  readonly views: readonly HTMLElement[];
  readonly details: HTMLElement;
  readonly detailsSize: number;
  resized(detailsSize: number): void;
}

/** The middle of the page: the view, and the details pane beside or below it with a splitter between. */
export class Body {
  readonly element: HTMLElement;
  private readonly splitter: Splitter;
  private wanted: number;
  private open = true;
  private showsLines = false;

  constructor(private readonly options: BodyOptions) {
    this.wanted = options.detailsSize;
    this.splitter = new Splitter({
      label: say('splitter.label'),
      minSize: MIN_DETAILS,
      size: () => this.size,
      maxSize: () => maxDetails(this.place, this.element.clientWidth, this.element.clientHeight),
      resized: (size) => {
        this.wanted = Math.round(this.place === 'below' ? size / BELOW : size);
        this.layout();
        options.resized(this.wanted);
      },
    });
    this.element = element('div', { class: 'body' }, [
      element('main', { class: 'views' }, options.views),
      this.splitter.element,
      options.details,
    ]);
    new ResizeObserver(() => this.layout()).observe(this.element);
  }

  get detailsOpen(): boolean {
    return this.open;
  }

  setDetailsOpen(open: boolean): void {
    this.open = open;
    this.layout();
  }

  setShowsLines(showsLines: boolean): void {
    this.showsLines = showsLines;
    this.layout();
  }

  private get place() {
    return detailsPlace(this.element.clientWidth, this.showsLines);
  }

  private get size(): number {
    return fitDetails(this.wanted, this.place, this.element.clientWidth, this.element.clientHeight);
  }

  private layout(): void {
    const { place } = this;
    this.element.dataset.details = this.open ? place : 'closed';
    this.element.dataset.roomy = String(this.element.clientWidth >= 900);
    this.element.style.setProperty('--details-size', `${this.size}px`);
    this.options.details.hidden = !this.open;
    this.splitter.element.hidden = !this.open;
    this.splitter.setPlace(place);
  }
}

import { element } from '../element';
import { visible } from '../text/visible';

export interface TextViewOptions {
  readonly label: string;
  /** The user pressed on a character. */
  chose(position: number): void;
}

/** Text beyond this is a payload dump, which has its own lines in the list. */
const LIMIT = 20_000;

/** A text log's own words for a packet, with the characters of a field marked. */
export class TextView {
  readonly element: HTMLElement;
  private text = '';

  constructor(private readonly options: TextViewOptions) {
    this.element = element('div', {
      class: 'text-view mono',
      role: 'group',
      label: options.label,
      attributes: { tabindex: '0' },
      on: { click: () => this.click() },
    });
  }

  show(text: string): void {
    this.text = text.slice(0, LIMIT);
    this.highlight(0, 0, false);
  }

  highlight(start: number, end: number, reveal: boolean): void {
    const before = element('span', { text: lines(this.text.slice(0, start)) });
    const marked = element('mark', { class: 'marked', text: lines(this.text.slice(start, end)) });
    const after = element('span', { text: lines(this.text.slice(end)) });
    before.dataset.start = '0';
    marked.dataset.start = String(start);
    after.dataset.start = String(end);
    this.element.replaceChildren(before, marked, after);
    if (reveal && end > start) marked.scrollIntoView({ block: 'nearest' });
  }

  /** Exact as long as nothing before the place had to be spelled out; then it is a little to the right of it. */
  private click(): void {
    const selection = document.getSelection();
    const part = selection?.anchorNode?.parentElement;
    if (!selection?.isCollapsed || part?.dataset.start === undefined || !this.element.contains(part)) return;
    this.options.chose(Number(part.dataset.start) + selection.anchorOffset);
  }
}

/** Line ends stay line ends here; everything else that is not printable is spelled out. */
function lines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n');
}

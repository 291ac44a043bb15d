import type { FilterResult } from '../../src/protocol';
import { focusText, progressRing, textField } from '../controls';
import { element } from '../element';
import { shown } from '../text/visible';
import { say } from '../words';
import { FilterHelp } from './filter-help';

export interface FilterBoxOptions {
  /** Filters; null when a later text overtook this one. */
  apply(text: string): Promise<FilterResult | null>;
  /** Enter or Escape: back to the list. */
  leave(): void;
  history: readonly string[];
  historyChanged(history: readonly string[]): void;
}

const TYPING_PAUSE = 300;
const HISTORY_LENGTH = 30;

/** The filter field: applies a moment after typing stops or at once on Enter, shows an error under its place in the text. */
export class FilterBox {
  readonly element: HTMLElement;
  private readonly field = textField({
    class: 'filter-field',
    placeholder: say('filter.placeholder'),
    label: say('filter.label'),
    title: say('filter.tooltip'),
  });
  private readonly ring = progressRing(say('filter.running'));
  private readonly result = element('span', { class: 'filter-result' });
  private readonly error = element('div', { class: 'filter-error', id: 'filter-error', role: 'alert' });
  private readonly note = element('div', { class: 'filter-note', role: 'status' });
  private readonly help = new FilterHelp((text) => {
    void this.set(text);
    this.options.leave();
  });
  private timer = 0;
  private applied = '';
  private history: string[];
  private historyAt = -1;
  private draft = '';
  /** Counts what is done in the field: who goes on in it after Enter is not led away when the answer comes. */
  private actions = 0;

  constructor(private readonly options: FilterBoxOptions) {
    this.history = [...options.history];
    this.ring.hidden = true;
    this.error.hidden = this.note.hidden = true;
    this.element = element('div', { class: 'filter-box', role: 'search' }, [
      this.field,
      element('div', { class: 'filter-side' }, [this.ring, this.result]),
      this.help.button,
      this.error,
      this.note,
      this.help.list,
    ]);
    this.element.addEventListener('focusout', (event) => this.focusLeft(event.relatedTarget));
    this.field.addEventListener('input', () => this.typed());
    this.field.addEventListener('keydown', (event) => this.keydown(event));
  }

  focus(): void {
    focusText(this.field);
  }

  get text(): string {
    return this.applied;
  }

  /** Sets and applies a filter from elsewhere: a connection's packets, the restored place. */
  async set(text: string): Promise<void> {
    this.field.value = text;
    if (text !== '') this.remember(text);
    await this.run(text);
  }

  /** How many rows pass; '' without a filter. */
  showResult(text: string): void {
    this.result.textContent = text;
  }

  private focusLeft(to: EventTarget | null): void {
    if (!(to instanceof Node && this.element.contains(to))) this.help.toggle(false);
  }

  private typed(): void {
    this.actions++;
    this.historyAt = -1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(this.field.value), TYPING_PAUSE) as unknown as number;
  }

  private keydown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    this.actions++;
    switch (event.key) {
      case 'Enter':
        if (this.field.value !== '') this.remember(this.field.value);
        void this.runAndLeave(this.field.value);
        break;
      case 'Escape':
        if (this.field.value === '') this.options.leave();
        else void this.set('');
        break;
      case 'ArrowUp':
        this.walkHistory(1);
        break;
      case 'ArrowDown':
        this.walkHistory(-1);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private walkHistory(step: number): void {
    const next = this.historyAt + step;
    if (next < -1 || next >= this.history.length) return;
    if (this.historyAt === -1) this.draft = this.field.value;
    this.historyAt = next;
    this.field.value = next === -1 ? this.draft : this.history[next];
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(this.field.value), TYPING_PAUSE) as unknown as number;
  }

  private remember(text: string): void {
    this.history = [text, ...this.history.filter((other) => other !== text)].slice(0, HISTORY_LENGTH);
    this.historyAt = -1;
    this.options.historyChanged(this.history);
  }

  private async runAndLeave(text: string): Promise<void> {
    const { actions } = this;
    await this.run(text);
    const stays = actions !== this.actions || !this.element.contains(document.activeElement);
    if (this.error.hidden && !stays) this.options.leave();
  }

  private async run(text: string): Promise<void> {
    clearTimeout(this.timer);
    const slow = setTimeout(() => {
      this.ring.hidden = false;
    }, 200);
    try {
      const result = await this.options.apply(text);
      if (result === null) return;
      if (result.error === null) this.applied = text;
      this.showError(text, result.error);
      this.note.textContent = shown(result.note ?? '', 400);
      this.note.hidden = result.note === null;
      this.note.classList.toggle('beside-rows', result.rows > 0);
    } finally {
      clearTimeout(slow);
      this.ring.hidden = true;
    }
  }

  private showError(text: string, error: FilterResult['error']): void {
    this.error.hidden = error === null;
    this.field.classList.toggle('invalid', error !== null);
    this.field.control?.setAttribute('aria-invalid', String(error !== null));
    if (error === null) {
      this.error.replaceChildren();
      return;
    }
    const start = Math.max(0, Math.min(error.start, text.length));
    const end = Math.max(start, Math.min(error.end, text.length));
    // An error at the end of the text (something is missing there) is marked by a space of its own.
    const part = text.slice(start, end) || '\u00a0';
    this.error.replaceChildren(
      element('div', { class: 'filter-error-text mono', attributes: { dir: 'ltr' } }, [
        shown(text.slice(0, start), 200),
        element('mark', { text: shown(part, 200) }),
        shown(text.slice(end), 200),
      ]),
      element('div', { text: shown(error.message, 400) }),
    );
  }
}

/** The filter that leaves a server's packets; of one that listens on every address, those of its port. */
export function filterOfServer(server: string): string {
  const at = server.lastIndexOf(':');
  const address = server.slice(0, at).replace(/^\[|\]$/g, '');
  const port = `port:${server.slice(at + 1)}`;
  return /^(?:\*|0\.0\.0\.0|::)?$/.test(address) ? port : `${address} ${port}`;
}

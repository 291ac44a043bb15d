import { button, focusText, textField } from '../controls';
import { element } from '../element';
import { say } from '../words';

export interface FindBarOptions {
  /** Looks for text from the focused row on; resolves to false when there is none. */
  find(text: string, backwards: boolean): Promise<boolean>;
  /** Which hit of how many the focused row is, in words, which may take a while. */
  count(text: string, signal: AbortSignal): Promise<string>;
  closed(): void;
}

/** Ctrl+F: next and previous row that holds a text. */
export class FindBar {
  readonly element: HTMLElement;
  private readonly field = textField({ placeholder: say('find.placeholder'), label: say('find.label') });
  private readonly result = element('span', { class: 'find-result' });

  private counting = new AbortController();

  constructor(private readonly options: FindBarOptions) {
    this.element = element('div', { class: 'find-bar', role: 'search', label: say('find.label') }, [
      this.field,
      this.result,
      button('↑', () => void this.next(true), { label: say('find.previous'), title: say('find.previous') }),
      button('↓', () => void this.next(false), { label: say('find.next'), title: say('find.next') }),
      button('✕', () => this.close(), { label: say('find.close'), title: say('find.close') }),
    ]);
    this.element.hidden = true;
    this.element.addEventListener('keydown', (event) => this.keydown(event));
    this.field.addEventListener('input', () => this.show(true));
  }

  open(): void {
    this.element.hidden = false;
    focusText(this.field);
  }

  get isTypedIn(): boolean {
    return this.field.contains(document.activeElement);
  }

  close(): void {
    this.element.hidden = true;
    this.show(true);
    this.options.closed();
  }

  /** Also F3 from anywhere; opens the bar when there is nothing to look for yet. */
  async next(backwards: boolean): Promise<void> {
    const text = this.field.value;
    if (text === '') return this.open();
    const found = await this.options.find(text, backwards);
    this.show(found);
    if (found) void this.count(text);
  }

  private async count(text: string): Promise<void> {
    const counting = new AbortController();
    this.counting = counting;
    try {
      const words = await this.options.count(text, counting.signal);
      if (!counting.signal.aborted) this.result.textContent = words;
    } catch {
      // Another text is looked for, or the file is being read again.
    }
  }

  private show(found: boolean): void {
    this.counting.abort();
    this.result.textContent = found ? '' : say('find.none');
    this.field.classList.toggle('invalid', !found);
  }

  private keydown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && event.composedPath().includes(this.field))
      void this.next(event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

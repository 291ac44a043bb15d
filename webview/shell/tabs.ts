import { element } from '../element';

/** A row of tabs (WAI-ARIA pattern: arrows move and choose). What they show is the caller's. */
export class Tabs<Name extends string> {
  readonly element: HTMLElement;
  private readonly buttons: ReadonlyMap<Name, HTMLElement>;
  private name: Name;

  constructor(
    label: string,
    private readonly choices: readonly (readonly [name: Name, text: string, controls?: string])[],
    private readonly chosen: (name: Name) => void,
  ) {
    this.name = choices[0][0];
    this.buttons = new Map(
      choices.map(([name, text, controls]) => [name, this.makeTab(name, text, controls)]),
    );
    this.element = element(
      'div',
      { class: 'tabs', role: 'tablist', label, on: { keydown: (event) => this.keydown(event) } },
      [...this.buttons.values()],
    );
    this.show(this.name);
  }

  get current(): Name {
    return this.name;
  }

  /** Marks a tab as chosen, without telling. */
  show(name: Name): void {
    this.name = name;
    for (const [other, tab] of this.buttons) {
      tab.setAttribute('aria-selected', String(other === name));
      tab.tabIndex = other === name ? 0 : -1;
    }
  }

  /** A tab that is not offered is not reached by keys either. */
  offer(name: Name, offered: boolean): void {
    this.buttons.get(name)?.toggleAttribute('hidden', !offered);
  }

  focus(): void {
    this.buttons.get(this.name)?.focus();
  }

  private makeTab(name: Name, text: string, controls?: string): HTMLElement {
    return element('button', {
      class: 'tab',
      role: 'tab',
      text,
      attributes: { type: 'button', ...(controls === undefined ? {} : { 'aria-controls': controls }) },
      on: { click: () => this.choose(name) },
    });
  }

  private choose(name: Name): void {
    this.show(name);
    this.chosen(name);
  }

  private keydown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const names = this.choices.map(([name]) => name).filter((name) => !this.buttons.get(name)?.hidden);
    const next = names[(names.indexOf(this.name) + step + names.length) % names.length];
    this.choose(next);
    this.focus();
    event.preventDefault();
  }
}

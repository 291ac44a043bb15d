import type { Preferences, TimeStyle } from '../../src/protocol';
import { dropdown } from '../controls';
import { element } from '../element';
import { say } from '../words';
import { iconButton } from './icons';

/** How the rows are shown: chosen once and then for long, so behind one button. */
export class DisplayOptions {
  readonly element: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly panel: HTMLElement;
  private readonly forText: HTMLElement;

  constructor(preferences: Preferences, changed: (change: Partial<Preferences>) => void) {
    this.button = iconButton('display', say('display.label'), () => this.toggle(this.panel.hidden === true));
    this.button.setAttribute('aria-controls', 'display-options');
    this.forText = labelled(
      say('text-view.label'),
      dropdown<Preferences['textView']>(
        say('text-view.label'),
        [
          ['lines', say('text-view.lines')],
          ['columns', say('text-view.columns')],
        ],
        preferences.textView,
        (textView) => changed({ textView }),
      ),
    );
    this.panel = element(
      'div',
      { class: 'popup display-options', id: 'display-options', role: 'group', label: say('display.label') },
      [
        this.forText,
        labelled(say('time.label'), timeStyles(preferences, changed)),
        numbers(preferences, changed),
      ],
    );
    this.element = element('div', { class: 'popup-holder' }, [this.button, this.panel]);
    this.element.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && this.element.contains(event.relatedTarget)))
        this.toggle(false);
    });
    this.element.addEventListener('keydown', (event) => this.keydown(event));
    this.toggle(false);
  }

  /** What a log's own lines are shown as is for text logs only. */
  showFormat(isText: boolean): void {
    this.forText.hidden = !isText;
  }

  private toggle(open: boolean): void {
    this.panel.hidden = !open;
    this.button.setAttribute('aria-expanded', String(open));
  }

  private keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.panel.hidden) return;
    this.toggle(false);
    this.button.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}

type Changed = (change: Partial<Preferences>) => void;

function labelled(label: string, control: HTMLElement): HTMLElement {
  return element('div', { class: 'option' }, [
    element('span', { text: label, attributes: { 'aria-hidden': 'true' } }),
    control,
  ]);
}

function timeStyles(preferences: Preferences, changed: Changed): HTMLElement {
  return dropdown<TimeStyle>(
    say('time.label'),
    (['clock', 'seconds', 'delta', 'epoch'] as const).map((style) => [style, say(`time.${style}`)] as const),
    preferences.timeStyle,
    (timeStyle) => changed({ timeStyle }),
  );
}

function numbers(preferences: Preferences, changed: Changed): HTMLElement {
  return labelled(
    say('numbers.label'),
    dropdown<Preferences['numbers']>(
      say('numbers.label'),
      [
        ['relative', say('numbers.relative')],
        ['absolute', say('numbers.absolute')],
      ],
      preferences.numbers,
      (value) => changed({ numbers: value }),
    ),
  );
}

import { element } from '../element';
import { say, type WordId } from '../words';

/** Examples that are themselves filters: pressing one applies it. */
const EXAMPLES: readonly (readonly [example: string, meaning: WordId])[] = [
  ['stuck', 'filter.help.stuck'],
  ['192.0.2.0/24', 'filter.help.address'],
  ['port:8000', 'filter.help.port'],
  ['flag:rst', 'filter.help.flag'],
  ['state:CLOSE_WAIT', 'filter.help.state'],
  ['connection:2', 'filter.help.connection'],
  ['server:CLOSE_WAIT not flag:ack', 'filter.help.combine'],
  ['gap>200ms', 'filter.help.gap'],
  ['payload:"GET /"', 'filter.help.payload'],
  ['tcp.flags.fin == 1', 'filter.help.peers'],
  ['"zero window"', 'filter.help.text'],
];

/** A button that opens the list of what a filter may say. */
export class FilterHelp {
  readonly button: HTMLElement;
  readonly list: HTMLElement;

  constructor(private readonly apply: (filter: string) => void) {
    this.list = element(
      'div',
      { class: 'popup filter-help', id: 'filter-help', role: 'group', label: say('filter.help') },
      EXAMPLES.map(([example, meaning]) => this.example(example, meaning)),
    );
    this.list.hidden = true;
    this.button = element('button', {
      class: 'icon-button filter-help-button',
      text: '?',
      label: say('filter.help'),
      title: say('filter.help'),
      attributes: { type: 'button', 'aria-controls': 'filter-help', 'aria-expanded': 'false' },
      on: { click: () => this.toggle(this.list.hidden === true) },
    });
  }

  toggle(open: boolean): void {
    this.list.hidden = !open;
    this.button.setAttribute('aria-expanded', String(open));
  }

  private example(filter: string, meaning: WordId): HTMLElement {
    const press = () => {
      this.toggle(false);
      this.apply(filter);
    };
    return element(
      'button',
      { class: 'filter-example', attributes: { type: 'button' }, on: { click: press } },
      [
        element('code', { class: 'mono', text: filter }),
        element('span', { class: 'dim', text: say(meaning) }),
      ],
    );
  }
}

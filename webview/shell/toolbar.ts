import type { Preferences, TimeStyle } from '../../src/protocol';
import { button, checkbox, dropdown } from '../controls';
import { element } from '../element';
import type { ViewName } from '../place';
import { say } from '../words';
import type { FilterBox } from './filter-box';
import { Tabs } from './tabs';

export interface ToolbarOptions {
  readonly filter: FilterBox;
  readonly preferences: Preferences;
  viewChosen(view: ViewName): void;
  changed(change: Partial<Preferences>): void;
  explain(): void;
  toggleDetails(): void;
  reopenAsText(): void;
}

/** Filter, views, and how the rows are shown. */
export class Toolbar {
  readonly element: HTMLElement;
  private readonly views: Tabs<ViewName>;
  private readonly forText: readonly HTMLElement[];
  private readonly forList: HTMLElement;
  private readonly detailsButton: HTMLElement;

  constructor(options: ToolbarOptions) {
    const { preferences, changed } = options;
    this.views = new Tabs<ViewName>(
      say('views.label'),
      [
        ['packets', say('view.packets'), 'view-packets'],
        ['connections', say('view.connections'), 'view-connections'],
        ['ladder', say('view.ladder'), 'view-ladder'],
      ],
      options.viewChosen,
    );
    const textView = dropdown<Preferences['textView']>(
      say('text-view.label'),
      [
        ['lines', say('text-view.lines')],
        ['columns', say('text-view.columns')],
      ],
      preferences.textView,
      (value) => changed({ textView: value }),
    );
    const reopen = button(say('toolbar.reopen'), options.reopenAsText, {
      title: say('toolbar.reopen.tooltip'),
    });
    this.forText = [textView, reopen];
    this.detailsButton = button(say('toolbar.details'), options.toggleDetails, {
      title: say('toolbar.details.tooltip'),
    });
    this.forList = element('div', { class: 'toolbar-group' }, [
      dropdown<Preferences['numbers']>(
        say('numbers.label'),
        [
          ['relative', say('numbers.relative')],
          ['absolute', say('numbers.absolute')],
        ],
        preferences.numbers,
        (value) => changed({ numbers: value }),
      ),
      dropdown<TimeStyle>(
        say('time.label'),
        (['clock', 'seconds', 'delta', 'epoch'] as const).map(
          (style) => [style, say(`time.${style}`)] as const,
        ),
        preferences.timeStyle,
        (value) => changed({ timeStyle: value }),
      ),
      textView,
      checkbox(say('toolbar.follow'), preferences.follow, (follow) => changed({ follow })),
    ]);
    this.element = element('div', { class: 'toolbar', role: 'group', label: say('toolbar.label') }, [
      options.filter.element,
      this.views.element,
      this.forList,
      element('div', { class: 'toolbar-group toolbar-end' }, [
        button(say('toolbar.explain'), options.explain, {
          appearance: 'primary',
          title: say('toolbar.explain.tooltip'),
        }),
        this.detailsButton,
        reopen,
      ]),
    ]);
    this.showFormat(false);
  }

  showView(view: ViewName): void {
    this.views.show(view);
    this.forList.hidden = view !== 'packets';
  }

  /** Some controls are for text logs only. */
  showFormat(isText: boolean): void {
    for (const control of this.forText) control.hidden = !isText;
  }

  showDetails(open: boolean): void {
    this.detailsButton.setAttribute('aria-expanded', String(open));
  }
}

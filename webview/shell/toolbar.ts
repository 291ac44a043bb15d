import type { CaptureSummary } from '../../src/core/session/capture';
import type { Preferences } from '../../src/protocol';
import { button } from '../controls';
import { element } from '../element';
import type { View } from '../views/view';
import { say } from '../words';
import { DisplayOptions } from './display-options';
import type { FilterBox } from './filter-box';
import { iconButton } from './icons';
import { Tabs } from './tabs';

export interface ToolbarOptions {
  readonly filter: FilterBox;
  readonly preferences: Preferences;
  readonly views: readonly View[];
  viewChosen(view: string): void;
  changed(change: Partial<Preferences>): void;
  explain(): void;
  toggleDetails(): void;
  reopenAsText(): void;
}

/** One row: filter, views, Explain, and as pictures what is used now and then. */
export class Toolbar {
  readonly element: HTMLElement;
  private readonly views: Tabs<string>;
  private readonly display: DisplayOptions;
  private readonly follow: HTMLElement;
  private readonly details: HTMLElement;
  private readonly reopen: HTMLElement;

  constructor(private readonly options: ToolbarOptions) {
    this.views = new Tabs<string>(
      say('views.label'),
      options.views.map(({ name, title, element }) => [name, title, element.id] as const),
      options.viewChosen,
    );
    this.display = new DisplayOptions(options.preferences, options.changed);
    this.follow = iconButton('follow', say('toolbar.follow.tooltip'), () => this.toggleFollow());
    this.details = iconButton('details', say('toolbar.details.tooltip'), options.toggleDetails);
    this.reopen = iconButton('text', say('toolbar.reopen.tooltip'), options.reopenAsText);
    const explain = button(say('toolbar.explain'), options.explain, {
      appearance: 'primary',
      title: say('toolbar.explain.tooltip'),
    });
    this.element = element('div', { class: 'toolbar', role: 'group', label: say('toolbar.label') }, [
      options.filter.element,
      this.views.element,
      element('div', { class: 'toolbar-end' }, [
        explain,
        this.display.element,
        this.follow,
        this.details,
        this.reopen,
      ]),
    ]);
    this.showFollow(options.preferences.follow);
    this.showFormat(false);
  }

  showView({ name, hasDisplayOptions = false }: View): void {
    this.views.show(name);
    for (const control of [this.display.element, this.follow]) control.hidden = !hasDisplayOptions;
  }

  /** Offers the views that have something to show. */
  offerViews(summary: CaptureSummary): void {
    for (const view of this.options.views)
      if (view.available !== undefined) this.views.offer(view.name, view.available(summary));
  }

  /** Some controls are for text logs only. */
  showFormat(isText: boolean): void {
    this.reopen.hidden = !isText;
    this.display.showFormat(isText);
  }

  showDetails(open: boolean): void {
    this.details.setAttribute('aria-pressed', String(open));
  }

  showFollow(follow: boolean): void {
    this.follow.setAttribute('aria-pressed', String(follow));
  }

  private toggleFollow(): void {
    const follow = this.follow.getAttribute('aria-pressed') !== 'true';
    this.showFollow(follow);
    this.options.changed({ follow });
  }
}

import type { View } from './view';

/** The views of the page, of which one is on the screen. */
export class Views {
  private shown: View;

  constructor(readonly all: readonly View[]) {
    this.shown = all[0];
  }

  get current(): View {
    return this.shown;
  }

  /** The first where there is none of this name: an older or a newer page may have written the place. */
  named(name: string): View {
    return this.all.find((view) => view.name === name) ?? this.all[0];
  }

  show(view: View): void {
    this.shown = view;
    for (const each of this.all) each.element.hidden = each !== view;
    view.shown?.();
  }
}

/**
 * Gives the keyboard to a part of the page, but only while the page has it: an element of a frame that is focused by a
 * script takes the keyboard from whatever the user is typing into outside of it, such as the command palette. A page
 * without the keyboard does so as soon as it gets it.
 */
export class PageFocus {
  private waiting: (() => void) | undefined;

  /** `usual` gives it to what has it when nothing else was asked for. */
  constructor(private readonly usual: () => void) {}

  listen(): void {
    window.addEventListener('focus', () => {
      const untold = document.activeElement === document.body ? this.usual : undefined;
      const take = this.waiting ?? untold;
      this.waiting = undefined;
      take?.();
    });
  }

  give(take: () => void): void {
    this.waiting = document.hasFocus() ? undefined : take;
    if (this.waiting === undefined) take();
  }
}

import { element } from '../element';

/** Tells a screen reader what changed elsewhere on the page, and shows it for a moment in the status bar. */
export class Announcer {
  readonly element = element('div', {
    class: 'announcement',
    role: 'status',
    attributes: { 'aria-live': 'polite', 'aria-atomic': 'true' },
  });
  private timer = 0;

  say(text: string): void {
    this.element.textContent = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.element.textContent = '';
    }, 6000) as unknown as number;
  }
}

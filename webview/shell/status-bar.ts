import type { CaptureSummary } from '../../src/core/session/capture';
import { button } from '../controls';
import { element } from '../element';
import { byteSize } from '../text/amounts';
import { shown } from '../text/visible';
import { say, sayCount } from '../words';

/** What the capture is and how far it has been read. */
export class StatusBar {
  readonly element: HTMLElement;
  private readonly facts = element('span', { class: 'status-facts' });
  private readonly bar = element('div', { class: 'progress-bar' });
  private readonly track: HTMLElement;
  private readonly percent = element('span', { class: 'status-percent' });
  private readonly loading: HTMLElement;
  private readonly again: HTMLElement;
  private cancelled = false;
  private isGone = false;
  private last: CaptureSummary | undefined;

  constructor(
    announcement: HTMLElement,
    actions: { readonly cancel: () => void; readonly reload: () => void },
  ) {
    this.track = element(
      'div',
      {
        class: 'progress-track',
        role: 'progressbar',
        label: say('load.label'),
        attributes: { 'aria-valuemin': '0', 'aria-valuemax': '100' },
      },
      [this.bar],
    );
    const stop = button(say('load.cancel'), () => {
      this.stopped();
      actions.cancel();
    });
    this.again = button(say('failure.reload'), actions.reload);
    this.again.hidden = true;
    this.loading = element('span', { class: 'status-loading' }, [this.track, this.percent, stop]);
    this.element = element('footer', { class: 'status-bar' }, [
      this.facts,
      announcement,
      this.again,
      this.loading,
    ]);
    this.loading.hidden = true;
  }

  /** The file is not there any more, or is again. */
  gone(gone: boolean): void {
    this.isGone = gone;
    if (this.last !== undefined) this.show(this.last);
  }

  /** Reading was cancelled, here or in VS Code's own notification. */
  stopped(): void {
    this.cancelled = true;
    if (this.last !== undefined) this.show(this.last);
  }

  show(summary: CaptureSummary): void {
    this.last = summary;
    const hasPackets = summary.packets > 0 || summary.sockets === undefined;
    const facts = [
      shown(summary.description, 120),
      ...(hasPackets ? [sayCount('status.packets', summary.packets)] : []),
      ...(hasPackets ? [sayCount('status.connections', summary.connections)] : []),
      ...(summary.sockets === undefined ? [] : [sayCount('status.sockets', summary.sockets)]),
      byteSize(summary.done ? summary.bytesRead : (summary.bytes ?? summary.bytesRead)),
    ];
    if (this.cancelled && !summary.done) facts.push(say('load.cancelled'));
    if (this.isGone) facts.unshift(say('status.gone'));
    this.facts.textContent = facts.filter((fact) => fact !== '').join(' · ');
    if (summary.done) this.cancelled = false;
    this.again.hidden = !this.cancelled;
    this.loading.hidden = summary.done || this.cancelled;
    this.showProgress(summary);
  }

  private showProgress({ bytes, bytesRead }: CaptureSummary): void {
    const known = bytes !== null && bytes > 0;
    const percent = known ? Math.min(100, Math.floor((bytesRead / bytes) * 100)) : 0;
    this.track.classList.toggle('indeterminate', !known);
    this.bar.style.width = known ? `${percent}%` : '30%';
    if (known) this.track.setAttribute('aria-valuenow', String(percent));
    else this.track.removeAttribute('aria-valuenow');
    this.percent.textContent = known ? `${percent}%` : byteSize(bytesRead);
  }
}

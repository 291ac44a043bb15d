import type { Ladder } from '../../src/core/session/capture';
import { button } from '../controls';
import { element } from '../element';
import { exportSvg } from '../svg-export';
import { count } from '../text/amounts';
import { shown } from '../text/visible';
import type { View, ViewHost } from '../views/view';
import { localeTag, say } from '../words';
import { drawLadder } from './drawing';

const STEP_LIMIT = 500;

/** The sequence diagram of one connection. */
export class LadderView implements View {
  readonly name = 'ladder';
  readonly title = say('view.ladder');
  readonly element: HTMLElement;
  private readonly heading = element('div', { class: 'ladder-title' });
  private readonly more = element('p', { class: 'details-hint' });
  private readonly message = element('p', { class: 'view-empty', text: say('ladder.none') });
  private readonly drawingHost: HTMLElement;
  private readonly scroller = element('div', { class: 'ladder-scroller' });
  private drawnFor = 0;
  private drawing: SVGSVGElement | null = null;
  private ladder: Ladder | null = null;
  private shownConnection: number | null = null;
  private focusedStep = -1;

  constructor(private readonly host: ViewHost) {
    this.drawingHost = element('div', {
      class: 'ladder-host',
      role: 'listbox',
      label: say('ladder.label'),
      attributes: { tabindex: '0' },
      on: {
        keydown: (event) => this.keydown(event),
        click: (event) => this.click(event),
      },
    });
    this.more.hidden = true;
    this.element = element('div', { class: 'view ladder-view', id: 'view-ladder', role: 'tabpanel' }, [
      element('div', { class: 'view-actions' }, [
        this.heading,
        button(say('svg.copy'), () => this.export((source) => host.copy(source, say('svg.copied')))),
        button(say('svg.save'), () =>
          this.export((source) => host.saveSvg(`connection-${this.shownConnection}`, source)),
        ),
      ]),
      this.scroller,
    ]);
    this.scroller.append(this.message, this.drawingHost, this.more);
    new ResizeObserver(() => this.resized()).observe(this.scroller);
    this.drawingHost.hidden = true;
  }

  focus(): void {
    this.drawingHost.focus();
  }

  shown(): void {
    void this.show(this.host.place.current.connection);
  }

  progressed(_: boolean, justDone: boolean): void {
    if (justDone) this.shown();
  }

  /** Shows a connection; asks again for one that is already shown when the capture grew. */
  private async show(connection: number | null): Promise<void> {
    const another = connection !== this.shownConnection;
    this.shownConnection = connection;
    if (connection === null) return this.showMessage(say('ladder.none'));
    try {
      const ladder = await this.host.rpc.ask('ladder', { connection, limit: STEP_LIMIT });
      if (this.shownConnection === connection) this.draw(ladder, another);
    } catch (error) {
      if (this.shownConnection === connection) this.showMessage(shown(String(error), 300));
    }
  }

  private showMessage(text: string): void {
    this.message.textContent = text;
    this.message.hidden = false;
    this.drawingHost.hidden = this.more.hidden = true;
    this.heading.textContent = '';
    this.drawing = null;
    this.ladder = null;
  }

  private draw(ladder: Ladder, another: boolean): void {
    this.ladder = ladder;
    this.message.hidden = true;
    this.drawingHost.hidden = false;
    this.drawnFor = this.scroller.clientWidth;
    this.drawing = drawLadder(ladder, this.drawnFor);
    this.drawingHost.replaceChildren(this.drawing);
    this.heading.textContent = say('ladder.title', { connection: ladder.connection.connection });
    const left = ladder.totalSteps - ladder.steps.length;
    this.more.hidden = left <= 0;
    this.more.textContent = say('ladder.more', { count: count(left, localeTag()) });
    const selected = ladder.steps.findIndex(({ index }) => index === this.host.place.current.packet);
    this.mark(another ? selected : Math.min(this.focusedStep, ladder.steps.length - 1));
  }

  private resized(): void {
    const { clientWidth } = this.scroller;
    if (this.ladder !== null && clientWidth > 0 && clientWidth !== this.drawnFor)
      this.draw(this.ladder, false);
  }

  private mark(step: number): void {
    this.focusedStep = step;
    for (const item of this.drawing?.querySelectorAll('.ladder-step') ?? []) {
      const focused = item.getAttribute('data-step') === String(step);
      item.classList.toggle('focused', focused);
      item.setAttribute('aria-selected', String(focused));
      if (focused) item.scrollIntoView({ block: 'nearest' });
    }
    if (step >= 0) this.drawingHost.setAttribute('aria-activedescendant', `ladder-step-${step}`);
    else this.drawingHost.removeAttribute('aria-activedescendant');
  }

  private moveTo(step: number): void {
    this.mark(step);
    const packet = this.ladder?.steps[step];
    if (packet !== undefined) this.host.packetSelected(packet.index, this.shownConnection);
  }

  private click(event: MouseEvent): void {
    const item = event.target instanceof Element ? event.target.closest('.ladder-step') : null;
    if (item === null) return;
    const step = Number(item.getAttribute('data-step'));
    this.moveTo(step);
    if (event.detail === 2) this.goTo(step);
  }

  private goTo(step: number): void {
    const packet = this.ladder?.steps[step];
    if (packet !== undefined) this.host.goTo(packet.index);
  }

  private keydown(event: KeyboardEvent): void {
    if (this.ladder === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.ladder.steps.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, this.focusedStep + 1),
      ArrowUp: Math.max(0, this.focusedStep - 1),
      PageDown: Math.min(last, this.focusedStep + 10),
      PageUp: Math.max(0, this.focusedStep - 10),
      Home: 0,
      End: last,
    };
    if (event.key === 'Enter' && this.focusedStep >= 0) this.goTo(this.focusedStep);
    else if (Object.hasOwn(targets, event.key)) this.moveTo(targets[event.key]);
    else return;
    event.preventDefault();
  }

  private export(to: (source: string) => void): void {
    if (this.drawing !== null) to(exportSvg(this.drawing));
  }
}

import type { Ladder } from '../../src/core/session/capture';
import type { SharedConnection } from '../../src/core/session/incident';
import { button } from '../controls';
import { element } from '../element';
import { exportSvg } from '../svg-export';
import { count } from '../text/amounts';
import { shown } from '../text/visible';
import type { View, ViewHost } from '../views/view';
import { localeTag, say } from '../words';
import { drawBothEnds } from './both-ends-drawing';
import { drawLadder } from './drawing';

const STEP_LIMIT = 500;

/** What is said of both recordings, what got lost between them first. */
const saidOf = ({ verdict, told }: SharedConnection): readonly string[] =>
  verdict === null ? told : [verdict, ...told];

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
  /** The same connection with another recording that is open together with this one; null: none holds it. */
  private ends: SharedConnection | null = null;
  private alone = false;
  private readonly told = element('ul', { class: 'ladder-told' });
  private readonly toggle: HTMLElement;
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
    this.toggle = button(say('ladder.alone'), () => this.switch());
    this.toggle.hidden = this.more.hidden = this.told.hidden = true;
    this.element = element('div', { class: 'view ladder-view', id: 'view-ladder', role: 'tabpanel' }, [
      element('div', { class: 'view-actions' }, [
        this.heading,
        this.toggle,
        button(say('svg.copy'), () => this.export((source) => host.copy(source, say('svg.copied')))),
        button(say('svg.save'), () =>
          this.export((source) => host.saveSvg(`connection-${this.shownConnection}`, source)),
        ),
      ]),
      this.scroller,
    ]);
    this.scroller.append(this.message, this.told, this.drawingHost, this.more);
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
      const [ladder, ends] = await Promise.all([
        this.host.rpc.ask('ladder', { connection, limit: STEP_LIMIT }),
        this.host.rpc.ask('bothEnds', { connection }),
      ]);
      if (this.shownConnection !== connection) return;
      this.ends = ends;
      this.draw(ladder, another);
    } catch (error) {
      if (this.shownConnection === connection) this.showMessage(shown(String(error), 300));
    }
  }

  private showMessage(text: string): void {
    this.message.textContent = text;
    this.message.hidden = false;
    this.drawingHost.hidden = this.more.hidden = this.told.hidden = this.toggle.hidden = true;
    this.heading.textContent = '';
    this.drawing = null;
    this.ladder = null;
  }

  private draw(ladder: Ladder, another: boolean): void {
    this.ladder = ladder;
    this.message.hidden = true;
    this.drawingHost.hidden = false;
    this.drawnFor = this.scroller.clientWidth;
    const { connection } = ladder.connection;
    const ends = this.alone ? null : this.ends;
    this.drawing =
      ends === null ? drawLadder(ladder, this.drawnFor) : drawBothEnds(ends, STEP_LIMIT, this.drawnFor);
    this.drawingHost.replaceChildren(this.drawing);
    this.heading.textContent = say(ends === null ? 'ladder.title' : 'ladder.both-ends', { connection });
    this.toggle.hidden = this.ends === null;
    this.toggle.textContent = say(this.alone ? 'ladder.both' : 'ladder.alone');
    this.told.hidden = ends === null;
    this.told.replaceChildren(
      ...(ends === null ? [] : saidOf(ends)).map((sentence) =>
        element('li', { text: shown(sentence, 1000) }),
      ),
    );
    const left =
      ends === null ? ladder.totalSteps - ladder.steps.length : ends.packets.length - this.lastStep - 1;
    this.more.hidden = left <= 0;
    this.more.textContent = say('ladder.more', { count: count(left, localeTag()) });
    const steps = Array.from({ length: this.lastStep + 1 }, (_, step) => step);
    const selected = steps.findIndex((step) => this.indexOf(step) === this.host.place.current.packet);
    this.mark(another ? selected : Math.min(this.focusedStep, this.lastStep));
  }

  /** One recording with the states of both ends, or both recordings with what became of each packet. */
  private switch(): void {
    this.alone = !this.alone;
    if (this.ladder !== null) this.draw(this.ladder, true);
  }

  private get lastStep(): number {
    const { ends, ladder } = this;
    const packets = ends === null || this.alone ? ladder?.steps : ends.packets;
    return Math.min(packets?.length ?? 0, STEP_LIMIT) - 1;
  }

  /** The packet (index from 0) of a step; null: this recording does not hold it. */
  private indexOf(step: number): number | null {
    const { ends, ladder } = this;
    if (ends === null || this.alone) return ladder?.steps[step]?.index ?? null;
    const packet = ends.packets[step]?.[ends.here]?.packet;
    return ladder?.steps.find((one) => one.packet === packet)?.index ?? null;
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
    const index = this.indexOf(step);
    if (index !== null) this.host.packetSelected(index, this.shownConnection);
  }

  private click(event: MouseEvent): void {
    const item = event.target instanceof Element ? event.target.closest('.ladder-step') : null;
    if (item === null) return;
    const step = Number(item.getAttribute('data-step'));
    this.moveTo(step);
    if (event.detail === 2) this.goTo(step);
  }

  private goTo(step: number): void {
    const index = this.indexOf(step);
    if (index !== null) this.host.goTo(index);
  }

  private keydown(event: KeyboardEvent): void {
    if (this.ladder === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.lastStep;
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

import type { FollowedStream } from '../../src/core/session/capture';
import { button } from '../controls';
import { element } from '../element';
import { Tabs } from '../shell/tabs';
import { clockTime } from '../text/times';
import { shown } from '../text/visible';
import type { View, ViewHost } from '../views/view';
import { say, sayCount } from '../words';
import { type StreamBlock, type StreamForm, streamBlocks } from './blocks';

/** Bytes that are asked for first, and at most. */
const FIRST_BYTES = 1 << 16;
const MOST_BYTES = 1 << 20;

type Shown = 'both' | 'client' | 'server';

/** What both ends of one connection sent, as text or hexadecimal digits. */
export class StreamView implements View {
  readonly name = 'stream';
  readonly title = say('view.stream');
  readonly element: HTMLElement;
  private readonly heading = element('div', { class: 'ladder-title' });
  private readonly message = element('p', { class: 'view-empty', text: say('stream.none') });
  private readonly more: HTMLElement;
  private readonly actions: HTMLElement;
  private readonly forms: Tabs<StreamForm>;
  private readonly sides: Tabs<Shown>;
  private readonly text = element('div', {
    class: 'stream-text mono',
    role: 'group',
    label: say('stream.label'),
    attributes: { tabindex: '0' },
  });
  private stream: FollowedStream | null = null;
  private connection: number | null = null;
  private limit = FIRST_BYTES;

  constructor(private readonly host: ViewHost) {
    this.forms = new Tabs<StreamForm>(
      say('stream.form'),
      [
        ['text', say('stream.text')],
        ['hex', say('stream.hex')],
      ],
      () => this.draw(),
    );
    this.sides = new Tabs<Shown>(
      say('stream.sides'),
      [
        ['both', say('stream.both')],
        ['client', say('side.client')],
        ['server', say('side.server')],
      ],
      () => this.draw(),
    );
    this.more = button(say('stream.more'), () => void this.showMore());
    this.actions = element('div', { class: 'view-actions' }, [
      this.heading,
      this.sides.element,
      this.forms.element,
      button(say('stream.save'), () => this.save(this.forms.current)),
      button(say('stream.save-bytes'), () => this.save('raw')),
    ]);
    this.element = element('div', { class: 'view stream-view', id: 'view-stream', role: 'tabpanel' }, [
      this.actions,
      this.message,
      this.text,
      this.more,
    ]);
    this.showMessage(say('stream.none'));
  }

  focus(): void {
    this.text.focus();
  }

  shown(): void {
    void this.show(this.host.place.current.connection);
  }

  progressed(_: boolean, justDone: boolean): void {
    if (justDone) this.shown();
  }

  private async show(connection: number | null): Promise<void> {
    if (connection !== this.connection) this.limit = FIRST_BYTES;
    this.connection = connection;
    if (connection === null) return this.showMessage(say('stream.none'));
    try {
      const stream = await this.host.rpc.ask('stream', { connection, limit: this.limit });
      if (this.connection !== connection) return;
      this.stream = stream;
      this.draw();
    } catch (error) {
      if (this.connection === connection) this.showMessage(shown(String(error), 300));
    }
  }

  private async showMore(): Promise<void> {
    this.limit = MOST_BYTES;
    await this.show(this.connection);
    this.text.focus();
  }

  private showMessage(text: string): void {
    this.stream = null;
    this.message.textContent = text;
    this.message.hidden = false;
    this.heading.textContent = '';
    this.text.replaceChildren();
    this.more.hidden = this.actions.hidden = true;
  }

  private draw(): void {
    const { stream } = this;
    if (stream === null) return;
    if (stream.pieces.length === 0) {
      this.showMessage(say('stream.empty', { connection: stream.connection }));
      return;
    }
    this.message.hidden = true;
    this.actions.hidden = false;
    this.heading.textContent = say('stream.title', {
      connection: stream.connection,
      client: shown(stream.client, 100),
      server: shown(stream.server, 100),
    });
    const blocks = streamBlocks(stream, this.forms.current, this.sides.current);
    this.text.replaceChildren(...blocks.map((block) => this.blockOf(block)));
    this.more.hidden = !stream.more;
    this.more.textContent = say(this.limit < MOST_BYTES ? 'stream.more' : 'stream.cut-off');
    this.more.toggleAttribute('disabled', this.limit >= MOST_BYTES);
  }

  private blockOf({ from, index, packet, time, parts }: StreamBlock): HTMLElement {
    const side = say(from === 'client' ? 'side.client' : 'side.server');
    const at = time === null ? '' : `, ${clockTime(time)}`;
    const head = element('button', {
      class: 'stream-head',
      text: `${side} · ${say('details.packet', { packet })}${at}`,
      attributes: { type: 'button' },
      on: { click: () => this.host.goTo(index) },
    });
    const body = element('div', { class: 'stream-body' });
    for (const part of parts)
      if (typeof part === 'string') body.append(part);
      else body.append(element('span', { class: 'stream-missing', text: missingText(part) }));
    return element('section', { class: `stream-block from-${from}`, label: side }, [head, body]);
  }

  private save(form: StreamForm | 'raw'): void {
    if (this.connection === null) return;
    const request = { connection: this.connection, side: this.sides.current, form };
    void this.host.rpc.ask('saveStream', request).catch(() => {});
  }
}

const missingText = ({ missing, cut }: { missing: number; cut: boolean }): string =>
  sayCount(cut ? 'stream.cut' : 'stream.missing', missing);

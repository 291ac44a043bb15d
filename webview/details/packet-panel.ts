import type { PacketDetail } from '../../src/core/session/capture';
import { element } from '../element';
import { statePill } from '../packets/state-pill';
import { fullTime } from '../text/times';
import { shown } from '../text/visible';
import { say } from '../words';
import { flattenLayers } from './field-model';
import { FieldTree } from './field-tree';
import { bytesFromBase64, hexByte, hexOffset } from './hex-layout';
import { HexView } from './hex-view';
import { TextView } from './text-view';

/** One packet: what happened in words, its header fields, and its bytes or its own text, linked both ways. */
export class PacketPanel {
  readonly element: HTMLElement;
  private readonly heading = element('div', { class: 'packet-heading' });
  private readonly sentences = element('div', { class: 'sentences' });
  private readonly tree = new FieldTree({
    label: say('details.fields'),
    highlight: (start, end) => {
      this.hex.highlight(start, end, true);
      this.text.highlight(start, end, true);
    },
  });
  private readonly hex = new HexView({
    label: say('details.bytes'),
    chose: (offset) => this.choseByte(offset),
  });
  private readonly text = new TextView({
    label: say('details.text'),
    chose: (position) => this.tree.selectAt(position),
  });
  private readonly cut = element('div', { class: 'details-hint' });
  private bytes: Uint8Array = new Uint8Array(0);

  constructor(private readonly announce: (text: string) => void) {
    this.element = element('div', { class: 'packet-panel' }, [
      element('div', { class: 'packet-words' }, [this.heading, this.sentences]),
      this.tree.element,
      element('div', { class: 'packet-source' }, [this.hex.element, this.text.element, this.cut]),
    ]);
  }

  show(detail: PacketDetail): void {
    this.showHeading(detail);
    this.sentences.replaceChildren(
      ...detail.sentences.map((sentence) => element('p', { text: shown(sentence, 2000) })),
    );
    this.bytes = detail.bytes === null ? new Uint8Array(0) : bytesFromBase64(detail.bytes);
    this.hex.show(this.bytes);
    this.hex.element.hidden = detail.bytes === null || detail.text !== null;
    this.text.show(detail.text ?? '');
    this.text.element.hidden = detail.text === null;
    this.showCut(detail);
    this.tree.show(flattenLayers(detail.layers));
  }

  private showHeading({ row }: PacketDetail): void {
    const time = row.time === null ? '' : ` · ${fullTime(row.time)}`;
    const pills: HTMLElement[] = [];
    for (const side of ['client', 'server'] as const) {
      const state = row[side];
      if (state === null) continue;
      const marks = { changed: row[`${side}Changed`], stuck: row.stuck === side };
      const label = element('span', { class: 'side-label', text: say(`side.${side}`) });
      pills.push(element('span', { class: 'side-state' }, [label, statePill(state, marks)]));
    }
    this.heading.replaceChildren(
      element('strong', { text: say('details.packet', { packet: row.packet }) }),
      element('span', { class: 'dim', text: time }),
      element('span', { class: 'heading-states' }, pills),
    );
  }

  private showCut(detail: PacketDetail): void {
    const { capturedLength, originalLength } = detail;
    const words: string[] = [];
    if (detail.text === null) {
      if (detail.bytes === null) words.push(say('details.no-bytes'));
      if (capturedLength < originalLength) {
        words.push(say('details.cut', { captured: capturedLength, original: originalLength }));
      }
      if (this.bytes.length < capturedLength && detail.bytes !== null) {
        words.push(say('details.first-bytes', { shown: this.bytes.length, captured: capturedLength }));
      }
    }
    this.cut.textContent = words.join(' ');
    this.cut.hidden = words.length === 0;
  }

  private choseByte(offset: number): void {
    const field = this.tree.selectAt(offset);
    const place = `${hexOffset(offset, this.bytes.length)}: ${hexByte(this.bytes[offset])}`;
    this.announce(field === null ? place : shown(`${place}, ${field.name} ${field.value}`, 200));
  }
}

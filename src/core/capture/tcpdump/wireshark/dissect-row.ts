import type { Field, Layer } from '../../../decode';
import { formatFlags } from '../../../tcp';
import { cleanLine } from '../../../text';
import { ShownPacket } from './shown-packet';
import { Row, WiresharkText } from './wireshark-text';

/** A row of Wireshark's for the details pane: its lines, and its values with characters [start, end) of them. */
export interface RowDissection {
  readonly text: string;
  readonly layers: Layer[];
}

/** Dissects one packet's lines; null: they are none of Wireshark's, or their heading is needed to read them. */
export function dissectRow(lines: readonly string[]): RowDissection | null {
  const wireshark = new WiresharkText();
  const shown = new ShownPacket();
  for (const [i, line] of lines.entries()) {
    const row = line.includes(': Flags [') ? Row.none : wireshark.reads(cleanLine(line).text, shown);
    if (row === Row.none) return null;
    if (row === Row.packet) {
      const text = lines.slice(0, i + 1).join('\n');
      return { text, layers: layersOf(text, shown) };
    }
  }
  const text = lines.join('\n');
  return wireshark.finish(shown) ? { text, layers: layersOf(text, shown) } : null;
}

type Named = readonly [name: string, value: string | number];

function layersOf(text: string, shown: ShownPacket): Layer[] {
  const frame: Named[] = [
    ['Number', shown.number],
    ['Length', shown.frameLength],
  ];
  const network: Named[] = [
    ['Source', shown.source],
    ['Destination', shown.destination],
    ['Protocol', shown.protocol],
  ];
  const layers = [layer('Frame', text, frame), layer('IP', text, network)];
  if (shown.showsTcp) layers.push(layer('TCP', text, segmentFields(shown)));
  return layers.filter(({ fields }) => fields.length > 0);
}

const segmentFields = (shown: ShownPacket): readonly Named[] => [
  ['Source port', shown.sourcePort],
  ['Destination port', shown.destinationPort],
  ['Flags', shown.flags < 0 ? '' : formatFlags(shown.flags)],
  ['Sequence number', shown.seq],
  ['Acknowledgment number', shown.ack],
  ['Window', shown.window],
  ['Length', shown.length],
];

/** The fields that the row shows, each where its value stands behind the one before; derived ones have no place. */
function layer(name: string, text: string, values: readonly Named[]): Layer {
  const fields: Field[] = [];
  let from = 0;
  for (const [field, given] of values) {
    const value = String(given);
    if (value === '' || given === -1) continue;
    const start = placeOf(text, value, from);
    fields.push({ name: field, value, start: Math.max(0, start), end: start < 0 ? 0 : start + value.length });
    if (start >= 0) from = start + value.length;
  }
  const placed = fields.filter(({ start, end }) => end > start);
  const start = placed.length === 0 ? 0 : Math.min(...placed.map((field) => field.start));
  return { name, start, end: Math.max(start, ...placed.map((field) => field.end)), fields };
}

/** Where a value stands as a word of its own; -1 where it does not. */
function placeOf(text: string, value: string, from: number): number {
  for (let at = text.indexOf(value, from); at >= 0; at = text.indexOf(value, at + 1)) {
    const isWord = !/[\w.:]/.test(text.charAt(at - 1)) && !/[\w.]/.test(text.charAt(at + value.length));
    if (isWord) return at;
  }
  return from > 0 ? placeOf(text, value, 0) : -1;
}

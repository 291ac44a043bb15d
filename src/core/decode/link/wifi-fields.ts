import { u16le } from '../../bytes';
import { HeaderFields, hex8, hex16, withName } from '../header-fields';
import type { LayerSink } from '../layer';
import { wifiFrameName } from '../names/wifi-frames';
import type { Walk } from '../walk';

const FLAG_NAMES: readonly (readonly [number, string])[] = [
  [0x01, 'To DS'],
  [0x02, 'From DS'],
  [0x04, 'More fragments'],
  [0x08, 'Retry'],
  [0x10, 'Power management'],
  [0x20, 'More data'],
  [0x40, 'Protected'],
  [0x80, 'Order'],
];

const DATA = 2;

export function describeWifi(walk: Walk, sink: LayerSink, at: number, size: number): void {
  const type = (walk.bytes[at] >>> 2) & 3;
  const subtype = walk.bytes[at] >>> 4;
  const flags = walk.bytes[at + 1];
  const fields = new HeaderFields(walk, sink, 'IEEE 802.11', at, size)
    .text('Type', withName(`${type}/${subtype}`, wifiFrameName(type, subtype)), 0, 1)
    .number('Flags', 1, 1, hex8)
    .bits(flags, 1, 1, FLAG_NAMES);
  if (size >= 10) fields.mac('Receiver address', 4);
  if (size >= 16) fields.mac('Transmitter address', 10);
  if (size < 24) return;
  fields.mac('Address 3', 16);
  const sequence = u16le(walk.bytes, at + 22);
  fields.text('Fragment number', String(sequence & 15), 22, 1);
  fields.text('Sequence number', String(sequence >>> 4), 22, 2);
  if (type !== DATA) return;
  const fourAddresses = (flags & 3) === 3;
  if (fourAddresses) fields.mac('Address 4', 24);
  if ((subtype & 8) !== 0) {
    const offset = fourAddresses ? 30 : 24;
    fields.text('QoS control', hex16(u16le(walk.bytes, at + offset)), offset, 2);
  }
}

export function describeAmsdu(walk: Walk, sink: LayerSink, at: number): void {
  new HeaderFields(walk, sink, 'A-MSDU subframe', at, 14)
    .mac('Destination', 0)
    .mac('Source', 6)
    .number('Length', 12, 2);
}

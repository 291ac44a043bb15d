import { u16be } from '../../bytes';
import { HeaderFields, hex16, withName } from '../header-fields';
import type { LayerSink } from '../layer';
import { etherTypeName } from '../names/ethertypes';
import type { Walk } from '../walk';

const MAX_LENGTH = 0x05dc;

export function describeEthernet(walk: Walk, sink: LayerSink, at: number): void {
  const isType = u16be(walk.bytes, at + 12) > MAX_LENGTH;
  const fields = new HeaderFields(walk, sink, isType ? 'Ethernet II' : 'IEEE 802.3', at, 14)
    .mac('Destination', 0)
    .mac('Source', 6);
  describeTypeOrLength(fields, isType, 12);
}

export function describeVlan(walk: Walk, sink: LayerSink, at: number): void {
  const fields = new HeaderFields(walk, sink, '802.1Q', at, 4)
    .number('Priority', 0, 1, (value) => String(value >>> 5))
    .number('DEI', 0, 1, (value) => String((value >>> 4) & 1))
    .number('VLAN', 0, 2, (value) => String(value & 0x0fff));
  describeTypeOrLength(fields, u16be(walk.bytes, at + 2) > MAX_LENGTH, 2);
}

function describeTypeOrLength(fields: HeaderFields, isType: boolean, offset: number): void {
  if (isType) fields.number('Type', offset, 2, (value) => withName(hex16(value), etherTypeName(value)));
  else fields.number('Length', offset, 2);
}

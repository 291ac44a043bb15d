import { u16be } from '../../bytes';
import { HeaderFields, hex32, withName } from '../header-fields';
import type { LayerSink } from '../layer';
import { ipProtocolName } from '../names/ip-protocols';
import type { Walk } from '../walk';

export const EXTENSION_NAMES = {
  hopByHop: 'IPv6 hop-by-hop options',
  routing: 'IPv6 routing',
  fragment: 'IPv6 fragment',
  authentication: 'Authentication header',
  destinationOptions: 'IPv6 destination options',
  mobility: 'IPv6 mobility',
} as const;

export function describeExtension(walk: Walk, sink: LayerSink, name: string, at: number, size: number): void {
  const fields = new HeaderFields(walk, sink, name, at, size)
    .number('Next header', 0, 1, (value) => withName(value, ipProtocolName(value)))
    .text('Header length', `${size} bytes`, 1, 1);
  if (name === EXTENSION_NAMES.routing) describeRouting(fields, size);
  if (name === EXTENSION_NAMES.authentication) {
    fields
      .number('SPI', 4, 4, hex32)
      .number('Sequence number', 8, 4)
      .hex('ICV', 12, size - 12);
  }
}

function describeRouting(fields: HeaderFields, size: number): void {
  fields.number('Routing type', 2, 1).number('Segments left', 3, 1);
  for (let offset = 8; offset + 16 <= size; offset += 16) fields.ipv6('Address', offset);
}

export function describeJumbo(sink: LayerSink, length: number, at: number): void {
  sink.field('Jumbo payload length', String(length), at, at + 6);
}

export function describeFragment(walk: Walk, sink: LayerSink, at: number): void {
  const word = u16be(walk.bytes, at + 2);
  new HeaderFields(walk, sink, EXTENSION_NAMES.fragment, at, 8)
    .number('Next header', 0, 1, (value) => withName(value, ipProtocolName(value)))
    .text('Fragment offset', String(word & 0xfff8), 2, 2)
    .text('More fragments', (word & 1) !== 0 ? 'Set' : 'Not set', 3, 1)
    .number('Identification', 4, 4, hex32);
}

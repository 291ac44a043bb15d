import { HeaderFields, hex32, withName } from '../header-fields';
import type { LayerSink } from '../layer';
import type { Walk } from '../walk';
import { familyName } from './family';

export function describeFamily(walk: Walk, sink: LayerSink, name: string, family: number, at: number): void {
  new HeaderFields(walk, sink, name, at, 4).text('Family', withName(family, familyName(family)), 0, 4);
}

export function describeEnc(walk: Walk, sink: LayerSink, family: number, at: number): void {
  new HeaderFields(walk, sink, 'OpenBSD ENC', at, 12)
    .text('Family', withName(family, familyName(family)), 0, 4)
    .number('SPI', 4, 4, hex32)
    .number('Flags', 8, 4, hex32);
}

const ACTIONS = [
  'pass',
  'block',
  'scrub',
  'noscrub',
  'nat',
  'nonat',
  'binat',
  'nobinat',
  'rdr',
  'nordr',
  'synproxy',
];

/** pflog(4): length, family, action, reason, interface name[16], ruleset[16], rule numbers. */
export function describePflog(walk: Walk, sink: LayerSink, at: number, size: number): void {
  const fields = new HeaderFields(walk, sink, 'OpenBSD PFLOG', at, size)
    .number('Header length', 0, 1)
    .number('Family', 1, 1, (value) => withName(value, familyName(value)))
    .number('Action', 2, 1, (value) => withName(value, ACTIONS[value] ?? 'unknown'))
    .number('Reason', 3, 1);
  if (size >= 20) fields.text('Interface', interfaceName(walk.bytes, at + 4), 4, 16);
  if (size >= 44) fields.number('Rule', 36, 4);
}

function interfaceName(bytes: Uint8Array, at: number): string {
  let text = '';
  for (let i = at; i < at + 16 && bytes[i] >= 0x20 && bytes[i] < 0x7f; i++)
    text += String.fromCharCode(bytes[i]);
  return text;
}

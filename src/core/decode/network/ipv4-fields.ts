import { u16be } from '../../bytes';
import { plainChecksum } from '../checksum';
import { HeaderFields, hex8, hex16, withName } from '../header-fields';
import type { LayerSink } from '../layer';
import { ipProtocolName } from '../names/ip-protocols';
import type { Walk } from '../walk';
import { describeIpv4Options } from './ipv4-options';

export const ECN_NAMES = ['Not-ECT', 'ECT(1)', 'ECT(0)', 'CE'];
const FRAGMENT_FLAGS: readonly (readonly [number, string])[] = [
  [0x80, 'Reserved bit'],
  [0x40, "Don't fragment"],
  [0x20, 'More fragments'],
];

/** IPv4 header fields, RFC 791; at least 20 bytes are there. */
export function describeIpv4(walk: Walk, sink: LayerSink, at: number): void {
  const { bytes } = walk;
  const headerLength = (bytes[at] & 15) << 2;
  const fragment = u16be(bytes, at + 6);
  const fields = new HeaderFields(walk, sink, 'IPv4', at, Math.max(headerLength, 20));
  const shortHeader = headerLength < 20 ? 'less than 20 bytes' : undefined;
  fields
    .number('Version', 0, 1, (value) => String(value >>> 4))
    .text('Header length', `${headerLength} bytes`, 0, 1, shortHeader)
    .number('DSCP', 1, 1, (value) => String(value >>> 2))
    .number('ECN', 1, 1, (value) => withName(value & 3, ECN_NAMES[value & 3]))
    .number('Total length', 2, 2, totalLengthText, totalLengthProblem(walk, at, headerLength))
    .number('Identification', 4, 2, hex16)
    .number('Flags', 6, 1, (value) => hex8(value & 0xe0))
    .bits(fragment >>> 8, 6, 1, FRAGMENT_FLAGS)
    .text('Fragment offset', String((fragment & 0x1fff) << 3), 6, 2)
    .number('TTL', 8, 1)
    .number('Protocol', 9, 1, (value) => withName(value, ipProtocolName(value)));
  describeChecksum(walk, fields, headerLength);
  fields.ipv4('Source', 12).ipv4('Destination', 16);
  const optionsEnd = Math.min(at + headerLength, walk.limit);
  if (optionsEnd > at + 20) describeIpv4Options(bytes, fields, at + 20, optionsEnd);
}

const totalLengthText = (value: number): string => (value === 0 ? '0 (segmentation offload)' : String(value));

function totalLengthProblem(walk: Walk, at: number, headerLength: number): string | undefined {
  const totalLength = u16be(walk.bytes, at + 2);
  if (totalLength !== 0 && totalLength < headerLength) return 'less than the header length';
  if (at + totalLength > walk.wireEnd) return 'more than the frame holds';
  return undefined;
}

function describeChecksum(walk: Walk, fields: HeaderFields, headerLength: number): void {
  const { at } = fields;
  if (headerLength < 20 || at + headerLength > walk.limit) {
    fields.number('Header checksum', 10, 2, (value) => `${hex16(value)} [unverified]`);
    return;
  }
  const verdict = plainChecksum(walk.bytes, at, at + headerLength, at + 10);
  fields.text('Header checksum', verdict.text, 10, 2, verdict.problem);
}

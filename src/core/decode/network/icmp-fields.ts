import { u16be } from '../../bytes';
import { plainChecksum, transportChecksum } from '../checksum';
import { HeaderFields, hex16, macAddress, withName } from '../header-fields';
import type { LayerSink } from '../layer';
import { etherTypeName } from '../names/ethertypes';
import { icmpCodeName, icmpTypeName } from '../names/icmp-types';
import type { Walk } from '../walk';

const ICMPV6 = 58;

export function describeIcmp(walk: Walk, sink: LayerSink, name: 'ICMP' | 'ICMPv6', at: number): void {
  const version = name === 'ICMP' ? 4 : 6;
  const type = walk.bytes[at];
  const fields = new HeaderFields(walk, sink, name, at, 8)
    .number('Type', 0, 1, (value) => withName(value, icmpTypeName(version, value)))
    .number('Code', 1, 1, (value) => {
      const code = icmpCodeName(version, type, value);
      return code === '' ? String(value) : withName(value, code);
    });
  const verdict = checksum(walk, version, at);
  fields.text('Checksum', verdict.text, 2, 2, verdict.problem);
  if (isEcho(version, type)) fields.number('Identifier', 4, 2).number('Sequence number', 6, 2);
  else if (version === 4 && type === 3) fields.number('MTU of next hop', 6, 2);
  else if (version === 6 && type === 2) fields.number('MTU', 4, 4);
}

const isEcho = (version: 4 | 6, type: number): boolean =>
  version === 4 ? type === 0 || type === 8 : type === 128 || type === 129;

function checksum(walk: Walk, version: 4 | 6, at: number): { text: string; problem?: string } {
  if (version === 6) return transportChecksum(walk, ICMPV6, at, at + 2);
  if (walk.limit !== walk.wireEnd || walk.firstFragment) {
    return { text: `${hex16(u16be(walk.bytes, at + 2))} [unverified]` };
  }
  return plainChecksum(walk.bytes, at, walk.limit, at + 2);
}

/** ARP operations, https://www.iana.org/assignments/arp-parameters/ */
const OPERATIONS = new Map<number, string>([
  [1, 'request'],
  [2, 'reply'],
  [3, 'reverse request'],
  [4, 'reverse reply'],
]);

export function describeArp(walk: Walk, sink: LayerSink, at: number, size: number): void {
  const hardwareSize = walk.bytes[at + 4];
  const protocolSize = walk.bytes[at + 5];
  const fields = new HeaderFields(walk, sink, 'ARP', at, size)
    .number('Hardware type', 0, 2)
    .number('Protocol type', 2, 2, (value) => withName(hex16(value), etherTypeName(value)))
    .number('Hardware size', 4, 1)
    .number('Protocol size', 5, 1)
    .number('Operation', 6, 2, (value) => withName(value, OPERATIONS.get(value) ?? 'unknown'));
  let offset = 8;
  for (const who of ['Sender', 'Target']) {
    if (fields.has(offset, hardwareSize)) {
      fields.text(
        `${who} hardware address`,
        macAddress(walk.bytes, at + offset, hardwareSize),
        offset,
        hardwareSize,
      );
    }
    offset += hardwareSize;
    if (protocolSize === 4) fields.ipv4(`${who} protocol address`, offset);
    else fields.hex(`${who} protocol address`, offset, protocolSize);
    offset += protocolSize;
  }
}

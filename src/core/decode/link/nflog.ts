import { u16be, u16le } from '../../bytes';
import { HeaderFields, withName } from '../header-fields';
import { etherTypeStep } from '../names/ethertypes';
import { Step } from '../step';
import type { Walk } from '../walk';

const HEADER = 4;
const ATTRIBUTE_HEADER = 4;
/** linux/netfilter/nfnetlink_log.h */
const NFULA_PACKET_HDR = 1;
const NFULA_PAYLOAD = 9;
const NFULA_PREFIX = 10;
const AF_INET = 2;
const AF_INET6 = 10;
const ATTRIBUTE_NAMES = new Map<number, string>([
  [NFULA_PACKET_HDR, 'Packet header'],
  [2, 'Mark'],
  [3, 'Timestamp'],
  [4, 'Input interface index'],
  [5, 'Output interface index'],
  [8, 'Hardware address'],
  [NFULA_PAYLOAD, 'Payload'],
  [NFULA_PREFIX, 'Prefix'],
  [11, 'User ID'],
  [12, 'Sequence number'],
  [13, 'Global sequence number'],
  [14, 'Group ID'],
  [15, 'Hardware type'],
  [16, 'Hardware header'],
  [17, 'Hardware header length'],
]);

/** LINKTYPE_NFLOG: family, version, group; then attributes of length and type in the capturing machine's byte order. */
export function nflog(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < HEADER) return walk.short('NFLOG', at, HEADER);
  const family = bytes[at];
  walk.headerAt = at;
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'NFLOG', at, Math.min(walk.limit - at, HEADER))
      .number('Family', 0, 1, (value) => withName(value, familyName(value)))
      .number('Version', 1, 1)
      .number('Resource ID', 2, 2);
  }
  return attributes(walk, family, at + HEADER);
}

const familyName = (family: number): string =>
  family === AF_INET ? 'IPv4' : family === AF_INET6 ? 'IPv6' : 'unknown';

function attributes(walk: Walk, family: number, start: number): Step {
  const bytes = walk.bytes;
  let protocol = 0;
  let at = start;
  while (walk.limit - at >= ATTRIBUTE_HEADER) {
    // A type is a small number, so its byte order shows; the length is in the same.
    const little = u16le(bytes, at + 2) <= 0xff;
    const length = little ? u16le(bytes, at) : u16be(bytes, at);
    const type = (little ? u16le(bytes, at + 2) : u16be(bytes, at + 2)) & 0x7fff;
    if (length < ATTRIBUTE_HEADER) return walk.malformed('NFLOG', at);
    const name = ATTRIBUTE_NAMES.get(type) ?? `Attribute ${type}`;
    walk.sink?.field(name, `${length - ATTRIBUTE_HEADER} bytes`, at, Math.min(at + length, walk.limit));
    const data = at + ATTRIBUTE_HEADER;
    if (type === NFULA_PACKET_HDR && walk.limit - data >= 2) protocol = u16be(bytes, data);
    if (type === NFULA_PAYLOAD) {
      walk.shrink(at + length);
      return payload(walk, family, protocol, data);
    }
    at += (length + 3) & ~3;
  }
  if (at < walk.wireEnd) return walk.short('NFLOG attribute', Math.min(at, walk.limit), ATTRIBUTE_HEADER);
  return walk.finishNamed('NFLOG', walk.limit);
}

function payload(walk: Walk, family: number, protocol: number, at: number): Step {
  if (family === AF_INET) return walk.go(Step.ipv4, at);
  if (family === AF_INET6) return walk.go(Step.ipv6, at);
  if (protocol === 0) return walk.finishNamed('NFLOG', at);
  walk.etherType = protocol;
  return walk.go(etherTypeStep(protocol), at);
}

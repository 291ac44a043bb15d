import { u16be } from '../../bytes';
import { HeaderFields, hex16, hex32, withName } from '../header-fields';
import { etherTypeName, etherTypeStep } from '../names/ethertypes';
import { Step } from '../step';
import type { Walk } from '../walk';

const CHECKSUM = 0x8000;
const ROUTING = 0x4000;
const KEY = 0x2000;
const SEQUENCE = 0x1000;
const ACKNOWLEDGMENT = 0x0080;
const VERSION = 0x0007;
const ERSPAN = 0x88be;
const ERSPAN_3 = 0x22eb;
const WCCP = 0x883e;
const MAX_ROUTES = 16;

/** GRE version 0 (RFC 2784, 2890, and the routing of RFC 1701) and version 1 (PPTP, RFC 2637). */
export function gre(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < 4) return walk.short('GRE', at, 4);
  const flags = u16be(bytes, at);
  const protocol = u16be(bytes, at + 2);
  const version = flags & VERSION;
  walk.headerAt = at;
  if (version > 1) return walk.finishNamed(`GRE version ${version}`, at);
  let size = greSize(flags);
  if (walk.limit - at < size) return walk.short('GRE', at, size);
  if (walk.sink !== null) describeGre(walk, at, flags, size);
  if ((flags & ROUTING) !== 0 && version === 0) {
    const routes = skipRoutes(walk, at + size);
    if (routes < 0) return walk.malformed('GRE', at + size);
    size = routes - at;
  }
  walk.etherType = protocol;
  return walk.go(greStep(walk, protocol, flags, at + size), at + size);
}

function greSize(flags: number): number {
  let size = 4;
  if ((flags & (CHECKSUM | ROUTING)) !== 0) size += 4;
  if ((flags & KEY) !== 0) size += 4;
  if ((flags & SEQUENCE) !== 0) size += 4;
  if ((flags & VERSION) === 1 && (flags & ACKNOWLEDGMENT) !== 0) size += 4;
  return size;
}

function greStep(walk: Walk, protocol: number, flags: number, payload: number): Step {
  // Without a sequence number it is ERSPAN type I, which has no header of its own.
  if (protocol === ERSPAN) return (flags & SEQUENCE) !== 0 ? Step.erspan2 : Step.ethernet;
  if (protocol === ERSPAN_3) return Step.erspan3;
  if (protocol === WCCP && payload < walk.limit && walk.bytes[payload] >>> 4 === 4) return Step.ipv4;
  return etherTypeStep(protocol);
}

/** Source route entries: address family, offset, length, data; one with family and length 0 ends them. */
function skipRoutes(walk: Walk, start: number): number {
  let at = start;
  for (let routes = 0; routes < MAX_ROUTES && walk.limit - at >= 4; routes++) {
    const length = walk.bytes[at + 3];
    if (u16be(walk.bytes, at) === 0 && length === 0) return at + 4;
    at += 4 + length;
  }
  return -1;
}

function describeGre(walk: Walk, at: number, flags: number, size: number): void {
  if (walk.sink === null) return;
  const fields = new HeaderFields(walk, walk.sink, 'GRE', at, size)
    .number('Flags and version', 0, 2, hex16)
    .bits(flags, 0, 2, [
      [CHECKSUM, 'Checksum'],
      [ROUTING, 'Routing'],
      [KEY, 'Key'],
      [SEQUENCE, 'Sequence number'],
    ])
    .number('Protocol', 2, 2, (value) => withName(hex16(value), etherTypeName(value)));
  let offset = 4;
  if ((flags & (CHECKSUM | ROUTING)) !== 0) {
    fields.number('Checksum', offset, 2, hex16).number('Offset', offset + 2, 2);
    offset += 4;
  }
  if ((flags & KEY) !== 0) {
    if ((flags & VERSION) === 1) {
      fields.number('Payload length', offset, 2).number('Call ID', offset + 2, 2);
    } else fields.number('Key', offset, 4, hex32);
    offset += 4;
  }
  if ((flags & SEQUENCE) !== 0) {
    fields.number('Sequence number', offset, 4);
    offset += 4;
  }
  if ((flags & VERSION) === 1 && (flags & ACKNOWLEDGMENT) !== 0)
    fields.number('Acknowledgment number', offset, 4);
}

/** ERSPAN type II: eight bytes, then the mirrored Ethernet frame (draft-foschiano-erspan). */
export function erspan2(walk: Walk): Step {
  return erspan(walk, 'ERSPAN II', 8);
}

/** ERSPAN type III: twelve bytes, and eight more when the last bit says so. */
export function erspan3(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 12) return walk.short('ERSPAN III', at, 12);
  return erspan(walk, 'ERSPAN III', (walk.bytes[at + 11] & 1) !== 0 ? 20 : 12);
}

function erspan(walk: Walk, name: string, size: number): Step {
  const at = walk.at;
  if (walk.limit - at < size) return walk.short(name, at, size);
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, name, at, size)
      .number('Version', 0, 1, (value) => String(value >>> 4))
      .number('VLAN', 0, 2, (value) => String(value & 0x0fff))
      .number('Session ID', 2, 2, (value) => String(value & 0x03ff));
  }
  return walk.go(Step.ethernet, at + size);
}

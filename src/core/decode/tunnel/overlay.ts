import { u16be, u32be } from '../../bytes';
import { HeaderFields, hex8, hex16, withName } from '../header-fields';
import { etherTypeName, etherTypeStep } from '../names/ethertypes';
import { PacketKind } from '../segment';
import { Step } from '../step';
import type { Walk } from '../walk';

const VXLAN_PORTS: readonly number[] = [4789, 8472];
const VXLAN_GPE_PORT = 4790;
const GENEVE_PORT = 6081;
const HEADER = 8;

const VXLAN_HAS_VNI = 0x08;
const GPE_HAS_PROTOCOL = 0x04;

/**
 * What a UDP payload at `at` carries by its ports, as long as its first bytes agree; `Step.done` for nothing that
 * is decoded.
 */
export function overlayStep(walk: Walk, source: number, destination: number, at: number): Step {
  if (walk.limit - at < HEADER) return Step.done;
  const first = walk.bytes[at];
  if (VXLAN_PORTS.includes(destination) || VXLAN_PORTS.includes(source)) {
    return (first & VXLAN_HAS_VNI) !== 0 && walk.bytes[at + 7] === 0 ? Step.vxlan : Step.done;
  }
  if (destination === VXLAN_GPE_PORT || source === VXLAN_GPE_PORT) {
    return (first & (VXLAN_HAS_VNI | GPE_HAS_PROTOCOL)) !== 0 ? Step.vxlanGpe : Step.done;
  }
  if (destination === GENEVE_PORT || source === GENEVE_PORT)
    return first >>> 6 === 0 ? Step.geneve : Step.done;
  return Step.done;
}

/** VXLAN, RFC 7348: flags, 24-bit network identifier, then an Ethernet frame. */
export function vxlan(walk: Walk): Step {
  const at = walk.at;
  walk.headerAt = at;
  if (walk.sink !== null) describeVxlan(walk, 'VXLAN', at);
  return walk.go(Step.ethernet, at + HEADER);
}

const GPE_STEPS = new Map<number, Step>([
  [0, Step.ethernet],
  [1, Step.ipv4],
  [2, Step.ipv6],
  [3, Step.ethernet],
  [4, Step.nsh],
  [5, Step.mpls],
]);

/** VXLAN generic protocol extension (draft-ietf-nvo3-vxlan-gpe): the fourth byte says what follows. */
export function vxlanGpe(walk: Walk): Step {
  const at = walk.at;
  walk.headerAt = at;
  if (walk.sink !== null) describeVxlan(walk, 'VXLAN-GPE', at);
  const step = GPE_STEPS.get(walk.bytes[at + 3]);
  return step === undefined ? walk.finishNamed('VXLAN-GPE', at + HEADER) : walk.go(step, at + HEADER);
}

function describeVxlan(walk: Walk, name: string, at: number): void {
  if (walk.sink === null) return;
  new HeaderFields(walk, walk.sink, name, at, HEADER)
    .number('Flags', 0, 1, hex8)
    .text('VNI', String(u32be(walk.bytes, at + 4) >>> 8), 4, 3);
}

/** GENEVE, RFC 8926: options' length in words, an Ethertype, 24-bit network identifier, options. */
export function geneve(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  const size = HEADER + (bytes[at] & 0x3f) * 4;
  const protocol = u16be(bytes, at + 2);
  walk.headerAt = at;
  if (walk.limit - at < size) return walk.short('GENEVE', at, size);
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'GENEVE', at, size)
      .number('Version', 0, 1, (value) => String(value >>> 6))
      .text('Options length', String(size - HEADER), 0, 1)
      .number('Flags', 1, 1, hex8)
      .number('Protocol', 2, 2, (value) => withName(hex16(value), etherTypeName(value)))
      .text('VNI', String(u32be(bytes, at + 4) >>> 8), 4, 3)
      .hex('Options', HEADER, size - HEADER);
  }
  walk.etherType = protocol;
  return walk.go(etherTypeStep(protocol), at + size);
}

const NSH_STEPS = new Map<number, Step>([
  [1, Step.ipv4],
  [2, Step.ipv6],
  [3, Step.ethernet],
  [5, Step.mpls],
]);

/** Network service header, RFC 8300: its length in words is in the second byte's low six bits. */
export function nsh(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < HEADER) return walk.short('NSH', at, HEADER);
  const size = (walk.bytes[at + 1] & 0x3f) * 4;
  walk.headerAt = at;
  if (size < HEADER) return walk.malformed('NSH', at);
  if (walk.limit - at < size) return walk.short('NSH', at, size);
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'NSH', at, size)
      .number('Next protocol', 3, 1)
      .text('Service path', String(u32be(walk.bytes, at + 4) >>> 8), 4, 3)
      .number('Service index', 7, 1);
  }
  const step = NSH_STEPS.get(walk.bytes[at + 3]);
  if (step !== undefined) return walk.go(step, at + size);
  walk.named = 'NSH';
  return walk.finish(PacketKind.other, at + size);
}

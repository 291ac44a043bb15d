import { u16be, u32be } from '../../bytes';
import { AddressFamily } from '../../tcp';
import { ipProtocolStep } from '../names/ip-protocols';
import { PacketKind } from '../segment';
import { Step } from '../step';
import type { Walk } from '../walk';
import { IPV6_HEADER } from './ipv6';
import { describeExtension, describeFragment, describeJumbo, EXTENSION_NAMES } from './ipv6-extension-fields';

const JUMBO_PAYLOAD = 0xc2;
const HOME_ADDRESS = 0xc9;
const PAD1 = 0;

/** Hop-by-hop options, RFC 8200 section 4.3, with the jumbo payload length of RFC 2675. */
export function hopByHop(walk: Walk): Step {
  const at = walk.at;
  if (walk.segment.family !== AddressFamily.ipv6) return Step.namedProtocol;
  const next = extension(walk, EXTENSION_NAMES.hopByHop, 8);
  if (next !== Step.done) readOptions(walk, at, walk.at);
  return next;
}

/** Destination options, RFC 8200 section 4.6. */
export function destinationOptions(walk: Walk): Step {
  const at = walk.at;
  const next = extension(walk, EXTENSION_NAMES.destinationOptions, 8);
  if (next !== Step.done) readOptions(walk, at, walk.at);
  return next;
}

/** Routing header, RFC 8200 section 4.4: the last address is the one that the TCP checksum covers. */
export function routing(walk: Walk): Step {
  const at = walk.at;
  const next = extension(walk, EXTENSION_NAMES.routing, 8);
  if (next === Step.done) return next;
  const bytes = walk.bytes;
  const segmentsLeft = bytes[at + 3];
  if (segmentsLeft > 0) walk.finalDestinationAt = finalDestination(bytes[at + 2], at, walk.at);
  return next;
}

/** Types 0 and 2 keep the addresses in order of travel; segment routing (4, RFC 8754) the last one first. */
function finalDestination(type: number, at: number, end: number): number {
  if (end - at < 24) return -1;
  if (type === 4) return at + 8;
  return type === 0 || type === 2 ? end - 16 : -1;
}

/** Mobility (RFC 6275), HIP and Shim6 headers share the form of the others. */
export function mobility(walk: Walk): Step {
  return extension(walk, EXTENSION_NAMES.mobility, 8);
}

/** Authentication header, RFC 4302: the length is in 4-octet units, less 2. Also found in IPv4. */
export function authentication(walk: Walk): Step {
  return extension(walk, EXTENSION_NAMES.authentication, 4);
}

function extension(walk: Walk, name: string, unit: 4 | 8): Step {
  const at = walk.at;
  if (walk.limit - at < 8) return walk.short(name, at, 8);
  const bytes = walk.bytes;
  const size = unit === 8 ? (bytes[at + 1] + 1) * 8 : (bytes[at + 1] + 2) * 4;
  walk.headerAt = at;
  if (walk.limit - at < size) return walk.short(name, at, size);
  walk.ipProtocol = bytes[at];
  if (walk.sink !== null) describeExtension(walk, walk.sink, name, at, size);
  return walk.go(ipProtocolStep(walk.ipProtocol), at + size);
}

function readOptions(walk: Walk, start: number, end: number): void {
  const bytes = walk.bytes;
  let at = start + 2;
  while (at < end) {
    if (bytes[at] === PAD1) {
      at++;
      continue;
    }
    if (at + 2 > end || at + 2 + bytes[at + 1] > end) return;
    if (bytes[at] === JUMBO_PAYLOAD && bytes[at + 1] === 4) readJumbo(walk, at);
    else if (bytes[at] === HOME_ADDRESS) walk.addressesReplaced = true;
    at += 2 + bytes[at + 1];
  }
}

function readJumbo(walk: Walk, at: number): void {
  const bytes = walk.bytes;
  const length = u32be(bytes, at + 2);
  if (walk.sink !== null) describeJumbo(walk.sink, length, at);
  if (u16be(bytes, walk.networkAt + 4) === 0 && length > 0xffff) {
    walk.bound(walk.networkAt + IPV6_HEADER + length);
  }
}

/** Fragment header, RFC 8200 section 4.5. One with offset 0 and no more fragments is whole (RFC 6946). */
export function fragment(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 8) return walk.short(EXTENSION_NAMES.fragment, at, 8);
  const bytes = walk.bytes;
  const word = u16be(bytes, at + 2);
  walk.headerAt = at;
  walk.ipProtocol = bytes[at];
  walk.fragmentId = u32be(bytes, at + 4);
  walk.fragmentOffset = word & 0xfff8;
  walk.firstFragment = (word & 0xfff9) === 1;
  if (walk.sink !== null) describeFragment(walk, walk.sink, at);
  if (walk.fragmentOffset !== 0) return walk.finish(PacketKind.fragment, at + 8);
  return walk.go(ipProtocolStep(walk.ipProtocol), at + 8);
}

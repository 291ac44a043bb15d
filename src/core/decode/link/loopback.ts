import { u32be, u32le } from '../../bytes';
import { etherTypeStep } from '../names/ethertypes';
import { Step } from '../step';
import type { Walk } from '../walk';
import { AF_INET, AF_INET6, familyName } from './family';
import { describeEnc, describeFamily, describePflog } from './loopback-fields';

/** LINKTYPE_NULL: the address family in the byte order of the machine that captured, which is not said. */
export function nullLoopback(walk: Walk): Step {
  return loopback(walk, 'Null/loopback');
}

/** LINKTYPE_LOOP: the same in network byte order. Files with it swapped exist, and the value tells. */
export function loop(walk: Walk): Step {
  return loopback(walk, 'Loopback');
}

function loopback(walk: Walk, name: string): Step {
  const at = walk.at;
  if (walk.limit - at < 4) return walk.short(name, at, 4);
  const family = familyAt(walk.bytes, at);
  walk.headerAt = at;
  if (walk.sink !== null) describeFamily(walk, walk.sink, name, family, at);
  return familyPayload(walk, family, at + 4);
}

/** A family is a small number: the byte order that makes it small is the one it was written in. */
function familyAt(bytes: Uint8Array, at: number): number {
  const big = u32be(bytes, at);
  return big > 0xffff ? u32le(bytes, at) : big;
}

function familyPayload(walk: Walk, family: number, at: number): Step {
  if (family === AF_INET) return walk.go(Step.ipv4, at);
  if (AF_INET6.includes(family)) return walk.go(Step.ipv6, at);
  // Some drivers put an Ethertype there.
  if (family >= 0x0600 && family <= 0xffff) {
    walk.etherType = family;
    return walk.go(etherTypeStep(family), at);
  }
  return walk.finishNamed(familyName(family), at);
}

/** LINKTYPE_ENC, OpenBSD enc(4): family, security parameter index, flags; all 32 bits, in host byte order. */
export function enc(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 12) return walk.short('OpenBSD ENC', at, 12);
  const family = familyAt(walk.bytes, at);
  walk.headerAt = at;
  if (walk.sink !== null) describeEnc(walk, walk.sink, family, at);
  return familyPayload(walk, family, at + 12);
}

/** LINKTYPE_PFLOG, pflog(4): the first byte is the header's length before padding to four bytes, the second the family. */
export function pflog(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 4) return walk.short('OpenBSD PFLOG', at, 4);
  const size = (walk.bytes[at] + 3) & ~3;
  if (size < 4) return walk.malformed('OpenBSD PFLOG', at);
  if (walk.limit - at < size) return walk.short('OpenBSD PFLOG', at, size);
  walk.headerAt = at;
  if (walk.sink !== null) describePflog(walk, walk.sink, at, size);
  return familyPayload(walk, walk.bytes[at + 1], at + size);
}

/** Raw IP: the version is in the packet itself. */
export function raw(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 1) return walk.short('IP', at, 1);
  const version = walk.bytes[at] >>> 4;
  if (version === 4) return Step.ipv4;
  if (version === 6) return Step.ipv6;
  return walk.malformed('IP', at);
}

import { u16le, u32be, u32le } from '../../bytes';
import { HeaderFields, hex8, hex32 } from '../header-fields';
import { linkStep } from '../names/link-steps';
import { Step } from '../step';
import type { Walk } from '../walk';

const PRESENT_TSFT = 0x1;
const PRESENT_FLAGS = 0x2;
const PRESENT_MORE = 0x80000000;
const RADIOTAP_FCS = 0x10;
const RADIOTAP_PADDED = 0x20;
const FCS_LENGTH = 4;

/** Radiotap (https://www.radiotap.org): version, length, presence words, then fields each aligned to its own size. */
export function radiotap(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < 8) return walk.short('Radiotap', at, 8);
  const size = u16le(bytes, at + 2);
  walk.headerAt = at;
  if (size < 8 || bytes[at] !== 0) return walk.malformed('Radiotap', at);
  if (walk.limit - at < size) return walk.short('Radiotap', at, size);
  const flags = radiotapFlags(bytes, at, at + size);
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'Radiotap', at, size)
      .number('Version', 0, 1)
      .text('Length', String(size), 2, 2)
      .text('Present', hex32(u32le(bytes, at + 4)), 4, 4)
      .text('Flags', flags < 0 ? 'absent' : hex8(flags), 0, 0);
  }
  walk.wifiPadding = flags >= 0 && (flags & RADIOTAP_PADDED) !== 0;
  // A capture that counts the FCS in its own header as well has had it taken off already.
  if (flags >= 0 && (flags & RADIOTAP_FCS) !== 0 && walk.fcsLength === 0) {
    walk.shrink(Math.max(at + size, walk.wireEnd - FCS_LENGTH));
  }
  return walk.go(Step.wifi, at + size);
}

/** The Flags field, or -1 when there is none. It comes second, so only the timestamp can stand before it. */
function radiotapFlags(bytes: Uint8Array, start: number, end: number): number {
  const present = u32le(bytes, start + 4);
  if ((present & PRESENT_FLAGS) === 0) return -1;
  let at = start + 4;
  while (at + 4 <= end && (u32le(bytes, at) & PRESENT_MORE) !== 0) at += 4;
  at += 4;
  if ((present & PRESENT_TSFT) !== 0) at = start + (((at - start + 7) & ~7) + 8);
  return at < end ? bytes[at] : -1;
}

const AVS_MAGIC = 0x80211000;
const AVS_VERSION_MASK = 0xfffff000;

/** LINKTYPE_IEEE802_11_PRISM: a Prism header of 144 bytes, or an AVS one under the same number. */
export function prism(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 8) return walk.short('Prism', at, 8);
  if ((u32be(walk.bytes, at) & AVS_VERSION_MASK) >>> 0 === AVS_MAGIC) return walk.go(Step.avs, at);
  const little = u32le(walk.bytes, at + 4);
  const size = little > 0xffff ? u32be(walk.bytes, at + 4) : little;
  return radioHeader(walk, 'Prism', at, size);
}

/** LINKTYPE_IEEE802_11_AVS: magic and version, then the header's length, both big-endian. */
export function avs(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 8) return walk.short('AVS', at, 8);
  return radioHeader(walk, 'AVS', at, u32be(walk.bytes, at + 4));
}

function radioHeader(walk: Walk, name: string, at: number, size: number): Step {
  walk.headerAt = at;
  if (size < 8 || size > 0xffff) return walk.malformed(name, at);
  if (walk.limit - at < size) return walk.short(name, at, size);
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, name, at, size).text('Length', String(size), 4, 4);
  }
  return walk.go(Step.wifi, at + size);
}

const PPI_TAG_80211_COMMON = 2;
const PPI_FCS = 0x0001;

/** Per-Packet Information: version, flags, length, link type of the frame behind, then tagged fields; little-endian. */
export function ppi(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < 8) return walk.short('PPI', at, 8);
  const size = u16le(bytes, at + 2);
  const linkType = u32le(bytes, at + 4);
  walk.headerAt = at;
  if (size < 8) return walk.malformed('PPI', at);
  if (walk.limit - at < size) return walk.short('PPI', at, size);
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'PPI', at, size)
      .number('Version', 0, 1)
      .text('Length', String(size), 2, 2)
      .text('Link type', String(linkType), 4, 4);
  }
  if (ppiHasFcs(bytes, at + 8, at + size)) walk.shrink(Math.max(at + size, walk.wireEnd - FCS_LENGTH));
  walk.linkType = linkType;
  return walk.go(linkStep(linkType), at + size);
}

function ppiHasFcs(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at + 4 <= end) {
    const length = u16le(bytes, at + 2);
    if (u16le(bytes, at) === PPI_TAG_80211_COMMON && length >= 10 && at + 14 <= end) {
      return (u16le(bytes, at + 12) & PPI_FCS) !== 0;
    }
    at += 4 + length;
  }
  return false;
}

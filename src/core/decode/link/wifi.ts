import { u16be, u16le } from '../../bytes';
import { wifiFrameName } from '../names/wifi-frames';
import { PacketKind } from '../segment';
import { Step } from '../step';
import type { Walk } from '../walk';
import { describeAmsdu, describeWifi } from './wifi-fields';

const TO_DS = 0x01;
const FROM_DS = 0x02;
const PROTECTED = 0x40;
const ORDER = 0x80;

const DATA = 2;
/** Bits of a data frame's subtype (IEEE 802.11-2020 table 9-1). */
const SUBTYPE_NO_DATA = 0x4;
const SUBTYPE_QOS = 0x8;
const QOS_AMSDU = 0x80;

/**
 * IEEE 802.11 frame. Data frames lead on to LLC; the others are named, and what is encrypted is called so.
 */
export function wifi(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < 2) return walk.short('802.11', at, 2);
  const type = (bytes[at] >>> 2) & 3;
  const subtype = bytes[at] >>> 4;
  const flags = bytes[at + 1];
  walk.headerAt = at;
  const size = type === DATA ? dataHeaderSize(subtype, flags) : Math.min(24, walk.limit - at);
  if (walk.limit - at < size) return walk.short('802.11', at, size);
  if (walk.sink !== null) describeWifi(walk, walk.sink, at, size);
  if (type !== DATA) return walk.finishNamed(wifiFrameName(type, subtype), at + size);
  if ((subtype & SUBTYPE_NO_DATA) !== 0) return walk.finishNamed('802.11 no data', at + size);
  const payload = Math.min(walk.wifiPadding ? at + ((size + 3) & ~3) : at + size, walk.limit);
  if ((flags & PROTECTED) !== 0) return walk.finishNamed('802.11 encrypted data', payload);
  if ((u16le(bytes, at + 22) & 0x0f) !== 0) return walk.finish(PacketKind.fragment, payload);
  const qosAt = at + ((flags & (TO_DS | FROM_DS)) === (TO_DS | FROM_DS) ? 30 : 24);
  if ((subtype & SUBTYPE_QOS) !== 0 && (bytes[qosAt] & QOS_AMSDU) !== 0) return amsdu(walk, payload);
  return walk.go(Step.llc, payload);
}

function dataHeaderSize(subtype: number, flags: number): number {
  let size = 24;
  if ((flags & TO_DS) !== 0 && (flags & FROM_DS) !== 0) size += 6;
  if ((subtype & SUBTYPE_QOS) !== 0) {
    size += 2;
    if ((flags & ORDER) !== 0) size += 4;
  }
  return size;
}

/** Several packets in one frame; the first is decoded. Destination, source, length, then LLC (9.3.2.2.2). */
function amsdu(walk: Walk, at: number): Step {
  if (walk.limit - at < 14) return walk.short('A-MSDU subframe', at, 14);
  const length = u16be(walk.bytes, at + 12);
  if (walk.sink !== null) describeAmsdu(walk, walk.sink, at);
  walk.shrink(at + 14 + length);
  return walk.go(Step.llc, at + 14);
}

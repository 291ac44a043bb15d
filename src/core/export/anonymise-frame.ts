import { u16be } from '../bytes';
import {
  type Frame,
  onesComplementSum,
  PacketKind,
  pseudoHeaderSum,
  Segment,
  Walk,
  walkFrame,
  walkQuoted,
} from '../decode';
import type { AddressBook } from './address-book';
import { HeaderMask } from './header-mask';

const TCP = 6;
const ICMPV6 = 58;
const TCP_CHECKSUM = 16;
const TCP_HEADER = 20;
const UDP_CHECKSUM = 6;
const IPV4_CHECKSUM = 10;
const ICMP_CHECKSUM = 2;

/**
 * The headers of a frame with other addresses and without its payload: bytes from the frame's first one to the end of its
 * innermost header. Lengths in the headers stay, as in a capture with a short snap length. Checksums that were right are right
 * again, with zeros in the place of the payload, so that they tell nothing of it. Null: the frame is neither TCP nor ICMP, or has
 * a header of which it is not known what it tells.
 */
export function anonymisedFrame(frame: Frame, book: AddressBook): Uint8Array | null {
  const out = new Uint8Array(frame.end);
  const mask = new HeaderMask(frame.bytes, out, frame.end, book);
  const walk = new Walk();
  const segment = new Segment();
  walkFrame(walk, frame, segment, mask);
  const isIcmp = segment.kind === PacketKind.icmp;
  if (!isIcmp && segment.kind !== PacketKind.tcp) return null;
  const { networkAt, headerAt } = walk;
  const end = isIcmp ? walkQuoted(walk, new Segment(), mask) : walk.at;
  if (mask.unknown || walk.addressesReplaced || networkAt < 0) return null;
  for (const { name, start, end: headerEnd } of mask.layers) {
    if (name === 'IPv4') adjustIpv4(frame.bytes, out, start, headerEnd);
    // 0: none was computed (RFC 768; RFC 6935 for tunnels over IPv6).
    if (name === 'UDP' && headerEnd - start === 8) out.fill(0, start + UDP_CHECKSUM, start + 8);
  }
  if (isIcmp) sumIcmp(walk, out, headerAt, end);
  else if (!walk.firstFragment && walk.limit - headerAt >= TCP_HEADER)
    sumTcp(walk, out, headerAt, Math.min(end, walk.limit));
  return out.subarray(frame.start, Math.max(frame.start, Math.min(end, walk.limit)));
}

function adjustIpv4(from: Uint8Array, out: Uint8Array, start: number, end: number): void {
  if (end - start < 20) return;
  const at = start + IPV4_CHECKSUM;
  const before = onesComplementSum(from, start, end) - u16be(from, at);
  const after = onesComplementSum(out, start, end) - u16be(out, at);
  setSum(out, at, adjusted(u16be(from, at), before, after));
}

/** The checksum of other bytes, as right or wrong as it was before (RFC 1624). Sums may be off by multiples of 65,535. */
function adjusted(stored: number, before: number, after: number): number {
  const sum = (0xffff - stored + after - before) % 0xffff;
  return 0xffff - (sum <= 0 ? sum + 0xffff : sum);
}

function sumTcp(walk: Walk, out: Uint8Array, at: number, end: number): void {
  const stored = u16be(walk.bytes, at + TCP_CHECKSUM);
  const length = walk.wireEnd - at;
  const pseudo = pseudoHeaderSum(walk, TCP, length);
  const pseudoNow = pseudoHeaderSum({ ...pseudoOf(walk), bytes: out }, TCP, length);
  // Left to the network card (Linux CHECKSUM_PARTIAL): there is nothing else in it.
  if (stored === pseudo) {
    setSum(out, at + TCP_CHECKSUM, pseudoNow);
    return;
  }
  const after = onesComplementSum(out, at, end, pseudoNow) - u16be(out, at + TCP_CHECKSUM);
  const isWhole = walk.limit === walk.wireEnd;
  const before = onesComplementSum(walk.bytes, at, walk.limit, pseudo) - stored;
  setSum(out, at + TCP_CHECKSUM, isWhole ? adjusted(stored, before, after) : adjusted(0xffff, 0, after));
}

/** Over what is handed on: what an error quotes of its packet beyond the headers counts as zeros. */
function sumIcmp(walk: Walk, out: Uint8Array, at: number, end: number): void {
  if (end - at < 4) return;
  const at16 = at + ICMP_CHECKSUM;
  out.fill(0, at16, at16 + 2);
  const isV6 = out[walk.networkAt] >>> 4 === 6;
  const pseudo = isV6 ? pseudoHeaderSum({ ...pseudoOf(walk), bytes: out }, ICMPV6, walk.wireEnd - at) : 0;
  setSum(out, at16, adjusted(0xffff, 0, onesComplementSum(out, at, end, pseudo)));
}

const pseudoOf = ({ networkAt, finalDestinationAt, segment }: Walk) => ({
  networkAt,
  finalDestinationAt,
  segment: { family: segment.family },
});

function setSum(out: Uint8Array, at: number, sum: number): void {
  out[at] = sum >>> 8;
  out[at + 1] = sum & 0xff;
}

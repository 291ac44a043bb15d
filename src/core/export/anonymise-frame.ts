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
import { HeaderMask, type MaskedLayer } from './header-mask';

const TCP = 6;
const ICMPV6 = 58;
const TCP_CHECKSUM = 16;
const TCP_HEADER = 20;
const UDP_CHECKSUM = 6;
const IPV4_CHECKSUM = 10;
const ICMP_CHECKSUM = 2;
/** Where the checksum stands in the headers that an ICMP error quotes. */
const QUOTED_CHECKSUMS: ReadonlyMap<string, number> = new Map([
  ['TCP', TCP_CHECKSUM],
  ['UDP', UDP_CHECKSUM],
  ['ICMP', ICMP_CHECKSUM],
  ['ICMPv6', ICMP_CHECKSUM],
]);
/** What stands for a checksum that was wrong: its difference from the right one would tell of what it was computed over. */
const WRONG_SUMS = [0xbad1, 0xbad2, 0xbad3] as const;

/**
 * The headers of a frame with other addresses and without its payload: bytes from the frame's first one to the end of its
 * innermost header. Lengths in the headers stay, as in a capture with a short snap length. Checksums that were right are right
 * again, with zeros in the place of the payload, so that they tell nothing of it; wrong ones are wrong, 0 stays 0, and what an
 * ICMP error quotes has none. Null: the frame is neither TCP nor ICMP, or has
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
  const ownLayers = mask.layers.length;
  const end = isIcmp ? walkQuoted(walk, new Segment(), mask) : walk.at;
  if (mask.unknown || walk.addressesReplaced || networkAt < 0) return null;
  for (const { name, start, end: headerEnd } of mask.layers) {
    if (name === 'IPv4') adjustIpv4(frame.bytes, out, start, headerEnd);
    // 0: none was computed (RFC 768; RFC 6935 for tunnels over IPv6).
    if (name === 'UDP' && headerEnd - start === 8) out.fill(0, start + UDP_CHECKSUM, start + 8);
  }
  for (const layer of mask.layers.slice(ownLayers)) clearQuotedSum(out, layer);
  if (isIcmp) sumIcmp(walk, out, headerAt, end);
  else sumTcp(walk, out, headerAt, Math.min(end, walk.limit));
  return out.subarray(frame.start, Math.max(frame.start, Math.min(end, walk.limit)));
}

/** It is computed over the whole packet, of which the quotation is not all there. */
function clearQuotedSum(out: Uint8Array, { name, start }: MaskedLayer): void {
  const at = QUOTED_CHECKSUMS.get(name);
  if (at !== undefined) out.fill(0, start + at, start + at + 2);
}

function adjustIpv4(from: Uint8Array, out: Uint8Array, start: number, end: number): void {
  if (end - start < 20) return;
  const at = start + IPV4_CHECKSUM;
  const right = rightSum(onesComplementSum(out, start, end) - u16be(out, at));
  const wasRight = onesComplementSum(from, start, end) === 0xffff;
  setSum(out, at, wasRight ? right : wrongSum(u16be(from, at), right));
}

/** The checksum of bytes whose sum, without it, is `sum` (RFC 1071); the sum may be off by multiples of 65,535. */
function rightSum(sum: number): number {
  const folded = sum % 0xffff;
  return 0xffff - (folded <= 0 ? folded + 0xffff : folded);
}

/** 0, which a network card was to fill in, stays 0; any other value is none of `others`, and tells nothing of what it was. */
const wrongSum = (stored: number, ...others: readonly number[]): number =>
  stored === 0 ? 0 : (WRONG_SUMS.find((sum) => !others.includes(sum)) ?? 0);

function sumTcp(walk: Walk, out: Uint8Array, at: number, end: number): void {
  const sumAt = at + TCP_CHECKSUM;
  // There is nothing to compute it over: the rest is in other fragments, or not recorded.
  if (walk.firstFragment || walk.limit - at < TCP_HEADER) {
    out.fill(0, sumAt, sumAt + 2);
    return;
  }
  const stored = u16be(walk.bytes, sumAt);
  const length = walk.wireEnd - at;
  const pseudo = pseudoHeaderSum(walk, TCP, length);
  const pseudoNow = pseudoHeaderSum({ ...pseudoOf(walk), bytes: out }, TCP, length);
  const right = rightSum(onesComplementSum(out, at, end, pseudoNow) - u16be(out, sumAt));
  const isWhole = walk.limit === walk.wireEnd;
  const wasRight = isWhole && onesComplementSum(walk.bytes, at, walk.limit, pseudo) === 0xffff;
  // Left to the network card (Linux CHECKSUM_PARTIAL): there is nothing else in it.
  if (stored === pseudo) setSum(out, sumAt, pseudoNow);
  else if (wasRight || (!isWhole && stored !== 0)) setSum(out, sumAt, right);
  else setSum(out, sumAt, wrongSum(stored, right, pseudoNow));
}

/** Over what is handed on: what an error quotes of its packet beyond the headers counts as zeros. */
function sumIcmp(walk: Walk, out: Uint8Array, at: number, end: number): void {
  if (end - at < 4) return;
  const at16 = at + ICMP_CHECKSUM;
  out.fill(0, at16, at16 + 2);
  const isV6 = out[walk.networkAt] >>> 4 === 6;
  const pseudo = isV6 ? pseudoHeaderSum({ ...pseudoOf(walk), bytes: out }, ICMPV6, walk.wireEnd - at) : 0;
  setSum(out, at16, rightSum(onesComplementSum(out, at, end, pseudo)));
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

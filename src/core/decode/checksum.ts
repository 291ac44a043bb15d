import { u16be } from '../bytes';
import { AddressFamily } from '../tcp';
import type { Walk } from './walk';

/** Ones' complement sum (RFC 1071) of the bytes [start, end) and of `initial`, folded to 16 bits, not inverted. */
export function onesComplementSum(bytes: Uint8Array, start: number, end: number, initial = 0): number {
  let sum = initial;
  let at = start;
  for (; at + 1 < end; at += 2) sum += u16be(bytes, at);
  if (at < end) sum += bytes[at] << 8;
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return sum;
}

/** Where the addresses of an IP header stand, as a walk knows it. */
export type PseudoHeader = Pick<Walk, 'bytes' | 'networkAt' | 'finalDestinationAt'> & {
  readonly segment: Pick<Walk['segment'], 'family'>;
};

/** Sum of the pseudo-header (RFC 9293 section 3.1, RFC 8200 section 8.1) of the IP header that the walk met last. */
export function pseudoHeaderSum(walk: PseudoHeader, protocol: number, length: number): number {
  const { bytes, networkAt } = walk;
  const initial = protocol + Math.floor(length / 0x10000) + (length % 0x10000);
  if (walk.segment.family === AddressFamily.ipv4) {
    return onesComplementSum(bytes, networkAt + 12, networkAt + 20, initial);
  }
  const sources = onesComplementSum(bytes, networkAt + 8, networkAt + 24, initial);
  const destination = walk.finalDestinationAt >= 0 ? walk.finalDestinationAt : networkAt + 24;
  return onesComplementSum(bytes, destination, destination + 16, sources);
}

export interface ChecksumVerdict {
  /** `0x1c46 [correct]`, `0xfe30 [incorrect, should be 0x1c46]`, `0x1c46 [unverified]`. */
  readonly text: string;
  readonly problem?: string;
}

/** Stable texts of `Field.problem` for checksums. */
export const BAD_CHECKSUM = 'bad checksum';
export const OFFLOADED_CHECKSUM = 'checksum left to the network card';

/**
 * Verdict on the checksum at `checksumAt` of the TCP, UDP or ICMPv6 message that begins at `at` and goes on to the
 * end of what encloses it. Unverified when bytes are missing: cut, the rest in other fragments, or a source route
 * that is not followed.
 */
export function transportChecksum(
  walk: Walk,
  protocol: number,
  at: number,
  checksumAt: number,
): ChecksumVerdict {
  const stored = u16be(walk.bytes, checksumAt);
  const complete = walk.limit === walk.wireEnd && !walk.firstFragment && !walk.addressesReplaced;
  if (!complete || walk.networkAt < 0) return { text: `${hex4(stored)} [unverified]` };
  const pseudo = pseudoHeaderSum(walk, protocol, walk.wireEnd - at);
  const sum = onesComplementSum(walk.bytes, at, walk.limit, pseudo);
  if (sum === 0xffff) return { text: `${hex4(stored)} [correct]` };
  const expected = expectedChecksum(sum, stored);
  // Captured before the card had filled it in, the field holds the pseudo-header's sum alone (Linux CHECKSUM_PARTIAL).
  const offloaded = stored === pseudo || stored === 0;
  return incorrect(stored, expected, offloaded);
}

/** Verdict on a checksum that covers [start, end) without a pseudo-header: the IPv4 header's, ICMP's. */
export function plainChecksum(
  bytes: Uint8Array,
  start: number,
  end: number,
  checksumAt: number,
): ChecksumVerdict {
  const stored = u16be(bytes, checksumAt);
  const sum = onesComplementSum(bytes, start, end);
  if (sum === 0xffff) return { text: `${hex4(stored)} [correct]` };
  return incorrect(stored, expectedChecksum(sum, stored), stored === 0);
}

function expectedChecksum(sum: number, stored: number): number {
  const without = sum - stored;
  const folded = without <= 0 ? without + 0xffff : without;
  return 0xffff - folded;
}

function incorrect(stored: number, expected: number, offloaded: boolean): ChecksumVerdict {
  const hint = offloaded ? ' - offloaded to the network card?' : '';
  return {
    text: `${hex4(stored)} [incorrect, should be ${hex4(expected)}${hint}]`,
    problem: offloaded ? OFFLOADED_CHECKSUM : BAD_CHECKSUM,
  };
}

const hex4 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

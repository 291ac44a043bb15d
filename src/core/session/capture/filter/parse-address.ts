import type { AddressPattern } from './expression';

/** `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`, `[::1]`; null when it is no address. */
export function parseAddress(text: string): AddressPattern | null {
  const [host, bits, ...rest] = text.replace(/^\[(.*)\]$/, '$1').split('/');
  if (rest.length > 0) return null;
  const v4 = parseIpv4(host);
  const words = v4 === null ? parseIpv6(host) : ([0, 0, 0, v4] as const);
  if (words === null) return null;
  const width = v4 === null ? 128 : 32;
  const prefix = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (prefix < 0 || prefix > width) return null;
  const lead = 128 - width + prefix;
  return {
    family: v4 === null ? 6 : 4,
    words,
    masks: [maskWord(lead), maskWord(lead - 32), maskWord(lead - 64), maskWord(lead - 96)],
  };
}

function maskWord(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? -1 : -1 << (32 - bits);
}

function parseIpv4(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((word, part) => (word << 8) | Number(part), 0);
}

/** RFC 4291 section 2.2, all three forms. */
function parseIpv6(text: string): readonly [number, number, number, number] | null {
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) return null;
  const groups = halves.map(parseGroups);
  if (groups.some((half) => half === null)) return null;
  const [left, right] = [groups[0] ?? [], groups[1] ?? []];
  const gap = 8 - left.length - right.length;
  if (halves.length === 1 ? gap !== 0 : gap < 1) return null;
  const all = [...left, ...new Array<number>(gap).fill(0), ...right];
  const word = (at: number) => (all[at] << 16) | all[at + 1];
  return [word(0), word(2), word(4), word(6)];
}

/** The 16-bit groups of one half; the last may be an IPv4 address, which is two. */
function parseGroups(half: string): number[] | null {
  if (half === '') return [];
  const groups: number[] = [];
  const parts = half.split(':');
  for (const [at, part] of parts.entries()) {
    const v4 = at === parts.length - 1 ? parseIpv4(part) : null;
    if (v4 !== null) groups.push(v4 >>> 16, v4 & 0xffff);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

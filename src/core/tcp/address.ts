/** What an address is. A host name of a text log is one of family `name`. */
export const AddressFamily = { none: 0, ipv4: 4, ipv6: 6, name: 1 } as const;
export type AddressFamily = (typeof AddressFamily)[keyof typeof AddressFamily];

/** The address in four 32-bit words (see Segment) as people write it; '' for no address or a name. */
export function formatAddress(family: AddressFamily, w0: number, w1: number, w2: number, w3: number): string {
  if (family === AddressFamily.ipv4) return formatIpv4(w3);
  if (family === AddressFamily.ipv6) return formatIpv6(w0, w1, w2, w3);
  return '';
}

/** `192.0.2.1:80`, `[2001:db8::1]:443`. */
export function formatEndpoint(
  family: AddressFamily,
  w0: number,
  w1: number,
  w2: number,
  w3: number,
  port: number,
): string {
  const address = formatAddress(family, w0, w1, w2, w3);
  return family === AddressFamily.ipv6 ? `[${address}]:${port}` : `${address}:${port}`;
}

export function formatIpv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as `::`. */
export function formatIpv6(w0: number, w1: number, w2: number, w3: number): string {
  if (w0 === 0 && w1 === 0 && w2 === 0xffff) return `::ffff:${formatIpv4(w3)}`;
  const groups: number[] = [];
  for (const word of [w0, w1, w2, w3]) groups.push(word >>> 16, word & 0xffff);
  const [start, length] = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): [start: number, length: number] {
  let bestStart = 0;
  let bestLength = 0;
  let length = 0;
  for (let i = 0; i < groups.length; i++) {
    length = groups[i] === 0 ? length + 1 : 0;
    if (length > bestLength) {
      bestLength = length;
      bestStart = i + 1 - length;
    }
  }
  return [bestStart, bestLength];
}

/** ICMP types and codes in words, https://www.iana.org/assignments/icmp-parameters/ */
const TYPES = new Map<number, string>([
  [0, 'Echo reply'],
  [3, 'Destination unreachable'],
  [4, 'Source quench'],
  [5, 'Redirect'],
  [8, 'Echo request'],
  [9, 'Router advertisement'],
  [10, 'Router solicitation'],
  [11, 'Time exceeded'],
  [12, 'Parameter problem'],
  [13, 'Timestamp request'],
  [14, 'Timestamp reply'],
  [15, 'Information request'],
  [16, 'Information reply'],
  [17, 'Address mask request'],
  [18, 'Address mask reply'],
  [42, 'Extended echo request'],
  [43, 'Extended echo reply'],
]);

/** https://www.iana.org/assignments/icmpv6-parameters/ */
const TYPES_V6 = new Map<number, string>([
  [1, 'Destination unreachable'],
  [2, 'Packet too big'],
  [3, 'Time exceeded'],
  [4, 'Parameter problem'],
  [128, 'Echo request'],
  [129, 'Echo reply'],
  [130, 'Multicast listener query'],
  [131, 'Multicast listener report'],
  [132, 'Multicast listener done'],
  [133, 'Router solicitation'],
  [134, 'Router advertisement'],
  [135, 'Neighbor solicitation'],
  [136, 'Neighbor advertisement'],
  [137, 'Redirect'],
  [143, 'Multicast listener report v2'],
]);

/** Codes, by type * 256 + code. */
const CODES = new Map<number, string>(
  codes(3, [
    'network unreachable',
    'host unreachable',
    'protocol unreachable',
    'port unreachable',
    'fragmentation needed',
    'source route failed',
    'network unknown',
    'host unknown',
    'source host isolated',
    'network administratively prohibited',
    'host administratively prohibited',
    'network unreachable for TOS',
    'host unreachable for TOS',
    'communication administratively prohibited',
    'host precedence violation',
    'precedence cutoff in effect',
  ]).concat(
    codes(5, ['for network', 'for host', 'for TOS and network', 'for TOS and host']),
    codes(11, ['TTL exceeded in transit', 'fragment reassembly time exceeded']),
    codes(12, ['pointer indicates the error', 'missing a required option', 'bad length']),
  ),
);

const CODES_V6 = new Map<number, string>(
  codes(1, [
    'no route to destination',
    'administratively prohibited',
    'beyond scope of source address',
    'address unreachable',
    'port unreachable',
    'source address failed ingress/egress policy',
    'reject route to destination',
  ]).concat(
    codes(3, ['hop limit exceeded in transit', 'fragment reassembly time exceeded']),
    codes(4, ['erroneous header field', 'unrecognized next header', 'unrecognized IPv6 option']),
  ),
);

function codes(type: number, names: readonly string[]): [number, string][] {
  return names.map((name, code) => [type * 256 + code, name]);
}

export function icmpTypeName(version: 4 | 6, type: number): string {
  return (version === 4 ? TYPES : TYPES_V6).get(type) ?? `Type ${type}`;
}

/** The code in words, '' where the type has no codes and this one is 0. */
export function icmpCodeName(version: 4 | 6, type: number, code: number): string {
  const name = (version === 4 ? CODES : CODES_V6).get(type * 256 + code);
  return name ?? (code === 0 ? '' : `code ${code}`);
}

/** Error messages quote the packet that caused them from their eighth byte on. */
export function icmpQuotes(version: 4 | 6, type: number): boolean {
  return version === 4
    ? type === 3 || type === 4 || type === 5 || type === 11 || type === 12
    : type >= 1 && type <= 4;
}

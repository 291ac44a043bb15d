export const AF_INET = 2;
/** AF_INET6 of NetBSD and OpenBSD, FreeBSD, macOS, Linux. */
export const AF_INET6: readonly number[] = [24, 28, 30, 10];

const NAMES = new Map<number, string>([
  [1, 'AF_UNIX'],
  [7, 'OSI'],
  [16, 'AppleTalk'],
  [23, 'IPX'],
]);

/** An address family of a BSD system, as loopback headers carry it. */
export function familyName(family: number): string {
  if (family === AF_INET) return 'IPv4';
  if (AF_INET6.includes(family)) return 'IPv6';
  return NAMES.get(family) ?? `address family ${family}`;
}

import { isDigit, isHexDigit } from '../../bytes';
import { Direction } from '../../decode';
import { type Cursor, isSpace } from '../../text';
import type { ScanContext } from './scan-context';

/** Where a packet goes on behind its link header. */
export const Network = {
  /** An IP header, its address or its `(tos ...)`. */
  ip: 0,
  arp: 1,
  /** Another protocol: a packet, but nothing of ours. */
  other: 2,
  /** Nothing that tcpdump prints. */
  none: 3,
} as const;
export type Network = (typeof Network)[keyof typeof Network];

/** Directions of the Linux cooked capture: in, broadcast, multicast, promiscuous, out. */
const directions = ['In', 'Out', 'B', 'M', 'P', '?'] as const;

/** EtherTypes by the names -e and -q print, and what follows them. */
const etherTypes: readonly (readonly [string, Network | null])[] = [
  ['IPv4', Network.ip],
  ['IPv6', Network.ip],
  ['ARP', Network.arp],
  ['Reverse ARP', Network.arp],
  ['802.1Q-QinQ', null],
  ['802.1Q-9100', null],
  ['802.1Q-9200', null],
  ['802.1Q', null],
  ['MPLS unicast', null],
  ['MPLS multicast', null],
  ['PPPoE S', null],
];

/** Protocols that begin a line by their own name. */
const protocols: readonly (readonly [string, Network])[] = [
  ['ARP,', Network.arp],
  ['Request who-has', Network.arp],
  ['Reply ', Network.arp],
  ['arp who-has', Network.arp],
  ['arp reply', Network.arp],
  ['Reverse Request', Network.arp],
  ['RARP', Network.arp],
  ['rarp', Network.arp],
  ['STP 802.1', Network.other],
  ['802.1d', Network.other],
  ['LLDP,', Network.other],
  ['CDPv', Network.other],
  ['EAPOL', Network.other],
  ['EAP packet', Network.other],
  ['LACPv', Network.other],
  ['IS-IS', Network.other],
  ['DTPv', Network.other],
  ['VTPv', Network.other],
  ['UDLDv', Network.other],
  ['Loopback,', Network.other],
  ['IPX ', Network.other],
  ['PPPoE PAD', Network.other],
  ['CFM', Network.other],
  ['MPCP', Network.other],
  ['[|ether]', Network.other],
  ['[|ip', Network.other],
  ['[Invalid header', Network.other],
];

/**
 * Walks over everything that stands between a packet's time and its network layer: interface and direction of
 * `-i any`, MAC addresses and EtherTypes of `-e`, VLAN tags, MPLS, PPPoE. Stops on the network layer's first character.
 */
export function scanLinkHeader(c: Cursor, ctx: ScanContext): Network {
  for (let steps = 0; steps < 40; steps++) {
    c.skipSpaces();
    if (c.ended) {
      ctx.packet.stop(c.at, c.text.length, 'address');
      return Network.other;
    }
    if (atNetworkLayer(c)) return Network.ip;
    const named = atProtocol(c);
    if (named !== Network.none) return named;
    const before = c.at;
    const stop = scanLinkPart(c, ctx);
    if (stop !== null) return stop;
    if (c.at === before) return atAddressPair(c) || skipToNetwork(c) ? Network.ip : Network.other;
  }
  return Network.other;
}

const protocolInitials = new Set(protocols.map(([name]) => name.charCodeAt(0)));

/** How far behind the time an unknown link header is looked through. */
const MAX_LINK_HEADER = 400;

/** What only an IP header, or TCP behind its addresses, looks like. */
const networkAhead =
  / (?:IP6? (?:\S{1,300} > |\((?:tos|hlim|class|flowlabel) |\[\|ip|truncated-ip)|\((?:tos|hlim|class|flowlabel) |\S{1,300} > \S{1,300}: (?:Flags \[|tcp \d|[SFRPWEU.]{1,8} (?:\d|ack )))/;

/** Over the link headers of the less common kinds: frame relay, PPP on a serial line, 802.11, pf's log. */
function skipToNetwork(c: Cursor): boolean {
  const found = networkAhead.exec(c.text.slice(c.at, c.at + MAX_LINK_HEADER));
  if (found === null) return false;
  c.at += found.index + 1;
  return true;
}

/** The protocol whose name begins here. */
export function atProtocol(c: Cursor): Network {
  if (!protocolInitials.has(c.code())) return Network.none;
  for (const [name, network] of protocols) if (c.text.startsWith(name, c.at)) return network;
  return Network.none;
}

export function atNetworkLayer(c: Cursor): boolean {
  const code = c.code();
  if (code === 0x49 && atPppProtocol(c)) return false;
  if (code === 0x49) return c.text.startsWith('IP ', c.at) || c.text.startsWith('IP6 ', c.at) || atIpEnd(c);
  if (code === 0x28)
    return ['(tos ', '(hlim ', '(class ', '(flowlabel '].some((word) => c.text.startsWith(word, c.at));
  if (code === 0x74) return c.text.startsWith('truncated-ip', c.at);
  return false;
}

/** `IP (0x0021), length 44: `: PPP's name of what it carries, not the header itself. */
const atPppProtocol = (c: Cursor): boolean =>
  c.text.startsWith('IP (0x', c.at) || c.text.startsWith('IP6 (0x', c.at);

/** A line broken right after `IP`, and the `IP(` of early versions. */
const atIpEnd = (c: Cursor): boolean =>
  c.text === 'IP' || (c.text.endsWith('IP', c.at + 2) && (c.at + 2 === c.text.length || c.code(2) === 0x0a));

/** `a > b:` without a word before it, as tcpdump up to 3.8 and behind a link header; no MAC addresses. */
export function atAddressPair(c: Cursor): boolean {
  let i = c.at;
  while (i < c.text.length && !isSpace(c.text.charCodeAt(i))) i++;
  return i > c.at && i - c.at < 300 && c.text.startsWith(' > ', i) && macEnd(c.text, c.at) < 0;
}

/** One part of a link header; a network where it names what follows and nothing more of the link comes. */
function scanLinkPart(c: Cursor, ctx: ScanContext): Network | null {
  const start = c.at;
  const mac = macEnd(c.text, c.at);
  if (mac >= 0) {
    c.at = mac;
    ctx.trace?.field('Hardware address', c.slice(start), start, c.at);
    return scanMacTail(c);
  }
  if (c.take('> ') || c.take('>')) return skipHardwareName(c);
  if (namedPair.test(c.text.slice(c.at, c.at + 200))) {
    c.skipToken();
    return null;
  }
  if (c.takeWord('ethertype')) return null;
  if (c.takeWord('ifindex')) {
    c.skipSpaces();
    c.number();
    return null;
  }
  if (c.take('802.3')) return skipComma(c);
  if (c.takeWord('vlan')) return scanVlan(c, ctx, start);
  if (c.takeWord('length')) return scanFrameLength(c);
  const ether = scanEtherType(c);
  if (ether !== undefined) return ether;
  if (c.take('MPLS (') || c.take('PPPoE ') || c.take('PPP ') || c.take('AF ')) return scanTag(c, start);
  if (c.take('(oui ') || c.code() === 0x28) {
    c.at = start;
    if (c.code() === 0x28 && c.skipBracketed(0x28, 0x29)) return skipComma(c);
    c.at = c.text.indexOf('(', start);
    return c.skipBracketed(0x28, 0x29) ? skipComma(c) : null;
  }
  if (atPppProtocol(c)) {
    c.at = c.text.indexOf('(', c.at);
    return c.skipBracketed(0x28, 0x29) ? skipComma(c) : null;
  }
  return scanInterface(c, ctx);
}

/** `gateway > Broadcast, ethertype`: Ethernet addresses that have names. */
const namedPair = /^\S+ > \S+, (?:ethertype |802\.3|IPv[46], )/;

/** After the arrow: a hardware address is read as such, a name of one ends at its comma. */
function skipHardwareName(c: Cursor): null {
  c.skipSpaces();
  if (macEnd(c.text, c.at) >= 0) return null;
  const start = c.at;
  c.skipToken();
  if (c.text.charCodeAt(c.at - 1) !== 0x2c) c.at = start;
  return null;
}

/** `IPv4 (0x0800),`; undefined: no EtherType's name stands here. */
function scanEtherType(c: Cursor): Network | null | undefined {
  for (const [name, network] of etherTypes) {
    if (!c.takeWord(name)) continue;
    if (c.code() === 0x20 && c.code(1) === 0x28) {
      c.at++;
      c.skipBracketed(0x28, 0x29);
    }
    skipComma(c);
    return network === Network.arp ? network : null;
  }
  return undefined;
}

function skipComma(c: Cursor): null {
  if (c.code() === 0x2c || c.code() === 0x3a) c.at++;
  return null;
}

function scanFrameLength(c: Cursor): null {
  c.skipSpaces();
  c.number();
  return skipComma(c);
}

/** `vlan 10, p 0, DEI, `. */
function scanVlan(c: Cursor, ctx: ScanContext, start: number): null {
  c.skipSpaces();
  const id = c.number();
  ctx.trace?.field('VLAN', String(id), start, c.at);
  skipComma(c);
  c.skipSpaces();
  if (c.takeWord('p')) {
    c.skipSpaces();
    c.number();
    skipComma(c);
    c.skipSpaces();
  }
  if (c.takeWord('DEI')) skipComma(c);
  return null;
}

/** `MPLS (label 100, tc 0, [S], ttl 64)`, `PPPoE  [ses 0x11]`, `AF IPv4 (2)`. */
function scanTag(c: Cursor, start: number): null {
  if (c.text.startsWith('MPLS (', start)) {
    c.at = start + 5;
    c.skipBracketed(0x28, 0x29);
    return skipComma(c);
  }
  c.skipSpaces();
  if (c.code() === 0x5b) c.skipBracketed(0x5b, 0x5d);
  return null;
}

/** After a MAC address: `(oui Unknown)`, a comma, and in tcpdump 3 the EtherType in hex and the length: `0800 74:`. */
function scanMacTail(c: Cursor): null {
  if (c.text.startsWith(' (oui ', c.at)) {
    c.at++;
    c.skipBracketed(0x28, 0x29);
  }
  skipComma(c);
  let i = c.at;
  if (c.text.charCodeAt(i) === 0x20) i++;
  const type = i;
  while (i - type < 4 && isAlphanumeric(c.text.charCodeAt(i))) i++;
  if (i - type < 2 || c.text.charCodeAt(i) !== 0x20) return null;
  const length = ++i;
  while (isDigit(c.text.charCodeAt(i))) i++;
  if (i > length && c.text.charCodeAt(i) === 0x3a) c.at = i + 1;
  return null;
}

const isAlphanumeric = (code: number): boolean => isHexDigit(code) || (code >= 0x67 && code <= 0x7a);

/** `eth0  In `, or the direction alone. */
function scanInterface(c: Cursor, ctx: ScanContext): null {
  if (scanDirection(c, ctx)) return null;
  const start = c.at;
  c.skipToken();
  const end = c.at;
  const spaced = c.code();
  c.skipSpaces();
  if (end - start > 15 || spaced !== 0x20 || !scanDirection(c, ctx)) {
    c.at = start;
    return null;
  }
  ctx.packet.interfaceName = c.text.slice(start, end);
  ctx.trace?.field('Interface', ctx.packet.interfaceName, start, end);
  return null;
}

function scanDirection(c: Cursor, { packet }: ScanContext): boolean {
  for (const word of directions) {
    if (c.text.startsWith(word, c.at) && isSpace(c.code(word.length))) {
      c.at += word.length;
      if (word === 'In') packet.segment.direction = Direction.received;
      if (word === 'Out') packet.segment.direction = Direction.sent;
      return true;
    }
  }
  return false;
}

/** Where a MAC address that begins at `start` ends, -1 where none does: six groups of one or two hex digits. */
export function macEnd(text: string, start: number): number {
  let i = start;
  for (let group = 0; group < 6; group++) {
    const from = i;
    while (i - from < 2 && isHexDigit(text.charCodeAt(i))) i++;
    if (i === from) return -1;
    if (group === 5) break;
    if (text.charCodeAt(i++) !== 0x3a) return -1;
  }
  const next = text.charCodeAt(i);
  return i === text.length || isSpace(next) || next === 0x2c ? i : -1;
}

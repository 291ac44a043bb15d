import { AddressFamily, PacketKind } from '../../decode';
import { type Cursor, isDigit, isSpace } from './cursor';
import { PrintedEndpoint, readHost, readPort, readWithPort } from './endpoint';
import { atAddressPair, atNetworkLayer, Network, scanLinkHeader } from './link-header';
import { Ending } from './printed-packet';
import type { ScanContext } from './scan-context';
import { looksLikeOldForm, scanFlagsForm, scanOldForm, scanQuietForm } from './tcp-header';

/** Headers inside headers that are followed: IP in IP in VXLAN in ... */
const MAX_NESTING = 8;
const PROTOCOL_TCP = 6;

const from = new PrintedEndpoint();
const to = new PrintedEndpoint();

/** Where the two addresses of the header being read stand in the text. */
const place = { from: 0, fromEnd: 0, to: 0, toEnd: 0 };

/** Reads from the network layer on: IP headers, however nested, down to TCP. Says in the packet what it was. */
export function scanNetwork(c: Cursor, ctx: ScanContext): void {
  for (let nesting = 0; nesting < MAX_NESTING; nesting++) {
    if (!scanNetworkHeader(c, ctx)) return;
    if (!scanTransport(c, ctx)) return;
  }
}

/** `IP (tos ...) a > b: `. False: nothing is to be read behind it. */
function scanNetworkHeader(c: Cursor, ctx: ScanContext): boolean {
  const { packet } = ctx;
  c.skipSpaces();
  const start = c.at;
  const version6 = c.takeWord('IP6');
  if (!version6) c.takeWord('IP');
  ctx.trace?.layer(version6 ? 'IPv6' : 'IP', start, c.at);
  c.skipSpaces();
  if (!scanIpNotes(c, ctx)) return false;
  if (c.code() === 0x28 && !scanIpDetails(c, ctx)) return false;
  c.skipSpaces();
  if (!scanAddressPair(c, ctx)) return false;
  c.skipSpaces();
  if (c.ended) {
    packet.stop(c.at, c.text.length, 'payload');
    return false;
  }
  return true;
}

/** `truncated-ip - 10 bytes missing! `, which the header follows; `bad-len 0` and `[|ip]`, which nothing follows. */
function scanIpNotes(c: Cursor, ctx: ScanContext): boolean {
  const { packet } = ctx;
  if (c.ended) {
    packet.stop(c.at, c.text.length, 'address');
    return false;
  }
  if (c.take('[|ip')) {
    packet.segment.kind = PacketKind.truncated;
    return false;
  }
  if (c.take('bad-hlen') || c.take('bad-len')) {
    packet.segment.kind = PacketKind.malformed;
    return false;
  }
  if (!c.take('truncated-ip')) return true;
  const end = c.text.indexOf('missing!', c.at);
  if (end < 0 || end - c.at > 40) {
    packet.segment.kind = PacketKind.truncated;
    return false;
  }
  c.at = end + 8;
  c.skipSpaces();
  return true;
}

/** `(tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 60)`; IPv6: `next-header TCP (6)`. */
function scanIpDetails(c: Cursor, ctx: ScanContext): boolean {
  const { packet } = ctx;
  const start = c.at;
  if (!c.skipBracketed(0x28, 0x29)) {
    packet.stop(c.text.length, c.text.length, 'ip-header');
    return false;
  }
  const details = c.slice(start);
  packet.protocol = numberAfter(details, 'proto ', '(') ?? numberAfter(details, 'next-header ', '(') ?? -1;
  if ((numberAfter(details, 'offset ', '') ?? 0) > 0) packet.segment.kind = PacketKind.fragment;
  ctx.trace?.field('Header', details.slice(1, -1), start, c.at);
  return true;
}

function numberAfter(text: string, word: string, bracket: string): number | null {
  const at = text.indexOf(word);
  if (at < 0) return null;
  let i = bracket === '' ? at + word.length : text.indexOf(bracket, at) + 1;
  let value = 0;
  if (i === 0 || !isDigit(text.charCodeAt(i))) return null;
  for (; isDigit(text.charCodeAt(i)) && value < 1e9; i++) value = value * 10 + text.charCodeAt(i) - 0x30;
  return value;
}

/** `a > b:`; only marks where they stand, for what they are depends on the protocol behind them. */
function scanAddressPair(c: Cursor, ctx: ScanContext): boolean {
  const { packet } = ctx;
  place.from = c.skipToken();
  place.fromEnd = c.at;
  if (place.fromEnd === place.from) return refuse(c, ctx, c.at, 'address');
  c.skipSpaces();
  if (c.code() !== 0x3e) return refuse(c, ctx, c.ended ? c.at : place.from, 'address');
  c.at++;
  if (c.ended) return refuse(c, ctx, c.at, 'address');
  if (!isSpace(c.code())) return refuse(c, ctx, c.at, 'address');
  c.skipSpaces();
  place.to = c.skipToken();
  place.toEnd = c.at - 1;
  if (c.at === place.to) return refuse(c, ctx, c.at, 'address');
  if (c.text.charCodeAt(place.toEnd) !== 0x3a || place.toEnd === place.to) {
    packet.stop(c.ended ? c.at : place.toEnd + 1, c.text.length, 'address');
    return false;
  }
  return true;
}

function refuse(c: Cursor, ctx: ScanContext, at: number, expected: string): false {
  ctx.packet.stop(at, c.text.length, expected);
  return false;
}

/** What stands behind `a > b:`. True: another IP header begins at the cursor. */
function scanTransport(c: Cursor, ctx: ScanContext): boolean {
  const { packet } = ctx;
  const fragment = packet.segment.kind === PacketKind.fragment;
  if (c.code() === 0x5b && c.text.startsWith('[|', c.at)) return endTruncated(c, ctx);
  if (takeFlags(c)) return endTcp(c, ctx, scanFlagsForm);
  if (c.takeWord('tcp')) {
    c.skipSpaces();
    if (isDigit(c.code())) return endTcp(c, ctx, scanQuietForm);
    return endOther(c, ctx, PacketKind.fragment);
  }
  if (fragment) return endOther(c, ctx, PacketKind.fragment);
  if (looksLikeOldForm(c)) return endTcp(c, ctx, scanOldForm);
  return scanInner(c, ctx);
}

function takeFlags(c: Cursor): boolean {
  const start = c.at;
  if (!c.takeWord('Flags')) return false;
  c.skipSpaces();
  if (c.take('[')) return true;
  c.at = start;
  return false;
}

/** A word that the line's end cuts: `Flags`, `IP`, or tcpdump 3's flags alone. */
const cutWord = /^(?:IP?6?|Fl?a?g?s?|[SFRPWEU.]{1,8})\s*$/;

/** Headers that carry another packet, and the protocols that are named only. */
function scanInner(c: Cursor, ctx: ScanContext): boolean {
  if (c.text.length - c.at < 10 && cutWord.test(c.text.slice(c.at)))
    return refuse(c, ctx, c.text.length, 'payload');
  if (atNetworkLayer(c) || atInnerPair(c)) return true;
  if (c.code() === 0x5b && isUdpNote(c)) {
    c.skipBracketed(0x5b, 0x5d);
    c.skipSpaces();
  }
  for (const [word, read] of carriers) if (c.text.startsWith(word, c.at)) return read(c, ctx);
  // A fragment that is not the first: the protocol's number alone. Any other protocol is followed by its length.
  if (/^ip-proto-\d+/.test(c.text.slice(c.at, c.at + 16)))
    return endOther(c, ctx, /\d \d+\s*$/.test(c.text.slice(c.at)) ? PacketKind.other : PacketKind.fragment);
  for (const [word, kind] of payloads) if (c.text.startsWith(word, c.at)) return endOther(c, ctx, kind);
  if (ctx.packet.protocol === PROTOCOL_TCP) return refuse(c, ctx, c.at, 'tcp');
  return endOther(c, ctx, hasPort(c.text, place.from, place.fromEnd) ? PacketKind.udp : PacketKind.other);
}

/** IP in IP behind a link header: no word `IP` stands before the inner addresses. */
const atInnerPair = (c: Cursor): boolean =>
  !hasPort(c.text, place.from, place.fromEnd) &&
  !/^[\w-]+ /.test(c.text.slice(c.at, c.at + 64)) &&
  atAddressPair(c);

/** What -v says of a UDP checksum: `[no cksum]`, `[udp sum ok]`, `[bad udp cksum 0x1 -> 0x2!]`. */
const isUdpNote = (c: Cursor): boolean =>
  ['[no cksum]', '[udp sum ok]', '[bad udp', '[no udp'].some((note) => c.text.startsWith(note, c.at));

const payloads: readonly (readonly [string, PacketKind])[] = [
  ['ICMP', PacketKind.icmp],
  ['icmp', PacketKind.icmp],
  ['UDP,', PacketKind.udp],
  ['udp ', PacketKind.udp],
  ['(frag ', PacketKind.fragment],
  ['ESP(', PacketKind.other],
  ['sctp', PacketKind.other],
  ['DCCP', PacketKind.other],
  ['igmp', PacketKind.other],
  ['OSPF', PacketKind.other],
];

type Carrier = (c: Cursor, ctx: ScanContext) => boolean;

const carriers: readonly (readonly [string, Carrier])[] = [
  ['GREv', innerAfterLength],
  ['VXLAN', innerAfterVni],
  ['Geneve,', innerAfterVni],
  ['l2tp:', innerInBraces],
  ['AH(', portsAfterHeader],
  ['HBH', portsAfterHeader],
  ['DSTOPT', portsAfterHeader],
  ['srcrt', portsAfterHeader],
  ['RT6', portsAfterHeader],
  ['frag ', portsAfterFragment],
];

/** `GREv0, proto IPv4 (0x0800), length 44: IP ...`. */
function innerAfterLength(c: Cursor, ctx: ScanContext): boolean {
  const length = c.text.indexOf('length ', c.at);
  if (length < 0) return refuse(c, ctx, c.text.length, 'payload');
  c.at = length + 7;
  c.number();
  c.take(':');
  return scanCarried(c, ctx);
}

/** `VXLAN, flags [I] (0x08), vni 100` and a line end; `Geneve, Flags [none], vni 0x64, proto TEB (0x6558): ...`. */
function innerAfterVni(c: Cursor, ctx: ScanContext): boolean {
  const vni = c.text.indexOf('vni ', c.at);
  if (vni < 0) return endOther(c, ctx, PacketKind.udp);
  c.at = vni + 4;
  while (!c.ended && c.code() !== 0x3a && c.code() !== 0x0a) {
    if (c.code() === 0x5b && c.skipBracketed(0x5b, 0x5d)) continue;
    c.at++;
  }
  if (c.code() === 0x3a) c.at++;
  return scanCarried(c, ctx);
}

/** `l2tp:[](1/2) {IP ...}`. */
function innerInBraces(c: Cursor, ctx: ScanContext): boolean {
  const brace = c.text.indexOf('{', c.at);
  if (brace < 0) return endOther(c, ctx, PacketKind.udp);
  c.at = brace + 1;
  return scanCarried(c, ctx);
}

/** The packet inside a tunnel, with or without its own link header. */
function scanCarried(c: Cursor, ctx: ScanContext): boolean {
  const { packet } = ctx;
  c.skipSpaces();
  if (c.ended) {
    fillAddresses(c, ctx, false);
    packet.segment.kind = PacketKind.other;
    packet.ending = Ending.open;
    return false;
  }
  packet.protocol = -1;
  if (scanLinkHeader(c, ctx) === Network.ip) return true;
  return endOther(c, ctx, PacketKind.other);
}

/** `AH(spi=...): 80 > 90: Flags`, `HBH (padn) 80 > 90: Flags`: ports only, the addresses stand before. */
function portsAfterHeader(c: Cursor, ctx: ScanContext): boolean {
  for (let steps = 0; steps < 16; steps++) {
    c.skipSpaces();
    if (c.ended) return refuse(c, ctx, c.at, 'payload');
    if (isDigit(c.code()) || /^[a-z][\w-]* > /.test(c.text.slice(c.at, c.at + 40))) {
      return portsOnly(c, ctx);
    }
    if (atNetworkLayer(c)) return true;
    if (c.text.startsWith('frag ', c.at)) return portsAfterFragment(c, ctx);
    if (c.text.startsWith('[|', c.at)) return endOther(c, ctx, PacketKind.truncated);
    if (/^ICMP/.test(c.text.slice(c.at, c.at + 4))) return endOther(c, ctx, PacketKind.icmp);
    const before = c.at;
    while (!c.ended && !isSpace(c.code()) && c.code() !== 0x28) c.at++;
    if (c.code() === 0x28 && !c.skipBracketed(0x28, 0x29)) return endOther(c, ctx, PacketKind.truncated);
    if (c.code() === 0x3a) c.at++;
    if (c.at === before) break;
  }
  return endOther(c, ctx, PacketKind.other);
}

/** `frag (0x00000009:0|22) `, offset and bytes: only the first fragment, at 0, holds the TCP header. */
function portsAfterFragment(c: Cursor, ctx: ScanContext): boolean {
  const start = c.at;
  c.at = c.text.indexOf('(', c.at);
  if (c.at < 0 || !c.skipBracketed(0x28, 0x29)) {
    c.at = start;
    return endOther(c, ctx, PacketKind.fragment);
  }
  const inside = c.slice(start);
  const bar = inside.indexOf('|');
  const offset = inside.slice(inside.lastIndexOf(inside.includes(':') ? ':' : '(', bar) + 1, bar);
  c.skipSpaces();
  if (offset !== '0' || c.ended) return endOther(c, ctx, PacketKind.fragment);
  return portsAfterHeader(c, ctx);
}

const portPlace = { from: 0, fromEnd: 0, to: 0, toEnd: 0 };

function portsOnly(c: Cursor, ctx: ScanContext): boolean {
  portPlace.from = c.skipToken();
  portPlace.fromEnd = c.at;
  c.skipSpaces();
  if (!c.take('>')) return endOther(c, ctx, PacketKind.other);
  c.skipSpaces();
  portPlace.to = c.skipToken();
  portPlace.toEnd = c.at - 1;
  if (c.text.charCodeAt(portPlace.toEnd) !== 0x3a) return refuse(c, ctx, c.at, 'address');
  fillAddresses(c, ctx, false);
  const { segment } = ctx.packet;
  const source = portOf(c.text, portPlace.from, portPlace.fromEnd);
  const destination = portOf(c.text, portPlace.to, portPlace.toEnd);
  if (source < 0 || destination < 0) return refuse(c, ctx, portPlace.from, 'port');
  segment.sourcePort = source;
  segment.destinationPort = destination;
  c.skipSpaces();
  if (takeFlags(c)) scanFlagsForm(c, ctx);
  else if (c.takeWord('tcp')) {
    c.skipSpaces();
    scanQuietForm(c, ctx);
  } else if (c.text.startsWith('[|tcp]', c.at)) endUnshown(ctx);
  else segment.kind = PacketKind.udp;
  return false;
}

function portOf(text: string, start: number, end: number): number {
  const port = readPort(text, start, end);
  if (port !== -1) return port;
  from.port = -1;
  return readWithPort(`0.${text.slice(start, end)}`, 0, end - start + 2, from) ? from.port : -1;
}

/** TCP: the addresses have ports. */
function endTcp(c: Cursor, ctx: ScanContext, scan: (c: Cursor, ctx: ScanContext) => void): false {
  const at = c.at;
  if (!fillAddresses(c, ctx, true)) {
    ctx.packet.segment.kind = PacketKind.malformed;
    return refuse(c, ctx, place.from, 'port');
  }
  c.at = at;
  ctx.trace?.layer('TCP', at, c.text.length);
  scan(c, ctx);
  return false;
}

/** `[|tcp]`: with ports the segment has a connection, and nothing else of it is known. */
function endTruncated(c: Cursor, ctx: ScanContext): false {
  const tcp = c.text.startsWith('[|tcp]', c.at);
  if (tcp && hasPort(c.text, place.from, place.fromEnd) && fillAddresses(c, ctx, true)) endUnshown(ctx);
  else {
    fillAddresses(c, ctx, false);
    ctx.packet.segment.kind = PacketKind.truncated;
  }
  return false;
}

function endUnshown(ctx: ScanContext): void {
  ctx.packet.segment.kind = PacketKind.tcp;
}

function endOther(c: Cursor, ctx: ScanContext, kind: PacketKind): false {
  const ports = kind === PacketKind.udp && hasPort(c.text, place.from, place.fromEnd);
  fillAddresses(c, ctx, ports);
  ctx.packet.segment.kind = kind;
  return false;
}

/** Whether text[start, end) ends in a port: a fifth number of an IPv4 address, a dot in an IPv6 one, any dot of a name. */
function hasPort(text: string, start: number, end: number): boolean {
  readHost(text, start, end, bare);
  return bare.family === AddressFamily.name && text.lastIndexOf('.', end - 1) > start;
}

/** Puts both addresses into the segment. False: a port was to be there and is not. */
function fillAddresses(c: Cursor, ctx: ScanContext, ports: boolean): boolean {
  const { text } = c;
  const { packet } = ctx;
  const { segment } = packet;
  if (ports) {
    if (!readWithPort(text, place.from, place.fromEnd, from)) return false;
    if (!readWithPort(text, place.to, place.toEnd, to)) return false;
    if (from.family === AddressFamily.name && isBareIpv4(text, place.from, place.fromEnd)) return false;
  } else {
    readHost(text, place.from, place.fromEnd, from);
    readHost(text, place.to, place.toEnd, to);
    from.port = to.port = 0;
    from.unknownService = to.unknownService = false;
  }
  traceAddresses(c, ctx, ports);
  if (from.unknownService || to.unknownService) {
    const unknown = from.unknownService ? from : to;
    const end = from.unknownService ? place.fromEnd : place.toEnd;
    packet.unknownService = text.slice(unknown.hostEnd + 1, end);
  }
  segment.sourcePort = Math.max(0, from.port);
  segment.destinationPort = Math.max(0, to.port);
  const family = from.family === to.family && packet.unknownService === '' ? from.family : AddressFamily.name;
  segment.family = family;
  if (family === AddressFamily.name) return internNames(c, ctx);
  segment.source0 = from.words[0];
  segment.source1 = from.words[1];
  segment.source2 = from.words[2];
  segment.source3 = from.words[3];
  segment.destination0 = to.words[0];
  segment.destination1 = to.words[1];
  segment.destination2 = to.words[2];
  segment.destination3 = to.words[3];
  return true;
}

const bare = new PrintedEndpoint();

/** `10.0.0.1` splits into a name and a port as well, but is an address without one. */
const isBareIpv4 = (text: string, start: number, end: number): boolean => {
  readHost(text, start, end, bare);
  return bare.family === AddressFamily.ipv4;
};

/**
 * Names are kept by index. A service that no table knows stays part of the name, and the port 0 says that it is
 * unknown: two unknown services of one host never become one connection, and no number is made up.
 */
function internNames(c: Cursor, ctx: ScanContext): boolean {
  const { segment } = ctx.packet;
  segment.source3 = ctx.internName(
    c.text.slice(place.from, from.unknownService ? place.fromEnd : from.hostEnd),
  );
  segment.destination3 = ctx.internName(c.text.slice(place.to, to.unknownService ? place.toEnd : to.hostEnd));
  if (segment.source3 >= 0 && segment.destination3 >= 0) return true;
  segment.family = AddressFamily.none;
  segment.source3 = segment.destination3 = 0;
  return false;
}

function traceAddresses(c: Cursor, ctx: ScanContext, ports: boolean): void {
  const { trace } = ctx;
  if (trace === null) return;
  const { text } = c;
  trace.field('Source', text.slice(place.from, from.hostEnd), place.from, from.hostEnd);
  if (ports) tracePort(text, ctx, 'Source port', from, place.fromEnd);
  trace.field('Destination', text.slice(place.to, to.hostEnd), place.to, to.hostEnd);
  if (ports) tracePort(text, ctx, 'Destination port', to, place.toEnd);
}

function tracePort(
  text: string,
  ctx: ScanContext,
  name: string,
  endpoint: PrintedEndpoint,
  end: number,
): void {
  const printed = text.slice(endpoint.hostEnd + 1, end);
  const value =
    endpoint.port < 0 || String(endpoint.port) === printed ? printed : `${endpoint.port} (${printed})`;
  ctx.trace?.field(name, value, endpoint.hostEnd + 1, end);
}

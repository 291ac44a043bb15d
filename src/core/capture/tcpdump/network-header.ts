import { isDigit } from '../../bytes';
import { PacketKind } from '../../decode';
import type { Cursor } from '../../text';
import { hasPort, place, refuse, scanAddressPair } from './address-pair';
import { readIcmpError } from './icmp-error';
import { atAddressPair, atNetworkLayer } from './link-header';
import type { ScanContext } from './scan-context';
import { scanFlagsForm, scanQuietForm } from './tcp-header';
import { looksLikeOldForm, scanOldForm } from './tcp-old-form';
import { carriers } from './tunnels';
import { endOther, endTcp, endTruncated, takeFlags } from './verdicts';

/** Headers inside headers that are followed: IP in IP in VXLAN in ... */
const MAX_NESTING = 8;
const PROTOCOL_TCP = 6;

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
  // `[real length 80072, presumed BIG TCP]`: the header's own length cannot say so much.
  if (c.take('[real length ') && c.code() !== -1) skipPast(c, ']');
  c.skipSpaces();
  if (!scanAddressPair(c, ctx)) return false;
  c.skipSpaces();
  if (c.ended) {
    packet.stop(c.at, c.text.length, 'payload');
    return false;
  }
  return true;
}

function skipPast(c: Cursor, end: string): void {
  const at = c.text.indexOf(end, c.at);
  if (at >= 0 && at - c.at < 80) c.at = at + end.length;
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
  packet.segment.hopLimit = numberAfter(details, 'ttl ', '') ?? numberAfter(details, 'hlim ', '') ?? 0;
  packet.segment.ipId = numberAfter(details, ' id ', '') ?? -1;
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

function endIcmp(c: Cursor, ctx: ScanContext): false {
  const { at } = c;
  endOther(c, ctx, PacketKind.icmp);
  c.at = at;
  readIcmpError(c, ctx);
  return false;
}

/** A word that the line's end cuts: `Flags`, `IP`, or tcpdump 3's flags alone. */
const cutWord = /^(?:IP?6?|Fl?a?g?s?|[SFRPWEU.]{1,8})\s*$/;

/** Headers that carry another packet, and the protocols that are named only. */
function scanInner(c: Cursor, ctx: ScanContext): boolean {
  if (c.text.length - c.at < 10 && cutWord.test(c.text.slice(c.at)))
    return refuse(c, ctx, c.text.length, 'payload');
  if (atNetworkLayer(c) || atInnerPair(c)) return true;
  if (c.code() === 0x5b && isChecksumNote(c)) {
    c.skipBracketed(0x5b, 0x5d);
    c.skipSpaces();
  }
  for (const [word, read] of carriers) if (c.text.startsWith(word, c.at)) return read(c, ctx);
  // A fragment that is not the first: the protocol's number alone. Any other protocol is followed by its length.
  if (/^ip-proto-\d+/.test(c.text.slice(c.at, c.at + 16)))
    return endOther(c, ctx, /\d \d+\s*$/.test(c.text.slice(c.at)) ? PacketKind.other : PacketKind.fragment);
  if (c.text.startsWith('ICMP', c.at)) return endIcmp(c, ctx);
  for (const [word, kind] of payloads) if (c.text.startsWith(word, c.at)) return endOther(c, ctx, kind);
  if (ctx.packet.protocol === PROTOCOL_TCP) return refuse(c, ctx, c.at, 'tcp');
  return endOther(c, ctx, hasPort(c.text, place.from, place.fromEnd) ? PacketKind.udp : PacketKind.other);
}

/** IP in IP behind a link header: no word `IP` stands before the inner addresses. */
const atInnerPair = (c: Cursor): boolean =>
  !hasPort(c.text, place.from, place.fromEnd) &&
  !/^[\w-]+ /.test(c.text.slice(c.at, c.at + 64)) &&
  atAddressPair(c);

/** What -v says of a UDP or ICMPv6 checksum: `[no cksum]`, `[udp sum ok]`, `[bad udp cksum 0x1 -> 0x2!]`. */
const isChecksumNote = (c: Cursor): boolean =>
  ['[no cksum]', '[udp sum ok]', '[bad udp', '[no udp', '[icmp6 sum ok]', '[bad icmp6'].some((note) =>
    c.text.startsWith(note, c.at),
  );

const payloads: readonly (readonly [string, PacketKind])[] = [
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

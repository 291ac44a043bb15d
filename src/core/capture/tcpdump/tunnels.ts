import { isDigit } from '../../bytes';
import { PacketKind } from '../../decode';
import { type Cursor, isSpace } from '../../text';
import { fillAddresses, portOf, refuse } from './address-pair';
import { atNetworkLayer, Network, scanLinkHeader } from './link-header';
import { Ending } from './printed-packet';
import type { ScanContext } from './scan-context';
import { scanFlagsForm, scanQuietForm } from './tcp-header';
import { endOther, endUnshown, takeFlags } from './verdicts';

type Carrier = (c: Cursor, ctx: ScanContext) => boolean;

export const carriers: readonly (readonly [string, Carrier])[] = [
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

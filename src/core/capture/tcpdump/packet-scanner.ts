import { isDigit } from '../../bytes';
import { PacketKind } from '../../decode';
import { Cursor, isSpace, skipBlanks, skipPrefixes } from '../../text';
import { atAddressPair, atNetworkLayer, atProtocol, macEnd, Network, scanLinkHeader } from './link-header';
import { scanNetwork } from './network-header';
import type { PrintedPacket } from './printed-packet';
import { PrintedTime, scanTime, TimeStyle } from './printed-time';
import type { ScanContext } from './scan-context';

const probe = new Cursor();
const probeTime = new PrintedTime();

/**
 * Reads one packet's header out of `text`, which holds its line, or several joined by line ends. False: this is no
 * line that tcpdump prints for a packet. True: `ctx.packet` says what was read, and how far.
 */
export function scanPacket(c: Cursor, text: string, ctx: ScanContext): boolean {
  const start = findPacketStart(text);
  if (start < 0) return false;
  ctx.packet.reset();
  ctx.packet.start = start;
  c.load(text, start);
  scanLead(c, ctx.packet);
  traceLead(c, ctx, start);
  const network = scanLinkHeader(c, ctx);
  if (network === Network.ip) scanNetwork(c, ctx);
  else ctx.packet.segment.kind = network === Network.arp ? PacketKind.arp : PacketKind.other;
  return true;
}

function traceLead(c: Cursor, ctx: ScanContext, start: number): void {
  const { trace, packet } = ctx;
  if (trace === null) return;
  trace.layer('Frame', start, c.at);
  if (packet.number >= 0)
    trace.field('Number', String(packet.number), start, start + String(packet.number).length);
  if (packet.time.style === TimeStyle.none) return;
  const from = packet.number < 0 ? start : skipBlanks(c.text, start + String(packet.number).length);
  trace.field('Time', c.text.slice(from, c.at), from, c.at);
}

/** Packet number and time. */
function scanLead(c: Cursor, packet: PrintedPacket): void {
  const start = c.at;
  if (scanTime(c, packet.time)) return;
  const number = c.number();
  if (number < 0 || !isSpace(c.code())) {
    c.at = start;
    return;
  }
  packet.number = number;
  c.skipSpaces();
  scanTime(c, packet.time);
}

/** Where the packet begins in a line, past every prefix; -1 where none does. */
export function findPacketStart(text: string): number {
  const at = skipBlanks(text, 0);
  if (isPacketStart(text, at)) return at;
  if (!mayHoldPacket(text)) return -1;
  const behind = skipPrefixes(text, at, (here) => isPacketStart(text, here));
  return behind >= 0 ? behind : startBehindAnything(text, at);
}

/** `192.0.2.1.33482 > host.http:`, `02:00:00:88:00:01 > 02:00:00:88:00:02,`: of `>` between two words prose is full. */
const TWO_ENDS = /(?:^| )[^ ]{0,300}[.:][^ ]{0,300} > [^ ]{1,300}[:,](?: |$)|ethertype |ifindex /;

/**
 * Whether a line shows a packet by more than a time in tcpdump's style, which other logs print, too. For telling what a
 * file is; in a log of tcpdump's, a line with such a time is a packet of whatever protocol.
 */
export function showsPacket(text: string): boolean {
  const start = findPacketStart(text);
  if (start < 0) return false;
  probe.load(text, start);
  if (!scanTime(probe, probeTime) && probe.number() >= 0) {
    probe.skipSpaces();
    scanTime(probe, probeTime);
  }
  probe.skipSpaces();
  return (
    TWO_ENDS.test(text.slice(start, start + 1000)) ||
    atNetworkLayer(probe) ||
    (atProtocol(probe) !== Network.none && !text.startsWith('Re', probe.at)) ||
    atMac(probe)
  );
}

/** Words that are looked behind in a line whose prefix is unknown. */
const MAX_WORDS = 40;

/** A line that certainly shows TCP: the first word from which on it reads as a packet. */
function startBehindAnything(text: string, from: number): number {
  const tcp = / > [^ ]{1,300}: (?:Flags \[|tcp \d)/.exec(text.slice(0, 1000));
  if (tcp === null) return -1;
  let at = from;
  for (let words = 0; words < MAX_WORDS && at < tcp.index; words++) {
    at = text.indexOf(' ', at);
    if (at < 0) return -1;
    at = skipBlanks(text, at);
    if (isPacketStart(text, at)) return at;
  }
  return -1;
}

/** A cheap look before the prefixes are tried: addresses with an arrow, a time of tcpdump's, or a protocol without either. */
const mayHoldPacket = (text: string): boolean =>
  text.includes(' > ') || /\.\d{6}/.test(text) || /ARP, |STP 802|LLDP, |truncated-ip|IP6? \(/.test(text);

function isPacketStart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  probe.load(text, at);
  if (isDigit(code) || code === 0x2d) {
    if (scanTime(probe, probeTime)) return startsBehindTime(probe, probeTime);
    if (!isDigit(code)) return false;
    if (startsBehindNumber(probe)) return true;
    probe.at = at;
  }
  return startsWithoutTime(probe);
}

/** `    1  17:10:43.150463 IP`: what -# prints is followed by two blanks. */
function startsBehindNumber(c: Cursor): boolean {
  const number = c.number();
  if (number < 0 || c.code() !== 0x20 || c.code(1) !== 0x20) return false;
  c.skipSpaces();
  if (scanTime(c, probeTime)) return startsBehindTime(c, probeTime);
  return startsWithoutTime(c);
}

/** A time of tcpdump has 6 or 9 digits of a second; any other, and the bare numbers of tcpdump 3, need IP behind them. */
function startsBehindTime(c: Cursor, time: PrintedTime): boolean {
  const tcpdumps = (time.digits === 6 || time.digits === 9) && time.style !== TimeStyle.oldDelta;
  c.skipSpaces();
  if (c.ended) return false;
  if (isDigit(c.code())) {
    const at = c.at;
    const second = new PrintedTime();
    // A collector's stamp in tcpdump's own style, before the packet's.
    if (scanTime(c, second) && second.digits >= 6) return false;
    c.at = at;
  }
  return tcpdumps || atNetworkLayer(c) || atAddressPair(c) || atProtocol(c) !== Network.none || atMac(c);
}

const atMac = (c: Cursor): boolean => macEnd(c.text, c.at) >= 0;

/** -t prints no time: the line must begin with what else a packet begins with. */
function startsWithoutTime(c: Cursor): boolean {
  const { text, at } = c;
  if (text.startsWith('IP', at)) return atNetworkLayer(c) && startsLikeIp(text, at);
  if (atProtocol(c) !== Network.none) return !text.startsWith('Re', at);
  if (macEnd(text, at) >= 0)
    return text.startsWith(' > ', macEnd(text, at)) || text.includes('ethertype', at);
  if (text.startsWith('MPLS (', at) || text.startsWith('PPPoE ', at)) return hasArrow(text, at);
  if (atAddressPair(c)) return hasColonAfterPair(text, at);
  return startsWithInterface(c);
}

const hasArrow = (text: string, at: number): boolean => text.indexOf(' > ', at) >= 0;

/** Behind `IP `, tcpdump prints an address and an arrow, its details in brackets, or what is wrong. Prose does not. */
const startsLikeIp = (text: string, at: number): boolean =>
  /^IP6? +(?:\S{1,300} +> |\((?:tos|hlim|class|flowlabel) |truncated-ip|bad-|\[\|ip)/.test(
    text.slice(at, at + 320),
  );

/** `a.1 > b.2: Flags [`, `... tcp 5`, tcpdump 3's `a.1 > b.2: S 1:1(0) win`: enough to tell it from prose and shell. */
function hasColonAfterPair(text: string, at: number): boolean {
  const arrow = text.indexOf(' > ', at);
  const colon = text.indexOf(': ', arrow);
  if (arrow < 0 || colon < 0 || text.indexOf(' ', arrow + 3) < colon) return false;
  return /^ ?(?:Flags \[|tcp \d|[SFRPWEU.]{1,8} (?:ack |win |\d+:\d+\()|\[\|tcp\])/.test(
    text.slice(colon + 1, colon + 40),
  );
}

/** `eth0  In  IP a > b`. */
function startsWithInterface(c: Cursor): boolean {
  const match = /^[\w.@-]{1,15} +(?:In|Out|B|M|P) +(?:IP6? |ifindex|ethertype|ARP)/.exec(
    c.text.slice(c.at, c.at + 48),
  );
  return match !== null;
}

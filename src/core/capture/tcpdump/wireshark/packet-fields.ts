import { TcpFlag } from '../../../tcp';
import { noteCutInfo, readTcpInfo } from './info-column';
import type { ShownPacket } from './shown-packet';
import { readTime } from './time-column';

/** The values of one packet by Wireshark's field names, in lower case; of a field that occurs again, the last. */
export type PacketFields = Map<string, string>;

/** The fields that are looked at; a file that names none of TCP's or IP's is none of tshark's. */
export const KNOWN_FIELDS: readonly string[] = [
  'frame.number',
  'frame.time_epoch',
  'frame.time',
  'frame.time_utc',
  'frame.time_relative',
  'frame.len',
  'frame.protocols',
  'ip.src',
  'ip.dst',
  'ip.src_host',
  'ip.dst_host',
  'ip.proto',
  'ipv6.src',
  'ipv6.dst',
  'icmp.type',
  'icmpv6.type',
  'udp.srcport',
  'udp.dstport',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.flags',
  'tcp.flags.str',
  'tcp.flags.syn',
  'tcp.flags.ack',
  'tcp.flags.fin',
  'tcp.flags.reset',
  'tcp.flags.push',
  'tcp.seq',
  'tcp.seq_raw',
  'tcp.ack',
  'tcp.ack_raw',
  'tcp.len',
  'tcp.window_size_value',
  'tcp.window_size',
  'tcp.options.mss_val',
  'tcp.options.wscale.multiplier',
  'tcp.options.timestamp.tsval',
  'tcp.options.timestamp.tsecr',
  'tcp.analysis.retransmission',
  'tcp.analysis.reused_ports',
  '_ws.col.time',
  '_ws.col.source',
  '_ws.col.destination',
  '_ws.col.protocol',
  '_ws.col.info',
];

/** What the default columns are called in Wireshark's exports. */
export const COLUMN_TITLES: ReadonlyMap<string, string> = new Map([
  ['no.', 'frame.number'],
  ['time', '_ws.col.time'],
  ['source', '_ws.col.source'],
  ['destination', '_ws.col.destination'],
  ['protocol', '_ws.col.protocol'],
  ['length', 'frame.len'],
  ['info', '_ws.col.info'],
  ['source port', 'tcp.srcport'],
  ['destination port', 'tcp.dstport'],
  ['src port', 'tcp.srcport'],
  ['dest port', 'tcp.dstport'],
]);

/** Fills `shown` with what the fields say; false: they name neither addresses nor a number, so that this is not a packet. */
export function readFields(fields: PacketFields, shown: ShownPacket): boolean {
  shown.reset();
  shown.number = numberOf(fields, 'frame.number');
  if (!readAddresses(fields, shown) && shown.number < 0) return false;
  shown.frameLength = numberOf(fields, 'frame.len');
  shown.protocol = protocolOf(fields);
  readFirstTime(fields, shown);
  if (shown.protocol.startsWith('ICMP')) return true;
  const info = fields.get('_ws.col.info');
  if (info !== undefined) readTcpInfo(info, shown);
  readTcp(fields, shown);
  if (shown.showsTcp && shown.flags >= 0) shown.missing = '';
  else if (info !== undefined) noteCutInfo(info, shown);
  return true;
}

function readAddresses(fields: PacketFields, shown: ShownPacket): boolean {
  const one = (...names: string[]): string =>
    lastOf(names.map((name) => fields.get(name)).find(Boolean) ?? '');
  shown.source = one('ip.src', 'ipv6.src', '_ws.col.source', 'ip.src_host');
  shown.destination = one('ip.dst', 'ipv6.dst', '_ws.col.destination', 'ip.dst_host');
  return shown.source !== '' && shown.destination !== '';
}

/** Tunnels give a field several times: the innermost is last. */
const lastOf = (value: string): string => value.slice(value.lastIndexOf(',') + 1);

/**
 * ICMP quotes the TCP header that it answers, whose fields are not a segment of this packet. Two pairs of addresses are
 * taken for such a quotation, too, unless the protocols show a tunnel.
 */
function protocolOf(fields: PacketFields): string {
  const protocols = fields.get('frame.protocols') ?? '';
  if (protocols === '' && (fields.get('ip.src') ?? fields.get('ipv6.src') ?? '').includes(',')) return 'ICMP';
  const icmp = fields.get('icmp.type') ?? fields.get('icmpv6.type') ?? '';
  if (icmp !== '' || /(?:^|:)icmp/.test(protocols) || /^1,/.test(fields.get('ip.proto') ?? '')) return 'ICMP';
  return fields.get('_ws.col.protocol') ?? carriedBy(protocols, protocolNumber(fields));
}

const protocolNumber = (fields: PacketFields): string =>
  fields.get('ip.proto') ?? (fields.has('udp.srcport') ? '17' : '');

/** What IP carries, by `eth:ethertype:ip:udp:dns` or by `ip.proto`; the last protocol where it is none of these, '' where neither tells. */
function carriedBy(protocols: string, number: string): string {
  const names = protocols.split(':');
  const carrier = names.findLast((name) => name === 'tcp' || name === 'udp' || name === 'arp');
  if (carrier !== undefined) return carrier.toUpperCase();
  if (protocols !== '') return names[names.length - 1].toUpperCase();
  if (number === '' || number === '6') return '';
  return number === '17' ? 'UDP' : `IP protocol ${number}`;
}

function readFirstTime(fields: PacketFields, shown: ShownPacket): void {
  for (const name of [
    'frame.time_epoch',
    'frame.time_utc',
    'frame.time',
    '_ws.col.time',
    'frame.time_relative',
  ]) {
    const value = fields.get(name);
    if (value !== undefined && readTime(value.trim().replace(/ {2,}/g, ' '), shown.time)) return;
  }
}

function readTcp(fields: PacketFields, shown: ShownPacket): void {
  shown.sourcePort = firstKnown(numberOf(fields, 'tcp.srcport'), shown.sourcePort);
  shown.destinationPort = firstKnown(numberOf(fields, 'tcp.dstport'), shown.destinationPort);
  if (shown.sourcePort < 0 || shown.destinationPort < 0) return;
  shown.showsTcp = true;
  shown.flags = firstKnown(flagsOf(fields), shown.flags);
  readNumbers(fields, shown);
  shown.length = firstKnown(numberOf(fields, 'tcp.len'), shown.length);
  readWindow(fields, shown);
  shown.maximumSegmentSize = firstKnown(numberOf(fields, 'tcp.options.mss_val'), shown.maximumSegmentSize);
  shown.windowFactor = firstKnown(numberOf(fields, 'tcp.options.wscale.multiplier'), shown.windowFactor);
  shown.timestampValue = firstKnown(numberOf(fields, 'tcp.options.timestamp.tsval'), shown.timestampValue);
  shown.timestampEcho = firstKnown(numberOf(fields, 'tcp.options.timestamp.tsecr'), shown.timestampEcho);
  shown.repeated ||= fields.has('tcp.analysis.retransmission');
  shown.reused ||= fields.has('tcp.analysis.reused_ports');
}

const firstKnown = (a: number, b: number): number => (a >= 0 ? a : b);

/** The header's own numbers where both are given, else those that count from 0. */
function readNumbers(fields: PacketFields, shown: ShownPacket): void {
  const seq = numberOf(fields, 'tcp.seq_raw');
  const ack = numberOf(fields, 'tcp.ack_raw');
  shown.raw = seq >= 0 && (ack >= 0 || numberOf(fields, 'tcp.ack') < 0);
  if (shown.raw) {
    shown.seq = seq;
    shown.ack = ack;
    return;
  }
  shown.seq = firstKnown(numberOf(fields, 'tcp.seq'), shown.seq);
  shown.ack = firstKnown(numberOf(fields, 'tcp.ack'), shown.ack);
}

function readWindow(fields: PacketFields, shown: ShownPacket): void {
  const plain = numberOf(fields, 'tcp.window_size_value');
  const scaled = numberOf(fields, 'tcp.window_size');
  if (plain < 0 && scaled < 0) return;
  shown.window = plain >= 0 ? plain : scaled;
  shown.windowScaled = plain < 0;
}

function numberOf(fields: PacketFields, name: string): number {
  const value = lastOf(fields.get(name) ?? '');
  return /^\d{1,10}$/.test(value) ? Number(value) : -1;
}

/** `0x0002`, or `·······AP···` of tcp.flags.str, or the flags one by one. */
function flagsOf(fields: PacketFields): number {
  const flags = lastOf(fields.get('tcp.flags') ?? '');
  if (/^0x[\da-f]{1,8}$/i.test(flags)) return Number.parseInt(flags, 16) & 0x1ff;
  const letters = fields.get('tcp.flags.str') ?? flags;
  return /^[·*.CEUAPRSFNR]{8,12}$/.test(letters) ? lettersToFlags(letters) : singleFlags(fields);
}

export function lettersToFlags(letters: string): number {
  const order = 'FSRPAUEC';
  let bits = 0;
  for (let bit = 0; bit < order.length; bit++)
    if (letters[letters.length - 1 - bit] === order[bit]) bits |= 1 << bit;
  return bits;
}

const singles: readonly (readonly [string, number])[] = [
  ['tcp.flags.syn', TcpFlag.SYN],
  ['tcp.flags.ack', TcpFlag.ACK],
  ['tcp.flags.fin', TcpFlag.FIN],
  ['tcp.flags.reset', TcpFlag.RST],
];

/** -1 unless all that changes a state is given. */
function singleFlags(fields: PacketFields): number {
  let bits = /^(?:1|true|set)$/i.test(fields.get('tcp.flags.push') ?? '') ? TcpFlag.PSH : 0;
  for (const [name, bit] of singles) {
    const value = (fields.get(name) ?? '').toLowerCase();
    if (value === '') return -1;
    if (value === '1' || value === 'true' || value === 'set') bits |= bit;
  }
  return bits;
}

import { u16be } from '../bytes';
import { AddressFamily, formatAddress, formatEndpoint, formatIpv4 } from '../tcp';
import { walkFrame } from './decode';
import type { Frame } from './frame';
import { hex16, hex32, ipv6At, macAddress } from './header-fields';
import { etherTypeName } from './names/ethertypes';
import { icmpCodeName, icmpTypeName } from './names/icmp-types';
import { ipProtocolName } from './names/ip-protocols';
import { linkTypeName } from './names/link-types';
import { walkQuoted } from './quoted';
import { PacketKind, Segment } from './segment';
import { NamedBy, Walk } from './walk';

/** A row's text for a packet that is not TCP, in tcpdump's and Wireshark's terms. */
export interface FrameSummary {
  /** An address, with the port where there is one; '' for none. */
  readonly from: string;
  readonly to: string;
  /** `UDP`, `ICMP`, `ARP`, `LLDP`. */
  readonly protocol: string;
  readonly info: string;
}

/** Summarizes any frame; meant for those whose kind is not `tcp`. */
export function summarizeFrame(frame: Frame): FrameSummary {
  const walk = new Walk();
  const segment = new Segment();
  walkFrame(walk, frame, segment, null);
  if (segment.kind === PacketKind.arp) return summarizeArp(walk);
  const protocol = protocolName(walk);
  const [from, to] = endpoints(walk, frame);
  return { from, to, protocol, info: INFO[segment.kind](walk, protocol) };
}

type Info = (walk: Walk, protocol: string) => string;

const INFO: Record<PacketKind, Info> = {
  [PacketKind.tcp]: (walk) => `TCP, length ${walk.segment.length}`,
  [PacketKind.udp]: (walk) => `UDP, length ${walk.segment.length}`,
  [PacketKind.icmp]: icmpInfo,
  [PacketKind.arp]: (_walk, protocol) => protocol,
  [PacketKind.other]: (walk, protocol) => `${protocol}, length ${Math.max(0, walk.wireEnd - walk.at)}`,
  [PacketKind.fragment]: fragmentInfo,
  [PacketKind.truncated]: (_walk, protocol) => `${protocol} header cut by the snap length`,
  [PacketKind.malformed]: (_walk, protocol) => `malformed ${protocol} header`,
  [PacketKind.unsupportedLink]: (walk) =>
    `link type ${walk.linkType} (${linkTypeName(walk.linkType)}) is not decoded here`,
};

function protocolName(walk: Walk): string {
  const { kind, family } = walk.segment;
  switch (kind) {
    case PacketKind.tcp:
      return 'TCP';
    case PacketKind.udp:
      return 'UDP';
    case PacketKind.icmp:
      return family === AddressFamily.ipv6 && walk.ipProtocol === 58 ? 'ICMPv6' : 'ICMP';
    case PacketKind.unsupportedLink:
      return linkTypeName(walk.linkType);
  }
  if (walk.namedBy === NamedBy.etherType) return etherTypeName(walk.etherType);
  if (walk.named !== '') return walk.named;
  if (walk.ipProtocol >= 0) return ipProtocolName(walk.ipProtocol);
  return walk.etherType >= 0 ? etherTypeName(walk.etherType) : linkTypeName(walk.linkType);
}

function endpoints(walk: Walk, frame: Frame): [from: string, to: string] {
  const s = walk.segment;
  const hasPorts = s.sourcePort !== 0 || s.destinationPort !== 0;
  if (s.family === AddressFamily.none) return macAddresses(walk, frame);
  if (!hasPorts) {
    return [
      formatAddress(s.family, s.source0, s.source1, s.source2, s.source3),
      formatAddress(s.family, s.destination0, s.destination1, s.destination2, s.destination3),
    ];
  }
  return endpointsOf(s);
}

function endpointsOf(s: Segment): [from: string, to: string] {
  return [
    formatEndpoint(s.family, s.source0, s.source1, s.source2, s.source3, s.sourcePort),
    formatEndpoint(
      s.family,
      s.destination0,
      s.destination1,
      s.destination2,
      s.destination3,
      s.destinationPort,
    ),
  ];
}

const LINKTYPE_ETHERNET = 1;

function macAddresses(walk: Walk, frame: Frame): [from: string, to: string] {
  if (frame.linkType !== LINKTYPE_ETHERNET || frame.end - frame.start < 12) return ['', ''];
  return [macAddress(walk.bytes, frame.start + 6), macAddress(walk.bytes, frame.start)];
}

/** `Destination unreachable (port unreachable) for TCP 192.0.2.1:33482 > 192.0.2.2:8000`. */
function icmpInfo(walk: Walk, protocol: string): string {
  const version = protocol === 'ICMPv6' ? 6 : 4;
  const type = walk.bytes[walk.headerAt];
  const code = icmpCodeName(version, type, walk.bytes[walk.headerAt + 1]);
  const message = icmpTypeName(version, type) + (code === '' ? '' : ` (${code})`);
  return `${protocol} ${message}${echoNumbers(walk, version, type)}${quotedConnection(walk)}`;
}

function echoNumbers(walk: Walk, version: 4 | 6, type: number): string {
  const echo = version === 4 ? type === 0 || type === 8 : type === 128 || type === 129;
  if (!echo || walk.limit - walk.headerAt < 8) return '';
  const { bytes, headerAt } = walk;
  return `, id ${u16be(bytes, headerAt + 4)}, seq ${u16be(bytes, headerAt + 6)}`;
}

function quotedConnection(walk: Walk): string {
  const quoted = new Segment();
  walkQuoted(walk, quoted, null);
  if (quoted.kind !== PacketKind.tcp && quoted.kind !== PacketKind.udp && quoted.sourcePort === 0) return '';
  if (quoted.family === AddressFamily.none) return '';
  const [from, to] = endpointsOf(quoted);
  return ` for ${quoted.kind === PacketKind.tcp ? 'TCP' : 'UDP'} ${from} > ${to}`;
}

function fragmentInfo(walk: Walk): string {
  const s = walk.segment;
  if (s.family === AddressFamily.none) return '802.11 fragment';
  const id = s.family === AddressFamily.ipv6 ? hex32(walk.fragmentId) : hex16(walk.fragmentId);
  const length = Math.max(0, walk.wireEnd - walk.at);
  return `${ipProtocolName(walk.ipProtocol)} fragment of id ${id}, offset ${walk.fragmentOffset}, length ${length}`;
}

/** As tcpdump: `Request who-has 192.0.2.1 tell 192.0.2.2`, `Reply 192.0.2.1 is-at 02:00:00:00:00:01`. */
function summarizeArp(walk: Walk): FrameSummary {
  const { bytes, headerAt: at } = walk;
  const hardwareSize = bytes[at + 4];
  const protocolSize = bytes[at + 5];
  const operation = u16be(bytes, at + 6);
  const protocol = walk.etherType === 0x8035 ? 'RARP' : 'ARP';
  const sender = at + 8;
  if (sender + 2 * (hardwareSize + protocolSize) > walk.limit) {
    return { from: '', to: '', protocol, info: `${protocol} cut by the snap length` };
  }
  const from = protocolAddress(bytes, sender + hardwareSize, protocolSize);
  const to = protocolAddress(bytes, sender + 2 * hardwareSize + protocolSize, protocolSize);
  const senderHardware = macAddress(bytes, sender, hardwareSize);
  return { from, to, protocol, info: arpInfo(protocol, operation, from, to, senderHardware) };
}

function arpInfo(protocol: string, operation: number, from: string, to: string, hardware: string): string {
  if (operation === 1) return `${protocol}, Request who-has ${to} tell ${from}`;
  if (operation === 2) return `${protocol}, Reply ${from} is-at ${hardware}`;
  return `${protocol}, operation ${operation}`;
}

function protocolAddress(bytes: Uint8Array, at: number, size: number): string {
  if (size === 4) return formatIpv4(u16be(bytes, at) * 0x10000 + u16be(bytes, at + 2));
  return size === 16 ? ipv6At(bytes, at) : '';
}

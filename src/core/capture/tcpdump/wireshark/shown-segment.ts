import { PacketKind, type Segment } from '../../../decode';
import { AddressFamily, TcpFlag } from '../../../tcp';
import { PrintedEndpoint, readHost } from '../endpoint';
import type { ShownPacket } from './shown-packet';

const endpoint = new PrintedEndpoint();

/** Fills `segment` with what the row itself shows; what only the rows around it tell is left unknown. */
export function fillSegment(
  shown: ShownPacket,
  segment: Segment,
  internName: (name: string) => number,
): void {
  segment.reset();
  segment.seqKnown = segment.windowKnown = segment.lengthKnown = segment.flagsKnown = false;
  const addressed =
    shown.unknownService === ''
      ? setSource(shown.source, segment, internName) && setDestination(shown.destination, segment, internName)
      : setNames(shown, segment, internName);
  segment.kind = kindOf(shown, addressed);
  if (segment.kind !== PacketKind.tcp) return;
  segment.sourcePort = Math.max(0, shown.sourcePort);
  segment.destinationPort = Math.max(0, shown.destinationPort);
  segment.flagsKnown = shown.flags >= 0;
  segment.flags = Math.max(0, shown.flags);
  setOptions(shown, segment);
}

function setSource(host: string, segment: Segment, internName: (name: string) => number): boolean {
  if (!readAddress(host, internName)) return false;
  const { words } = endpoint;
  segment.family = endpoint.family;
  [segment.source0, segment.source1, segment.source2, segment.source3] = words;
  return true;
}

function setDestination(host: string, segment: Segment, internName: (name: string) => number): boolean {
  if (!readAddress(host, internName)) return false;
  const { words } = endpoint;
  [segment.destination0, segment.destination1, segment.destination2, segment.destination3] = words;
  return endpoint.family === segment.family;
}

/** A service that no table knows stays part of its host's name, and the port 0 says that it is unknown. */
function setNames(shown: ShownPacket, segment: Segment, internName: (name: string) => number): boolean {
  const { source, destination, sourceService, destinationService } = shown;
  if (source === '' || destination === '') return false;
  segment.family = AddressFamily.name;
  segment.source3 = internName(sourceService === '' ? source : `${source}.${sourceService}`);
  segment.destination3 = internName(
    destinationService === '' ? destination : `${destination}.${destinationService}`,
  );
  return segment.source3 >= 0 && segment.destination3 >= 0;
}

function readAddress(host: string, internName: (name: string) => number): boolean {
  if (host === '') return false;
  readHost(host, 0, host.length, endpoint);
  if (endpoint.family !== AddressFamily.name) return true;
  endpoint.words[3] = internName(host);
  return endpoint.words[3] >= 0;
}

const kinds: Readonly<Record<string, PacketKind>> = {
  ARP: PacketKind.arp,
  ICMP: PacketKind.icmp,
  ICMPv6: PacketKind.icmp,
  UDP: PacketKind.udp,
  DNS: PacketKind.udp,
  MDNS: PacketKind.udp,
  LLMNR: PacketKind.udp,
  NTP: PacketKind.udp,
  DHCP: PacketKind.udp,
  DHCPv6: PacketKind.udp,
  SSDP: PacketKind.udp,
  QUIC: PacketKind.udp,
  NBNS: PacketKind.udp,
  SNMP: PacketKind.udp,
};

function kindOf(shown: ShownPacket, addressed: boolean): PacketKind {
  if (shown.showsTcp) return addressed && hasPorts(shown) ? PacketKind.tcp : PacketKind.malformed;
  if (shown.protocol === 'TCP') return PacketKind.truncated;
  return kinds[shown.protocol] ?? PacketKind.other;
}

const hasPorts = (shown: ShownPacket): boolean =>
  (shown.sourcePort >= 0 || shown.sourceService !== '') &&
  (shown.destinationPort >= 0 || shown.destinationService !== '');

function setOptions(shown: ShownPacket, segment: Segment): void {
  if (segment.flagsKnown && (segment.flags & TcpFlag.SYN) !== 0) {
    segment.maximumSegmentSize = shown.maximumSegmentSize;
    segment.windowScale = shown.windowFactor > 0 ? Math.round(Math.log2(shown.windowFactor)) : -1;
    segment.sackPermitted = shown.sackPermitted;
  }
  if (shown.timestampValue < 0 || shown.timestampEcho < 0) return;
  segment.timestampKnown = true;
  segment.timestampValue = shown.timestampValue;
  segment.timestampEcho = shown.timestampEcho;
}

import { PacketKind } from '../../../decode';
import type { ShownPacket } from './shown-packet';

/** What the Protocol column says of packets that TCP does not carry, besides those of UDP, ICMP and ARP. */
const WITHOUT_TCP =
  /^(?:IP protocol .*|IGMP\w*|OSPF|VRRP|HSRP\w*|EIGRP|PIM\w*|R?STP|MSTP|LLDP|CDP|LACP|LOOP|EAPOL|EAP|802\.11|GRE|ESP|AH|SCTP|DCCP|UDP\w*|DTLS\S*|RIP\w*|RTP|RTCP|STUN|TFTP|Syslog|WireGuard|OpenVPN|ISAKMP|RADIUS|CoAP|BROWSER|BFD\b.*|GTP.*|VXLAN|L2TP|PPP\b.*|NAT-PMP|PCP|GQUIC|BOOTP|MNDP|WLCCP|RARP|Ethernet|0x[\da-f]{4})$/i;

/** The row is of two hosts and may be of TCP, by its protocol, but shows nothing of TCP's: neither ports nor flags. */
export function isTcpWithoutPorts(shown: ShownPacket, kind: PacketKind): boolean {
  if (shown.showsTcp || shown.source === '' || shown.destination === '') return false;
  if (kind !== PacketKind.other && kind !== PacketKind.truncated) return false;
  return !WITHOUT_TCP.test(shown.protocol);
}

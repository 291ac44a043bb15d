import { Step } from '../step';

/** Ethertypes that lead on to another header. Source: IEEE 802 Ethertype registry. */
const STEPS = new Map<number, Step>([
  [0x0800, Step.ipv4],
  [0x86dd, Step.ipv6],
  [0x0806, Step.arp],
  [0x8035, Step.arp],
  [0x8100, Step.vlan],
  [0x88a8, Step.vlan],
  [0x9100, Step.vlan],
  [0x9200, Step.vlan],
  [0x9300, Step.vlan],
  [0x8847, Step.mpls],
  [0x8848, Step.mpls],
  [0x8863, Step.pppoe],
  [0x8864, Step.pppoe],
  [0x6558, Step.ethernet],
  [0x880b, Step.ppp],
  [0x88e7, Step.itag],
  [0x894f, Step.nsh],
]);

/** The step behind an Ethertype: `Step.namedEtherType` for one that is not decoded. IPv4 and IPv6 first, without a look-up. */
export function etherTypeStep(type: number): Step {
  if (type === 0x0800) return Step.ipv4;
  if (type === 0x86dd) return Step.ipv6;
  return STEPS.get(type) ?? Step.namedEtherType;
}

const NAMES = new Map<number, string>([
  [0x0800, 'IPv4'],
  [0x0806, 'ARP'],
  [0x0842, 'Wake-on-LAN'],
  [0x22ea, 'SRP'],
  [0x22eb, 'ERSPAN III'],
  [0x22f0, 'AVTP'],
  [0x22f3, 'TRILL'],
  [0x6002, 'MOP RC'],
  [0x6003, 'DECnet'],
  [0x6004, 'LAT'],
  [0x6558, 'Transparent Ethernet bridging'],
  [0x8035, 'RARP'],
  [0x809b, 'AppleTalk'],
  [0x80f3, 'AARP'],
  [0x8100, '802.1Q'],
  [0x8102, 'SLPP'],
  [0x8137, 'IPX'],
  [0x814c, 'SNMP'],
  [0x86dd, 'IPv6'],
  [0x8808, 'MAC Control'],
  [0x8809, 'Slow Protocols'],
  [0x880b, 'PPP'],
  [0x8819, 'CobraNet'],
  [0x8847, 'MPLS'],
  [0x8848, 'MPLS (upstream-assigned)'],
  [0x8863, 'PPPoE Discovery'],
  [0x8864, 'PPPoE Session'],
  [0x886d, 'Intel ANS'],
  [0x8870, 'Jumbo frames'],
  [0x887b, 'HomePlug'],
  [0x888e, 'EAPOL'],
  [0x8892, 'PROFINET'],
  [0x8899, 'Realtek RRCP'],
  [0x889a, 'HyperSCSI'],
  [0x88a2, 'ATA over Ethernet'],
  [0x88a4, 'EtherCAT'],
  [0x88a8, '802.1ad'],
  [0x88ab, 'Ethernet POWERLINK'],
  [0x88b8, 'GOOSE'],
  [0x88ba, 'SV'],
  [0x88be, 'ERSPAN'],
  [0x88c7, 'RSN pre-authentication'],
  [0x88cc, 'LLDP'],
  [0x88cd, 'SERCOS III'],
  [0x88e1, 'HomePlug AV'],
  [0x88e3, 'MRP'],
  [0x88e5, 'MACsec'],
  [0x88e7, '802.1ah'],
  [0x88f5, 'MVRP'],
  [0x88f6, 'MMRP'],
  [0x88f7, 'PTP'],
  [0x88fb, 'PRP'],
  [0x8902, 'CFM'],
  [0x8906, 'FCoE'],
  [0x8914, 'FIP'],
  [0x8915, 'RoCE'],
  [0x891d, 'TTEthernet'],
  [0x892f, 'HSR'],
  [0x894f, 'NSH'],
  [0x9000, 'Loopback'],
  [0x9003, 'Loopback'],
  [0x9100, '802.1Q (0x9100)'],
  [0x9200, '802.1Q (0x9200)'],
]);

/** `LLDP`; `Ethertype 0x1234` for one without a name here. */
export function etherTypeName(type: number): string {
  return NAMES.get(type) ?? `Ethertype 0x${type.toString(16).padStart(4, '0')}`;
}

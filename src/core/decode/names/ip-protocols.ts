import { Step } from '../step';

/** IP protocol numbers (IANA) that lead on to another header, the others `Step.namedProtocol`. */
const STEPS: readonly (readonly [number, Step])[] = [
  [0, Step.hopByHop],
  [1, Step.icmp],
  [4, Step.ipv4],
  [6, Step.tcp],
  [17, Step.udp],
  [41, Step.ipv6],
  [43, Step.routing],
  [44, Step.fragment],
  [47, Step.gre],
  [51, Step.authentication],
  [58, Step.icmpv6],
  [60, Step.destinationOptions],
  [97, Step.etherIp],
  [135, Step.mobility],
  [137, Step.mpls],
  [139, Step.mobility],
  [140, Step.mobility],
  [143, Step.ethernet],
];

const STEP_OF = new Uint8Array(256).fill(Step.namedProtocol);
for (const [protocol, step] of STEPS) STEP_OF[protocol] = step;

export const ipProtocolStep = (protocol: number): Step => STEP_OF[protocol] as Step;

const NAMES = new Map<number, string>([
  [0, 'Hop-by-hop options'],
  [1, 'ICMP'],
  [2, 'IGMP'],
  [4, 'IPv4'],
  [6, 'TCP'],
  [8, 'EGP'],
  [9, 'IGP'],
  [17, 'UDP'],
  [27, 'RDP'],
  [33, 'DCCP'],
  [41, 'IPv6'],
  [43, 'IPv6 routing'],
  [44, 'IPv6 fragment'],
  [46, 'RSVP'],
  [47, 'GRE'],
  [50, 'ESP'],
  [51, 'AH'],
  [55, 'Mobile IP'],
  [58, 'ICMPv6'],
  [59, 'No next header'],
  [60, 'Destination options'],
  [88, 'EIGRP'],
  [89, 'OSPF'],
  [94, 'IPIP'],
  [97, 'EtherIP'],
  [98, 'Encapsulation'],
  [103, 'PIM'],
  [108, 'IPComp'],
  [112, 'VRRP'],
  [115, 'L2TP'],
  [124, 'IS-IS'],
  [132, 'SCTP'],
  [133, 'Fibre Channel'],
  [135, 'Mobility'],
  [136, 'UDP-Lite'],
  [137, 'MPLS'],
  [138, 'MANET'],
  [139, 'HIP'],
  [140, 'Shim6'],
  [142, 'ROHC'],
  [143, 'Ethernet'],
  [262, 'MPTCP'],
]);

/** `OSPF`; `IP protocol 200` for one without a name here. */
export function ipProtocolName(protocol: number): string {
  return NAMES.get(protocol) ?? `IP protocol ${protocol}`;
}

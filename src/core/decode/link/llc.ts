import { u16be } from '../../bytes';
import { etherTypeStep } from '../names/ethertypes';
import { Step } from '../step';
import type { Walk } from '../walk';
import { describeLlc, describeSnap } from './llc-fields';

const SNAP_SAP = 0xaa;
const IP_SAP = 0x06;
const UNNUMBERED_INFORMATION = 0x03;
const ETHERNET_OUI = 0x000000;
const BRIDGE_TUNNEL_OUI = 0x0000f8;
const CISCO_OUI = 0x00000c;
const BRIDGED_OUI = 0x0080c2;

/** Service access points (IEEE registry) that are named, not decoded. */
const SAP_NAMES = new Map<number, string>([
  [0x00, 'LLC'],
  [0x04, 'SNA'],
  [0x42, 'STP'],
  [0x7e, 'X.25'],
  [0xe0, 'IPX'],
  [0xf0, 'NetBIOS'],
  [0xfe, 'OSI'],
  [0xff, 'IPX'],
]);

const CISCO_NAMES = new Map<number, string>([
  [0x0104, 'PAgP'],
  [0x010b, 'PVSTP+'],
  [0x0111, 'UDLD'],
  [0x2000, 'CDP'],
  [0x2003, 'VTP'],
  [0x2004, 'DTP'],
]);

/** IEEE 802.2 LLC: destination and source service access point, control. */
export function llc(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 3) return walk.short('LLC', at, 3);
  const bytes = walk.bytes;
  const destination = bytes[at];
  const control = bytes[at + 2];
  walk.headerAt = at;
  if (destination === 0xff && bytes[at + 1] === 0xff) return walk.finishNamed('IPX', at);
  if (walk.sink !== null) describeLlc(walk, walk.sink, at, sapName(destination));
  if (control === UNNUMBERED_INFORMATION) {
    if (destination === SNAP_SAP && bytes[at + 1] === SNAP_SAP) return walk.go(Step.snap, at + 3);
    if (destination === IP_SAP) return walk.go(Step.ipv4, at + 3);
  }
  return walk.finishNamed(sapName(destination), at + 3);
}

export function sapName(sap: number): string {
  if (sap === SNAP_SAP) return 'SNAP';
  if (sap === IP_SAP) return 'IP';
  return SAP_NAMES.get(sap & 0xfe) ?? SAP_NAMES.get(sap) ?? `LLC SAP 0x${sap.toString(16).padStart(2, '0')}`;
}

/** SNAP (RFC 1042): organization, then its protocol number; an Ethertype when the organization is 0. */
export function snap(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 5) return walk.short('SNAP', at, 5);
  const bytes = walk.bytes;
  const organization = (bytes[at] << 16) | u16be(bytes, at + 1);
  const protocol = u16be(bytes, at + 3);
  if (walk.sink !== null) describeSnap(walk, walk.sink, at, organization);
  if (organization === ETHERNET_OUI || organization === BRIDGE_TUNNEL_OUI) {
    walk.etherType = protocol;
    return walk.go(etherTypeStep(protocol), at + 5);
  }
  if (organization === BRIDGED_OUI) return bridged(walk, protocol, at + 5);
  if (organization === CISCO_OUI) return walk.finishNamed(CISCO_NAMES.get(protocol) ?? 'Cisco SNAP', at + 5);
  return walk.finishNamed(`SNAP OUI 0x${organization.toString(16).padStart(6, '0')}`, at + 5);
}

/** Bridged Ethernet over ATM or frame relay, RFC 2684 section 5.2: two bytes of padding, and with 1 an FCS at the end. */
function bridged(walk: Walk, protocol: number, at: number): Step {
  if (protocol !== 1 && protocol !== 7) return walk.finishNamed('Bridged LAN', at);
  if (walk.limit - at < 2) return walk.short('Bridged Ethernet', at, 2);
  return walk.go(Step.ethernet, at + 2);
}

import { u16be } from '../../bytes';
import { HeaderFields, hex8, hex16, withName } from '../header-fields';
import { Step } from '../step';
import type { Walk } from '../walk';

const ALL_STATIONS = 0xff;
const UNNUMBERED_INFORMATION = 0x03;
/** Cisco HDLC on a PPP_HDLC link: unicast and multicast addresses, then a zero (https://www.tcpdump.org/linktypes.html). */
const CISCO_UNICAST = 0x0f;
const CISCO_MULTICAST = 0x8f;

/** PPP protocol numbers (IANA) that lead on. */
const STEPS = new Map<number, Step>([
  [0x0021, Step.ipv4],
  [0x0057, Step.ipv6],
  [0x0281, Step.mpls],
  [0x0283, Step.mpls],
]);

const NAMES = new Map<number, string>([
  [0x0021, 'IPv4'],
  [0x0023, 'OSI'],
  [0x002b, 'IPX'],
  [0x002d, 'Van Jacobson compressed TCP'],
  [0x002f, 'Van Jacobson uncompressed TCP'],
  [0x0031, 'Bridging'],
  [0x003d, 'PPP Multilink'],
  [0x0053, 'PPP encryption'],
  [0x0057, 'IPv6'],
  [0x00fb, 'PPP link compression'],
  [0x00fd, 'PPP compression'],
  [0x0281, 'MPLS'],
  [0x0283, 'MPLS multicast'],
  [0x8021, 'PPP IPCP'],
  [0x8057, 'PPP IPV6CP'],
  [0x80fd, 'PPP CCP'],
  [0xc021, 'PPP LCP'],
  [0xc023, 'PPP PAP'],
  [0xc025, 'PPP LQR'],
  [0xc223, 'PPP CHAP'],
  [0xc227, 'PPP EAP'],
]);

const pppName = (protocol: number): string => NAMES.get(protocol) ?? `PPP protocol ${hex16(protocol)}`;

/** PPP (RFC 1661), with or without HDLC-like framing's address and control (RFC 1662) and their compression. */
export function ppp(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < 2) return walk.short('PPP', at, 2);
  walk.headerAt = at;
  if ((bytes[at] === CISCO_UNICAST || bytes[at] === CISCO_MULTICAST) && bytes[at + 1] === 0) {
    return walk.go(Step.ciscoHdlc, at);
  }
  const framed = bytes[at] === ALL_STATIONS && bytes[at + 1] === UNNUMBERED_INFORMATION;
  return protocolField(walk, at, framed ? at + 2 : at);
}

/** One byte before the frame says who sent it (LINKTYPE_PPP_WITH_DIR, LINKTYPE_PPP_PPPD). */
export function pppDirection(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < 2) return walk.short('PPP', at, 2);
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'PPP direction', at, 1).number('Direction', 0, 1, (value) =>
      withName(value, value === 0 ? 'received' : 'sent'),
    );
  }
  // pppd's own form puts the direction in place of the address byte, so the control byte follows.
  return bytes[at + 1] === UNNUMBERED_INFORMATION
    ? protocolField(walk, at + 1, at + 2)
    : walk.go(Step.ppp, at + 1);
}

/** The protocol number is one byte when that byte is odd (protocol field compression), else two. */
function protocolField(walk: Walk, start: number, at: number): Step {
  const bytes = walk.bytes;
  if (walk.limit - at < 1) return walk.short('PPP', start, at + 2 - start);
  const size = (bytes[at] & 1) === 1 ? 1 : 2;
  if (walk.limit - at < size) return walk.short('PPP', start, at + 2 - start);
  const protocol = size === 1 ? bytes[at] : u16be(bytes, at);
  if (walk.sink !== null) {
    const fields = new HeaderFields(walk, walk.sink, 'PPP', start, at + size - start);
    if (at - start === 2) fields.number('Address', 0, 1, hex8).number('Control', 1, 1, hex8);
    fields.text('Protocol', withName(hex16(protocol), pppName(protocol)), at - start, size);
  }
  const step = STEPS.get(protocol);
  return step === undefined ? walk.finishNamed(pppName(protocol), at + size) : walk.go(step, at + size);
}

const DISCOVERY_CODES = new Map<number, string>([
  [0x00, 'Session data'],
  [0x07, 'PADO'],
  [0x09, 'PADI'],
  [0x19, 'PADR'],
  [0x65, 'PADS'],
  [0xa7, 'PADT'],
]);

/** PPPoE, RFC 2516: version and type, code, session, length. Code 0 carries PPP, the others are discovery. */
export function pppoe(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < 6) return walk.short('PPPoE', at, 6);
  const code = bytes[at + 1];
  const length = u16be(bytes, at + 4);
  walk.headerAt = at;
  const codeName = DISCOVERY_CODES.get(code) ?? 'unknown';
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'PPPoE', at, 6)
      .number('Version', 0, 1, (value) => String(value >>> 4))
      .number('Type', 0, 1, (value) => String(value & 15))
      .number('Code', 1, 1, (value) => withName(hex8(value), codeName))
      .number('Session ID', 2, 2, hex16)
      .number('Payload length', 4, 2);
  }
  if (code !== 0) return walk.finishNamed(`PPPoE Discovery ${codeName}`, at + 6);
  walk.shrink(at + 6 + length);
  return walk.go(Step.ppp, at + 6);
}

import { u16be } from '../../bytes';
import { HeaderFields, hex8, hex16, withName } from '../header-fields';
import { etherTypeName, etherTypeStep } from '../names/ethertypes';
import { Step } from '../step';
import type { Walk } from '../walk';

const SLARP = 0x8035;
const CDP = 0x2000;
const OSI = 0xfefe;

/** Cisco HDLC: address, control (0), Ethertype. */
export function ciscoHdlc(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 4) return walk.short('Cisco HDLC', at, 4);
  const protocol = u16be(walk.bytes, at + 2);
  walk.headerAt = at;
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'Cisco HDLC', at, 4)
      .number('Address', 0, 1, hex8)
      .number('Control', 1, 1, hex8)
      .number('Protocol', 2, 2, (value) => withName(hex16(value), etherTypeName(value)));
  }
  if (protocol === SLARP) return walk.finishNamed('SLARP', at + 4);
  if (protocol === CDP) return walk.finishNamed('CDP', at + 4);
  if (protocol === OSI) return walk.finishNamed('OSI', at + 4);
  walk.etherType = protocol;
  return walk.go(etherTypeStep(protocol), at + 4);
}

/** Network layer protocol identifiers, ISO/IEC TR 9577 and RFC 2427. */
const NLPID_STEPS = new Map<number, Step>([
  [0xcc, Step.ipv4],
  [0x8e, Step.ipv6],
  [0xcf, Step.ppp],
]);
const NLPID_SNAP = 0x80;
const UNNUMBERED_INFORMATION = 0x03;

/** Frame relay (Q.922 address of 2 to 4 bytes) with RFC 2427 encapsulation, or Cisco's, which has an Ethertype. */
export function frameRelay(walk: Walk): Step {
  const start = walk.at;
  const bytes = walk.bytes;
  let at = start;
  // The last address byte has its lowest bit set.
  while (at < walk.limit && at - start < 4 && (bytes[at] & 1) === 0) at++;
  at++;
  if (walk.limit - at < 2) return walk.short('Frame Relay', start, at + 2 - start);
  walk.headerAt = start;
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'Frame Relay', start, at + 2 - start).hex('Address', 0, at - start);
  }
  if (bytes[at] !== UNNUMBERED_INFORMATION) {
    walk.etherType = u16be(bytes, at);
    if (walk.etherType < 0x0600) return walk.finishNamed('Frame Relay', at);
    return walk.go(etherTypeStep(walk.etherType), at + 2);
  }
  if (bytes[at + 1] === 0 && walk.limit - at > 2) at++;
  const identifier = bytes[at + 1];
  const step = NLPID_STEPS.get(identifier);
  if (step !== undefined) return walk.go(step, at + 2);
  if (identifier === NLPID_SNAP) return walk.go(Step.snap, at + 2);
  return walk.finishNamed(`Frame Relay NLPID ${hex8(identifier)}`, at + 2);
}

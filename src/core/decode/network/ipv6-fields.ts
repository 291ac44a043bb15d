import { u16be, u32be } from '../../bytes';
import { HeaderFields, hex, withName } from '../header-fields';
import type { LayerSink } from '../layer';
import { ipProtocolName } from '../names/ip-protocols';
import type { Walk } from '../walk';
import { ECN_NAMES } from './ipv4-fields';

/** IPv6 header fields, RFC 8200 section 3; all 40 bytes are there. */
export function describeIpv6(walk: Walk, sink: LayerSink, at: number): void {
  const first = u32be(walk.bytes, at);
  const trafficClass = (first >>> 20) & 255;
  const payloadLength = u16be(walk.bytes, at + 4);
  const tooLong = at + 40 + payloadLength > walk.wireEnd ? 'more than the frame holds' : undefined;
  new HeaderFields(walk, sink, 'IPv6', at, 40)
    .text('Version', String(first >>> 28), 0, 1)
    .text('DSCP', String(trafficClass >>> 2), 0, 2)
    .text('ECN', withName(trafficClass & 3, ECN_NAMES[trafficClass & 3]), 1, 1)
    .text('Flow label', hex(first & 0xfffff, 5), 1, 3)
    .text('Payload length', String(payloadLength), 4, 2, tooLong)
    .number('Next header', 6, 1, (value) => withName(value, ipProtocolName(value)))
    .number('Hop limit', 7, 1)
    .ipv6('Source', 8)
    .ipv6('Destination', 24);
}

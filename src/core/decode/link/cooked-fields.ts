import { HeaderFields, hex16, withName } from '../header-fields';
import type { LayerSink } from '../layer';
import { etherTypeName } from '../names/ethertypes';
import type { Walk } from '../walk';

/** sll_pkttype, packet(7). */
const PACKET_TYPES = ['to us', 'broadcast', 'multicast', 'to another host', 'sent by us'];

const packetType = (value: number): string => withName(value, PACKET_TYPES[value] ?? 'unknown');
const protocol = (value: number): string => withName(hex16(value), etherTypeName(value));

export function describeCooked(walk: Walk, sink: LayerSink, at: number): void {
  new HeaderFields(walk, sink, 'Linux cooked v1', at, 16)
    .number('Packet type', 0, 2, packetType)
    .number('ARPHRD type', 2, 2)
    .number('Address length', 4, 2)
    .hex('Address', 6, Math.min(walk.bytes[at + 5], 8))
    .number('Protocol', 14, 2, protocol);
}

export function describeCooked2(walk: Walk, sink: LayerSink, at: number): void {
  new HeaderFields(walk, sink, 'Linux cooked v2', at, 20)
    .number('Protocol', 0, 2, protocol)
    .number('Interface index', 4, 4)
    .number('ARPHRD type', 8, 2)
    .number('Packet type', 10, 1, packetType)
    .number('Address length', 11, 1)
    .hex('Address', 12, Math.min(walk.bytes[at + 11], 8));
}

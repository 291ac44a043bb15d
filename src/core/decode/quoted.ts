import { AddressFamily } from '../tcp';
import { followHeaders } from './decode';
import type { LayerSink } from './layer';
import { icmpQuotes } from './names/icmp-types';
import type { Segment } from './segment';
import { Step } from './step';
import { NOT_QUOTED, Walk } from './walk';

const ICMP_HEADER = 8;

/**
 * Walks the packet that the ICMP error message quotes, whose own walk has just ended; fills `segment` from it.
 * Returns where the quoted headers end, or where the message's body begins when it quotes nothing.
 */
export function walkQuoted(message: Walk, segment: Segment, sink: LayerSink | null): number {
  const version = message.segment.family === AddressFamily.ipv6 ? 6 : 4;
  const quotedAt = message.headerAt + ICMP_HEADER;
  if (!icmpQuotes(version, message.bytes[message.headerAt]) || quotedAt >= message.limit) return message.at;
  segment.reset();
  const walk = new Walk();
  walk.segment = segment;
  walk.sink = sink;
  walk.cutBy = NOT_QUOTED;
  walk.begin(message.bytes, quotedAt, message.limit, message.limit - quotedAt, 0);
  followHeaders(walk, version === 4 ? Step.ipv4 : Step.ipv6);
  return walk.at;
}

import { i32be, type Seq, u16be } from '../../bytes';
import { TcpFlag } from '../../tcp';
import { PacketKind, SCALE_CUT, type Segment } from '../segment';
import { Step } from '../step';
import type { Walk } from '../walk';
import { checksumLeft } from './checksum-left';
import { describeTcp } from './tcp-fields';
import { readTcpOptions } from './tcp-options';

const PORTS = 4;
const FIXED_HEADER = 20;
const OPENS_OR_CLOSES = TcpFlag.SYN | TcpFlag.FIN | TcpFlag.RST;

/** TCP header, RFC 9293 section 3.1. */
export function tcp(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < FIXED_HEADER) return cutHeader(walk, at);
  const bytes = walk.bytes;
  const segment = walk.segment;
  segment.kind = PacketKind.tcp;
  segment.sourcePort = u16be(bytes, at);
  segment.destinationPort = u16be(bytes, at + 2);
  segment.seq = i32be(bytes, at + 4) as Seq;
  segment.ack = i32be(bytes, at + 8) as Seq;
  const offsetAndFlags = u16be(bytes, at + 12);
  const flags = offsetAndFlags & 0x1ff;
  segment.flags = flags;
  segment.ackKnown = (flags & TcpFlag.ACK) !== 0;
  segment.window = u16be(bytes, at + 14);
  segment.urgentPointer = u16be(bytes, at + 18);
  const headerEnd = at + ((offsetAndFlags >>> 12) << 2);
  const contradiction = headerEnd < at + FIXED_HEADER || headerEnd > walk.wireEnd;
  if (contradiction) {
    badHeaderLength(segment);
  } else {
    segment.length = walk.wireEnd - headerEnd;
    if (headerEnd > at + FIXED_HEADER) {
      readTcpOptions(bytes, at + FIXED_HEADER, Math.min(headerEnd, walk.limit), segment);
      if (headerEnd > walk.limit && segment.windowScale < 0) segment.windowScale = SCALE_CUT;
    }
  }
  if ((flags & OPENS_OR_CLOSES) !== 0) segment.checksum = checksumLeft(walk, at);
  if (walk.sink !== null) describeTcp(walk, walk.sink, at);
  walk.headerAt = at;
  walk.at = contradiction ? at + FIXED_HEADER : Math.min(headerEnd, walk.limit);
  return Step.done;
}

/** The data offset is below 5 or points past the packet: the ports stand, but not where the payload begins. */
function badHeaderLength(segment: Segment): void {
  segment.kind = PacketKind.malformed;
  segment.length = 0;
  segment.lengthKnown = false;
}

/**
 * Fewer than 20 bytes were captured: a TCP row with what is there, as long as the ports are. When the IP packet
 * itself has no room for a TCP header it is malformed instead.
 */
function cutHeader(walk: Walk, at: number): Step {
  const room = walk.limit - at;
  if (room < PORTS) return walk.short('TCP', at, FIXED_HEADER);
  const bytes = walk.bytes;
  const segment = walk.segment;
  segment.kind = walk.wireEnd - at < FIXED_HEADER ? PacketKind.malformed : PacketKind.tcp;
  segment.sourcePort = u16be(bytes, at);
  segment.destinationPort = u16be(bytes, at + 2);
  segment.seqKnown = room >= 8;
  if (segment.seqKnown) segment.seq = i32be(bytes, at + 4) as Seq;
  segment.flagsKnown = room >= 14;
  if (segment.flagsKnown) segment.flags = u16be(bytes, at + 12) & 0x1ff;
  segment.ackKnown = room >= 12 && (segment.flags & TcpFlag.ACK) !== 0;
  if (room >= 12) segment.ack = i32be(bytes, at + 8) as Seq;
  segment.windowKnown = room >= 16;
  if (segment.windowKnown) segment.window = u16be(bytes, at + 14);
  readLengthOfCut(walk, at, room);
  if (walk.sink !== null) describeTcp(walk, walk.sink, at);
  walk.headerAt = at;
  walk.at = walk.limit;
  return Step.done;
}

function readLengthOfCut(walk: Walk, at: number, room: number): void {
  const segment = walk.segment;
  segment.lengthKnown = false;
  if (room < 13) return;
  const headerLength = (walk.bytes[at + 12] >>> 4) << 2;
  if (headerLength < FIXED_HEADER || at + headerLength > walk.wireEnd) {
    segment.kind = PacketKind.malformed;
    return;
  }
  segment.lengthKnown = true;
  segment.length = walk.wireEnd - at - headerLength;
}

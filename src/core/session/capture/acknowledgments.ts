import { type Seq, seqAdd, seqAtOrBefore, seqBefore, toSeq } from '../../bytes';
import { Known } from '../../flow';
import { type PacketIndex, packetIndex, type Side, TcpFlag } from '../../tcp';
import type { CaptureReading } from './capture-reading';

/** Packets of one answer, and packets of the recording looked at for it. */
const MOST = 200;
const MOST_LOOKED_AT = 2_000_000;

/** The sequence numbers that a segment occupies, its SYN and FIN with them: [first, end). */
interface Span {
  readonly first: Seq;
  readonly end: Seq;
}

/**
 * The segments whose last byte, SYN or FIN a packet acknowledges, each time that it was sent before; where the number lies
 * within a segment, that one. Empty where the packet acknowledges nothing that was recorded.
 */
export function acknowledgedBy(reading: CaptureReading, index: PacketIndex): readonly PacketIndex[] {
  const { packets } = reading.recorder.tracker;
  const connection = reading.values.connectionOf(index);
  const ack = ackOf(reading, index);
  if (connection === null || ack === null) return [];
  const sender = reading.values.sender(index);
  const exact: PacketIndex[] = [];
  let within: PacketIndex | null = null;
  const stop = Math.max(connection.firstPacket, index - MOST_LOOKED_AT);
  for (let at = index - 1; at >= stop && exact.length < MOST; at--) {
    const packet = packetIndex(at);
    if (packets.connection(packet) !== connection.id || isOf(reading, packet, sender)) continue;
    const span = comparable(reading, packet, index) ? spanOf(reading, packet) : null;
    if (span === null) continue;
    if (span.end === ack) exact.push(packet);
    else if (within === null && seqBefore(span.first, ack) && seqBefore(ack, span.end)) within = packet;
  }
  return exact.length > 0 ? exact.reverse() : within === null ? [] : [within];
}

/** The packets that acknowledge a segment: those with a number of it, and the first with one beyond its end. */
export function acknowledging(reading: CaptureReading, index: PacketIndex): readonly PacketIndex[] {
  const { packets } = reading.recorder.tracker;
  const connection = reading.values.connectionOf(index);
  const span = spanOf(reading, index);
  if (connection === null || span === null) return [];
  const sender = reading.values.sender(index);
  const found: PacketIndex[] = [];
  const stop = Math.min(connection.lastPacket, index + MOST_LOOKED_AT);
  for (let at = index + 1; at <= stop && found.length < MOST; at++) {
    const packet = packetIndex(at);
    if (packets.connection(packet) !== connection.id || isOf(reading, packet, sender)) continue;
    const ack = comparable(reading, packet, index) ? ackOf(reading, packet) : null;
    if (ack === null || seqAtOrBefore(ack, span.first)) continue;
    if (!seqBefore(span.end, ack)) found.push(packet);
    else return found.length === 0 ? [packet] : found;
  }
  return found;
}

/** What of a segment takes a sequence number. */
export function occupies(
  reading: CaptureReading,
  index: PacketIndex,
): { readonly syn: boolean; readonly fin: boolean; readonly bytes: number } {
  const { packets } = reading.recorder.tracker;
  const flags = packets.flags(index);
  return {
    syn: (flags & TcpFlag.SYN) !== 0,
    fin: (flags & TcpFlag.FIN) !== 0,
    bytes: (packets.known(index) & Known.length) === 0 ? 0 : packets.payloadLength(index),
  };
}

function spanOf(reading: CaptureReading, index: PacketIndex): Span | null {
  const { packets } = reading.recorder.tracker;
  if ((packets.known(index) & Known.seq) === 0 || (packets.flags(index) & TcpFlag.RST) !== 0) return null;
  const { syn, fin, bytes } = occupies(reading, index);
  const length = bytes + Number(syn) + Number(fin);
  const first = toSeq(packets.seq(index));
  return length === 0 ? null : { first, end: seqAdd(first, length) };
}

function ackOf({ recorder: { tracker } }: CaptureReading, index: PacketIndex): Seq | null {
  const { packets } = tracker;
  const acknowledges = (packets.flags(index) & TcpFlag.ACK) !== 0 && (packets.known(index) & Known.ack) !== 0;
  return acknowledges ? toSeq(packets.ack(index)) : null;
}

/** Numbers that count from a connection's beginning are not held against absolute ones. */
function comparable({ recorder: { tracker } }: CaptureReading, a: PacketIndex, b: PacketIndex): boolean {
  const { packets } = tracker;
  return ((packets.known(a) ^ packets.known(b)) & Known.absolute) === 0;
}

const isOf = (reading: CaptureReading, index: PacketIndex, side: Side): boolean =>
  reading.values.sender(index) === side;

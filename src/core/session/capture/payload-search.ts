import type { StopSignal } from '../../bytes';
import { type Frame, payloadOf } from '../../decode';
import { type Connection, NO_CONNECTION } from '../../flow';
import { type PacketIndex, packetIndex, type Side } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import { MAXIMUM_FRAME } from './frame-reader';
import { dumpedFrame } from './packet-detail';

/** Packets looked at between two turns of other work. */
const TURN = 500;

/** Where a connection carried what was looked for, for the first time in a direction. */
export interface PayloadHit {
  /** From 1. */
  readonly connection: number;
  readonly from: Side;
  /** The packet in which it ends: its number, and its index from 0. */
  readonly packet: number;
  readonly index: number;
}

export interface PayloadAnswer {
  readonly hits: readonly PayloadHit[];
  /** Packets that carried data. */
  readonly searched: number;
  /** Those of them whose data the recording does not hold, or not all of it: it may be in there. */
  readonly unread: number;
  /** There may be more hits: as many as were asked for were found. */
  readonly full: boolean;
}

/** What a direction sent last, and where its next byte belongs. */
interface Tail {
  readonly next: number;
  readonly bytes: Uint8Array;
}

/** Looks for bytes in what the ends of connections send, packet after packet, also across the border of two segments in order. */
export class PayloadStreams {
  private readonly tails = new Map<number, Tail>();
  /** Packets that carried data. */
  searched = 0;
  /** Those of them whose data the recording does not hold, or not all of it. */
  unread = 0;

  /** `needle` has at least one byte. */
  constructor(
    private readonly reading: CaptureReading,
    readonly needle: Uint8Array,
  ) {}

  /** Whether it ends in this packet, the next one of the capture, or lies in it. */
  async endsIn(index: PacketIndex): Promise<boolean> {
    const { packets } = this.reading.recorder.tracker;
    const id = packets.connection(index);
    const length = packets.payloadLength(index);
    if (length === 0 || id === NO_CONNECTION) return false;
    this.searched++;
    const direction = id * 2 + Number(packets.fromClient(index));
    const frame = await frameAt(this.reading, index);
    const payload = frame === null ? NOTHING : payloadOf(frame);
    if (payload.length < length) this.unread++;
    const seq = packets.seq(index);
    const stream = behind(this.tails.get(direction), seq, payload);
    const end = payload.length < length ? NOTHING : stream.slice(-(this.needle.length - 1) || stream.length);
    this.tails.set(direction, { next: (seq + length) | 0, bytes: end });
    return indexOf(stream, this.needle) >= 0;
  }
}

/** Looks for bytes in what connections carried. Each direction of a connection is told once. `needle` has at least one byte. */
export async function searchPayload(
  reading: CaptureReading,
  needle: Uint8Array,
  limit: number,
  signal: StopSignal,
): Promise<PayloadAnswer> {
  const { packets, connections } = reading.recorder.tracker;
  const streams = new PayloadStreams(reading, needle);
  const hits = new Map<number, PayloadHit>();
  for (let at = 0; at < packets.length && hits.size < limit && !signal.aborted; at++) {
    const index = packetIndex(at);
    if (at % TURN === TURN - 1) await reading.pause();
    if (!(await streams.endsIn(index))) continue;
    const id = packets.connection(index);
    const direction = id * 2 + Number(packets.fromClient(index));
    if (!hits.has(direction)) hits.set(direction, hitOf(reading, connections.get(id), index));
  }
  const { searched, unread } = streams;
  return { hits: [...hits.values()], searched, unread, full: hits.size >= limit };
}

const NOTHING = new Uint8Array(0);

/** The frame of a packet, read again; of a text log as far as it is dumped there. */
export async function frameAt(reading: CaptureReading, index: PacketIndex): Promise<Frame | null> {
  if (reading.frames === null) return dumpedFrame(reading, index);
  return (await reading.frames.read(index, MAXIMUM_FRAME))?.frame ?? null;
}

function behind(tail: Tail | undefined, seq: number, payload: Uint8Array): Uint8Array {
  if (tail === undefined || tail.next !== (seq | 0) || tail.bytes.length === 0) return payload;
  const joined = new Uint8Array(tail.bytes.length + payload.length);
  joined.set(tail.bytes);
  joined.set(payload, tail.bytes.length);
  return joined;
}

function hitOf(reading: CaptureReading, { id }: Connection, index: PacketIndex): PayloadHit {
  const from = reading.recorder.tracker.packets.fromClient(index) ? 'client' : 'server';
  return { connection: id + 1, from, packet: reading.values.number(index), index };
}

/** Where `needle` begins in `bytes`; -1: nowhere. */
function indexOf(bytes: Uint8Array, needle: Uint8Array): number {
  const last = bytes.length - needle.length;
  for (let at = bytes.indexOf(needle[0]); at >= 0 && at <= last; at = bytes.indexOf(needle[0], at + 1))
    if (needle.every((byte, offset) => bytes[at + offset] === byte)) return at;
  return -1;
}

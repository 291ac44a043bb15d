import { seqToNumber, toSeq } from '../../bytes';
import { formatTcpdumpLine, PacketKind } from '../../decode';
import { type Connection, Known } from '../../flow';
import { type PacketIndex, TcpFlag } from '../../tcp';
import { lineIndex } from '../../text';
import type { CaptureReading } from './capture-reading';
import { HEADER_BYTES } from './frame-reader';
import type { ConnectionOpening, PacketSighting } from './views';

/** Packets of a connection that are read again at most. */
export const MOST_SIGHTINGS = 5000;
/** Packets between two turns of other work. */
const TURN = 500;
/** The SYN and the SYN/ACK are among the first packets, with what was sent again. */
const FIRST_PACKETS = 12;

/** The packets of a connection as they were recorded, with what their headers say beyond the columns. */
export async function sightingsOf(
  reading: CaptureReading,
  connection: Connection,
): Promise<PacketSighting[]> {
  const { packets } = reading.recorder.tracker;
  const found: PacketSighting[] = [];
  for (let at = connection.firstPacket; at <= connection.lastPacket && found.length < MOST_SIGHTINGS; at++) {
    if (packets.connection(at) !== connection.id || packets.kind(at) !== PacketKind.tcp) continue;
    found.push(await sightingOf(reading, at));
    if (found.length % TURN === 0) await reading.pause();
  }
  return found;
}

/** What the recording knows of a connection's beginning. */
export async function openingOf(reading: CaptureReading, connection: Connection): Promise<ConnectionOpening> {
  const { packets } = reading.recorder.tracker;
  const { values } = reading;
  const initial = { client: null as number | null, server: null as number | null };
  const timestamp = { client: null as number | null, server: null as number | null };
  let looked = 0;
  for (let at = connection.firstPacket; at <= connection.lastPacket && looked < FIRST_PACKETS; at++) {
    if (packets.connection(at) !== connection.id) continue;
    looked++;
    if ((packets.flags(at) & TcpFlag.SYN) === 0 || packets.kind(at) !== PacketKind.tcp) continue;
    const { sender, seq, timestamps } = await sightingOf(reading, at);
    // Sent again, the SYN has another timestamp: the first is not in both recordings where it was lost.
    initial[sender] = values.seq(at) === null ? initial[sender] : seq;
    timestamp[sender] = timestamps?.[0] ?? timestamp[sender];
  }
  return {
    connection: connection.id + 1,
    client: values.endpoint(connection, 'client'),
    server: values.endpoint(connection, 'server'),
    initial,
    timestamp,
  };
}

async function sightingOf(reading: CaptureReading, index: PacketIndex): Promise<PacketSighting> {
  const { packets } = reading.recorder.tracker;
  const { values } = reading;
  const known = packets.known(index);
  const text = await printed(reading, index);
  const stamps = /\bTS val (\d+) ecr (\d+)/.exec(text);
  const [, options] = /\boptions? \[([^\]]*)\]/.exec(text) ?? [];
  const absolute = (known & Known.absolute) !== 0;
  const number = (bit: number, value: number): number | null =>
    (known & bit) === 0 ? null : seqToNumber(toSeq(value));
  const hops = packets.hopLimit(index);
  const ipId = packets.ipId(index);
  return {
    index,
    seconds: (known & Known.time) === 0 ? Number.NaN : packets.seconds(index),
    nanoseconds: packets.nanoseconds(index),
    sender: values.sender(index),
    flags: packets.flags(index),
    seq: absolute ? number(Known.seq, packets.seq(index)) : null,
    ack: absolute ? number(Known.ack, packets.ack(index)) : null,
    relativeSeq: values.relativeSeq(index),
    relativeAck: values.relativeAck(index),
    length: (known & Known.length) === 0 ? 0 : packets.payloadLength(index),
    window: (known & Known.window) === 0 ? null : packets.window(index),
    hopLimit: hops === 0 ? null : hops,
    ipId: ipId < 0 ? null : ipId,
    timestamps: stamps === null ? null : [Number(stamps[1]), Number(stamps[2])],
    options: options === undefined ? null : plainOptions(options),
  };
}

/** The packet as tcpdump prints it. */
async function printed(reading: CaptureReading, index: PacketIndex): Promise<string> {
  if (reading.frames === null) {
    const offset = reading.recorder.tracker.packets.offset(index);
    return reading.lineText(reading.recorder.lines.rowLine(index, lineIndex(offset)));
  }
  const held = await reading.frames.read(index, HEADER_BYTES);
  return held === null ? '' : formatTcpdumpLine(held.frame);
}

/** Without padding and without what differs from packet to packet. */
const plainOptions = (options: string): string =>
  options
    .split(',')
    .map((option) => option.trim().replace(/^TS val.*$/, 'TS'))
    .filter((option) => option !== 'nop' && option !== 'eol' && !option.startsWith('sack '))
    .sort()
    .join(',');

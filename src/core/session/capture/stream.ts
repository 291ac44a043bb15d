import { payloadOf } from '../../decode';
import { type Connection, Known } from '../../flow';
import { type PacketIndex, packetIndex, type Side, TcpFlag } from '../../tcp';
import { toBase64 } from './base64';
import type { CaptureReading } from './capture-reading';
import { frameAt } from './payload-search';
import { StreamDirection } from './stream-direction';
import type { FollowedStream, StreamPiece } from './views';

/** Packets looked at between two turns of other work. */
const TURN = 500;
/** Pieces and bytes of one answer. */
const MOST_PIECES = 5000;
const MOST_BYTES = 1 << 20;

/** What one packet adds to a stream, in the order in which its receiver's program would get it. */
export interface StreamPart {
  readonly index: PacketIndex;
  readonly from: Side;
  readonly bytes: Uint8Array;
  /** Bytes behind these that were sent and are not there: `cut` from this packet, or in no packet of the recording. */
  readonly missing: number;
  readonly cut: boolean;
}

/** What both ends of a connection sent, each byte once, in order; holes are told where their bytes would be. */
export async function* streamOf(reading: CaptureReading, connection: Connection): AsyncGenerator<StreamPart> {
  const { packets } = reading.recorder.tracker;
  const directions = { client: new StreamDirection('client'), server: new StreamDirection('server') };
  for (let at: number = connection.firstPacket; at <= connection.lastPacket; at++) {
    const index = packetIndex(at);
    if (at % TURN === TURN - 1) await reading.pause();
    if (packets.connection(index) !== connection.id) continue;
    const from = reading.values.sender(index);
    const ack = reading.values.relativeAck(index);
    if (ack !== null) yield* directions[from === 'client' ? 'server' : 'client'].acknowledged(ack, index);
    const length = (packets.known(index) & Known.length) === 0 ? 0 : packets.payloadLength(index);
    const seq = reading.values.relativeSeq(index);
    if (seq === null) continue;
    const flags = packets.flags(index);
    const first = (flags & TcpFlag.SYN) !== 0 ? seq + 1 : seq;
    if ((flags & TcpFlag.SYN) !== 0) directions[from].begin(first);
    if ((flags & TcpFlag.FIN) !== 0) directions[from].ends(first + length);
    if (length === 0) continue;
    const frame = await frameAt(reading, index);
    const payload = frame === null ? new Uint8Array(0) : payloadOf(frame);
    yield* directions[from].take({ seq: first, length, index, bytes: payload.subarray(0, length).slice() });
  }
  yield* directions.client.rest();
  yield* directions.server.rest();
}

/** The beginning of a stream, at most `limit` bytes of it. */
export async function followStream(
  reading: CaptureReading,
  connection: Connection,
  limit: number,
  signal: { readonly aborted: boolean },
): Promise<FollowedStream> {
  const most = Math.min(limit, MOST_BYTES);
  const pieces: StreamPiece[] = [];
  let [size, more] = [0, false];
  for await (const part of streamOf(reading, connection)) {
    more = size >= most || pieces.length >= MOST_PIECES;
    if (more || signal.aborted) break;
    size += part.bytes.length;
    pieces.push(pieceOf(reading, part));
  }
  const { values } = reading;
  return {
    connection: connection.id + 1,
    client: values.endpoint(connection, 'client'),
    server: values.endpoint(connection, 'server'),
    pieces,
    more,
  };
}

const pieceOf = (
  { values }: CaptureReading,
  { index, from, bytes, missing, cut }: StreamPart,
): StreamPiece => ({
  ...{ index, packet: values.number(index), time: values.time(index), from },
  ...{ bytes: toBase64(bytes), length: bytes.length, missing, cut },
});

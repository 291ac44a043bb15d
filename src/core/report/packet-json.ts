import type { PacketRow } from '../session/capture';
import { jsonText } from '../text';

/** One line of `annotate --format jsonl`, in the field order of the contract; '' for a packet that is not TCP. */
export function packetJson(row: PacketRow): string {
  if (row.connection === null || row.sender === null) return '';
  return `${jsonText({
    packet: row.packet,
    line: row.line,
    time: row.time,
    connection: row.connection,
    from: row.from,
    to: row.to,
    sender: row.sender,
    flags: row.flags,
    seq: row.seq,
    ack: row.ack,
    relativeSeq: row.relativeSeq,
    relativeAck: row.relativeAck,
    window: row.window,
    length: row.length,
    client: stateJson(row.client),
    server: stateJson(row.server),
    analysis: row.analysis,
    note: row.note === '' ? null : row.note,
    ...(row.file !== undefined && { file: row.file }),
  })}\n`;
}

const stateJson = (state: PacketRow['client']) =>
  state === null ? null : { state: state.state, certainty: state.certainty };

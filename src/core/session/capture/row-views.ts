import { PacketKind, summarizeFrame } from '../../decode';
import { packetNote, problemMessage, type StepFacts, say } from '../../explain';
import type { Stuck } from '../../findings';
import { analysisIds, type Connection, Known } from '../../flow';
import type { PacketIndex, Side } from '../../tcp';
import { formatFlags } from '../../tcp';
import type { LineIndex } from '../../text';
import type { Locale } from '../../words';
import type { CaptureRecorder } from './capture-recorder';
import { type FrameReader, HEADER_BYTES } from './frame-reader';
import { endpointState, type PacketValues } from './packet-values';
import type { Transitions } from './transitions';
import type { LineRow, PacketRow } from './views';

/** What the rows of one capture are built from. */
export interface RowParts {
  readonly locale: Locale;
  readonly name: string;
  readonly recorder: CaptureRecorder;
  readonly values: PacketValues;
  readonly transitions: Transitions;
  /** Null for a text log. */
  readonly frames: FrameReader | null;
  /** The end that is, or may be, stuck half-closed; null until the capture has been read. */
  readonly stuckOf: (connection: Connection) => Stuck | null;
}

/**
 * A packet as a row, at once where nothing of the file is looked at again: a promise costs more than such a row. `line` is the text log's line from 0 that the row shows, with its
 * text; null for binary captures.
 */
export function packetRow(
  parts: RowParts,
  index: PacketIndex,
  row: number,
  line: { readonly line: LineIndex; readonly text: string } | null,
): PacketRow | Promise<PacketRow> {
  const connection = parts.values.connectionOf(index);
  const comment = parts.recorder.packetComments.get(index);
  const place = { index, row, line: lineInFile(parts, line?.line ?? null), text: line?.text ?? null };
  const isTcp = parts.recorder.tracker.packets.kind(index) === PacketKind.tcp;
  if (connection === null || !isTcp) return otherPacket(parts, place, connection, comment);
  return withComment(segmentRow(parts, place, connection), comment);
}

const withComment = (view: PacketRow, comment: string | undefined): PacketRow =>
  comment === undefined ? view : { ...view, comment };

const lineInFile = ({ recorder }: RowParts, line: LineIndex | null): number | null =>
  line === null ? null : recorder.lines.inFile(line) + 1;

type Place = Pick<PacketRow, 'row' | 'line' | 'text'> & { readonly index: PacketIndex };

/** One literal, without spreading: a spread costs more than all the rest of a row, and there are millions. */
function segmentRow(parts: RowParts, place: Place, connection: Connection): PacketRow {
  const { values, recorder, transitions, locale } = parts;
  const { index } = place;
  const { packets } = recorder.tracker;
  const known = packets.known(index);
  const sender = values.sender(index);
  const facts = transitions.factsOf(index);
  const changed = (side: Side) => {
    const step = facts?.[side];
    return step !== null && step !== undefined && step.from !== step.to;
  };
  const stuck = parts.stuckOf(connection);
  return {
    kind: 'packet',
    row: place.row,
    packet: values.number(index),
    index,
    line: place.line,
    text: place.text,
    time: values.time(index),
    connection: connection.id + 1,
    sender,
    from: values.endpoint(connection, sender),
    to: values.endpoint(connection, sender === 'client' ? 'server' : 'client'),
    flags: (known & Known.flags) !== 0 ? formatFlags(packets.flags(index)) : '',
    seq: values.seq(index),
    ack: values.ack(index),
    relativeSeq: values.relativeSeq(index),
    relativeAck: values.relativeAck(index),
    window: (known & Known.window) !== 0 ? packets.window(index) : null,
    length: (known & Known.length) !== 0 ? packets.payloadLength(index) : null,
    client: endpointState(packets.clientState(index)),
    server: endpointState(packets.serverState(index)),
    clientChanged: changed('client'),
    serverChanged: changed('server'),
    analysis: analysisIds(packets.analysis(index)),
    note: facts === null ? '' : packetNote(locale, facts),
    stuck: stuck !== null && stuck.sureness !== 'possible' && index >= stuck.since ? stuck.endpoint : null,
  };
}

/**
 * What is not TCP, or whose ports could not be read: a summary in the note. An ICMP error about a connection shows that
 * connection and its states, and has no sender: neither end sent it.
 */
async function otherPacket(
  parts: RowParts,
  place: Place,
  connection: Connection | null,
  comment: string | undefined,
): Promise<PacketRow> {
  const { recorder, values } = parts;
  const { index } = place;
  const length = recorder.tracker.packets.payloadLength(index);
  const held = await parts.frames?.read(index, HEADER_BYTES);
  const summary = held ? summarizeFrame(held.frame) : null;
  const facts = parts.transitions.factsOf(index);
  const told = summary === null ? kindName(recorder.tracker.packets.kind(index)) : noteOf(summary);
  const did = facts === null ? '' : packetNote(parts.locale, facts);
  const { packets } = recorder.tracker;
  const changed = (step: StepFacts | null | undefined) => !!step && step.from !== step.to;
  const view: PacketRow = {
    kind: 'packet',
    row: place.row,
    packet: values.number(index),
    index,
    line: place.line,
    text: place.text,
    time: values.time(index),
    connection: connection === null ? null : connection.id + 1,
    sender: null,
    from: summary?.from ?? '',
    to: summary?.to ?? '',
    flags: '',
    seq: null,
    ack: null,
    relativeSeq: null,
    relativeAck: null,
    window: null,
    length: length > 0 ? length : null,
    client: connection === null ? null : endpointState(packets.clientState(index)),
    server: connection === null ? null : endpointState(packets.serverState(index)),
    clientChanged: changed(facts?.client),
    serverChanged: changed(facts?.server),
    analysis: [],
    note: did === '' ? told : say(parts.locale, 'note.and', { note: told, more: did }),
    stuck: null,
  };
  return withComment(view, comment);
}

function noteOf({ protocol, info }: { readonly protocol: string; readonly info: string }): string {
  if (info.startsWith(protocol)) return info;
  return info === '' ? protocol : `${protocol} ${info}`;
}

/** Protocols keep their names in every language; a log's own line says the rest. */
function kindName(kind: number): string {
  if (kind === PacketKind.udp) return 'UDP';
  if (kind === PacketKind.icmp) return 'ICMP';
  return kind === PacketKind.arp ? 'ARP' : '';
}

/** A line of a text log that is no packet's row. */
export function lineRow(parts: RowParts, line: LineIndex, row: number, text: string): LineRow {
  const { recorder } = parts;
  const of = recorder.lines.continues(line);
  const problem = recorder.lineProblems.get(line);
  return {
    kind: 'line',
    row,
    line: recorder.lines.inFile(line) + 1,
    text,
    of: of < 0 ? null : of,
    problem:
      problem === undefined
        ? null
        : { message: problemMessage(parts.locale, problem, parts.name), column: problem.column ?? 1 },
  };
}

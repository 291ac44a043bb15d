import { NEVER, type StopSignal } from '../../bytes';
import { linkTypeName } from '../../decode';
import { say } from '../../explain';
import {
  AddressBook,
  anonymisedFrame,
  copyPcapng,
  enhancedPacket,
  interfaceDescription,
  type PcapKind,
  pcapFileHeader,
  pcapRecord,
  sectionHeader,
  type WrittenPacket,
} from '../../export';
import { NO_CONNECTION } from '../../flow';
import { type ConnectionId, connectionId, type PacketIndex, packetIndex } from '../../tcp';
import type { Locale } from '../../words';
import type { CaptureReading } from './capture-reading';
import type { Expression } from './filter';
import { MAXIMUM_FRAME } from './frame-reader';
import { exportLog } from './log-export';
import { hasTimesSinceBefore } from './log-times';
import type { RowList } from './row-list';

/** The forms that a recording is written in again: its packets with their bytes, or its lines. */
export type CaptureFileFormat = 'pcap' | 'pcapng' | 'log';

export interface CaptureExportRequest {
  readonly format: CaptureFileFormat;
  /** Only what the filter leaves. */
  readonly filtered: boolean;
  /** Only the packets of this connection (number from 1); null: of all. */
  readonly connection: number | null;
  /** With other addresses, without payload, names and comments. */
  readonly anonymise: boolean;
}

/** How far an export has come; it is renewed while the export runs. */
export interface ExportProgress {
  /** Packets looked at, of how many. */
  done: number;
  total: number;
  /** Packets that are not in what was written, because of what is in them. */
  leftOut: number;
  /** Packets that the file no longer holds. */
  gone: number;
  /** Packets beside those that the filter leaves: of the connections that it found, where it asks for what is known of them. */
  beside: number;
}

export const noProgress = (): ExportProgress => ({ done: 0, total: 0, leftOut: 0, gone: 0, beside: 0 });

/** What has to be said of what is not in the file. */
export function exportTold(
  locale: Locale,
  { leftOut, gone, beside }: ExportProgress,
  format: CaptureFileFormat,
): string[] {
  const told: string[] = [];
  if (beside > 0) told.push(say(locale, 'export.whole-connections', { count: beside }));
  if (leftOut > 0)
    told.push(
      say(locale, format === 'log' ? 'export.left-out-lines' : 'export.left-out', { count: leftOut }),
    );
  if (gone > 0) told.push(say(locale, 'export.gone', { count: gone }));
  return told;
}

/** What was asked for cannot be written; the message says why. */
export class ExportRefused extends Error {
  override readonly name = 'ExportRefused';
}

/** Bytes of one piece, more or less. */
const PIECE = 1 << 18;
/** Packets between two turns of other work. */
const TURN = 500;
const LARGEST_SNAP_LENGTH = 262_144;
const TIMES = 2 ** 32;

/** Packets in order, by their indices. */
export type Wanted = () => Iterable<PacketIndex>;

/**
 * A recording, or a part of it, as a file, in pieces. Throws ExportRefused before the first one, or, where anonymising leaves no
 * packet, in place of the last one.
 */
export async function* exportedCapture(
  reading: CaptureReading,
  filter: RowList | null,
  request: CaptureExportRequest,
  progress: ExportProgress,
  signal: StopSignal = NEVER,
): AsyncGenerator<Uint8Array> {
  const { locale, opened } = reading;
  const refuse = (id: Parameters<typeof say>[1], values = {}) => new ExportRefused(say(locale, id, values));
  const isText = opened.format === 'text';
  if (isText !== (request.format === 'log')) throw refuse(isText ? 'export.no-bytes' : 'export.no-lines');
  const chosen = request.filtered ? filter : null;
  const wanted = wantedOf(reading, chosen, request.connection);
  for (const _ of wanted()) progress.total++;
  for (const _ of wantedPackets(reading, chosen, request.connection)) progress.beside--;
  progress.beside += progress.total;
  if (progress.total === 0) throw refuse('export.nothing');
  const book = new AddressBook();
  const atEnd = () => {
    const { total, leftOut, gone } = progress;
    if (leftOut > 0 && leftOut + gone >= total)
      throw isText
        ? refuse('export.no-flags', { count: leftOut })
        : refuse('export.nothing-left', { count: leftOut, links: linksOf(reading, wanted).join(', ') });
  };
  if (isText) {
    const isWhole = (!request.filtered || filter === null) && request.connection === null;
    if (!isWhole && !request.anonymise && (await hasTimesSinceBefore(reading)))
      throw refuse('export.delta-times');
    return yield* joined(
      exportLog(reading, { wanted, isWhole, book: request.anonymise ? book : null }, progress),
      signal,
      atEnd,
    );
  }
  if (request.format === 'pcapng' && opened.format === 'pcapng')
    return yield* joined(copied(reading, wanted, request.anonymise ? book : null, progress), signal, atEnd);
  const kind = kindOf(reading, wanted);
  if ('links' in kind) throw refuse('export.several-links', { links: kind.links.join(', ') });
  if (kind.farTimes) throw refuse('export.far-times');
  yield* joined(written(reading, { wanted, kind, request, book }, progress), signal, atEnd);
}

/**
 * A filter that asks for a state, for what is stuck or what was found asks it of a connection, and leaves its packets from then on,
 * of which it would not follow: all packets of the connections are wanted then.
 */
function wantedOf(reading: CaptureReading, filter: RowList | null, connection: number | null): Wanted {
  const left = () => wantedPackets(reading, filter, connection);
  if (filter === null || !asksOfConnections(filter.expression)) return left;
  const { packets } = reading.recorder.tracker;
  const alone = new Set<PacketIndex>();
  const connections = new Set<ConnectionId>();
  for (const index of left()) {
    const of = packets.connection(index);
    if (of === NO_CONNECTION) alone.add(index);
    else connections.add(of);
  }
  return function* () {
    for (const index of wantedPackets(reading, null, null))
      if (connections.has(packets.connection(index)) || alone.has(index)) yield index;
  };
}

/** What is to be without a state, or not stuck, is asked of packets: the connection may come to it later. */
function asksOfConnections(expression: Expression): boolean {
  if (expression.kind === 'and' || expression.kind === 'or')
    return asksOfConnections(expression.left) || asksOfConnections(expression.right);
  return ['stuck', 'state', 'finding'].includes(expression.kind);
}

function* wantedPackets(
  reading: CaptureReading,
  filter: RowList | null,
  connection: number | null,
): Iterable<PacketIndex> {
  const { packets } = reading.recorder.tracker;
  const of = connection === null ? null : connectionId(connection - 1);
  const count = filter?.length ?? packets.length;
  for (let at = 0; at < count; at++) {
    const index = filter === null ? packetIndex(at) : reading.packetOfRow(filter.at(at));
    if (index >= 0 && (of === null || packets.connection(index) === of)) yield index;
  }
}

/** Small pieces together; ends where the signal says so, and asks `atEnd` before the last one. */
async function* joined(
  pieces: AsyncIterable<Uint8Array>,
  signal: StopSignal,
  atEnd: () => void,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    if (signal.aborted) return;
    held.push(piece);
    size += piece.length;
    if (size < PIECE) continue;
    yield together(held, size);
    [held, size] = [[], 0];
  }
  atEnd();
  if (size > 0) yield together(held, size);
}

function together(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A pcapng file block by block. */
async function* copied(
  reading: CaptureReading,
  wanted: Wanted,
  book: AddressBook | null,
  progress: ExportProgress,
): AsyncGenerator<Uint8Array> {
  const copy = { at: 0, leftOut: 0 };
  const change =
    book === null ? null : (frame: Parameters<typeof anonymisedFrame>[0]) => anonymisedFrame(frame, book);
  let blocks = 0;
  for await (const block of copyPcapng(
    reading.opened.source,
    offsets(reading, wanted, progress),
    change,
    copy,
  )) {
    progress.leftOut = copy.leftOut;
    yield block;
    if (++blocks % TURN === 0) await reading.pause();
  }
  progress.leftOut = copy.leftOut;
}

function* offsets(reading: CaptureReading, wanted: Wanted, progress: ExportProgress): Generator<number> {
  for (const index of wanted()) {
    progress.done++;
    yield reading.recorder.tracker.packets.offset(index);
  }
}

type Kind = (PcapKind & { readonly farTimes: boolean }) | { readonly links: readonly string[] };

/** What one file header can say of all the packets; several link types cannot be said. */
function kindOf(reading: CaptureReading, wanted: Wanted): Kind {
  const { packets } = reading.recorder.tracker;
  const kinds = new Map<number, { linkType: number; fcsLength: number; snapLength: number }>();
  let [fine, farTimes] = [false, false];
  for (const index of wanted()) {
    const id = packets.interfaceId(index);
    const { linkType = 0, fcsLength = 0, snapLength = 0 } = reading.recorder.interfaceOf(id) ?? {};
    kinds.set(id, { linkType, fcsLength, snapLength });
    fine ||= packets.nanoseconds(index) % 1000 !== 0;
    const seconds = packets.seconds(index);
    farTimes ||= seconds >= TIMES || seconds < 0;
  }
  const [first, ...others] = [...kinds.values()];
  const isLike = (one: typeof first) => one.linkType === first.linkType && one.fcsLength === first.fcsLength;
  if (!others.every(isLike))
    return { links: [...new Set([...kinds.values()].map(({ linkType }) => linkTypeName(linkType)))] };
  const snapLength = Math.max(...[...kinds.values()].map((one) => one.snapLength || LARGEST_SNAP_LENGTH));
  return { ...first, snapLength, timeDigits: fine ? 9 : 6, farTimes };
}

/** The names of the link types of packets, each once. */
function linksOf(reading: CaptureReading, wanted: Wanted): string[] {
  const links = new Set<number>();
  for (const index of wanted())
    links.add(
      reading.recorder.interfaceOf(reading.recorder.tracker.packets.interfaceId(index))?.linkType ?? 0,
    );
  return [...links].map(linkTypeName);
}

interface Writing {
  readonly wanted: Wanted;
  readonly kind: PcapKind & { readonly farTimes: boolean };
  readonly request: CaptureExportRequest;
  readonly book: AddressBook;
}

/** Packet by packet, each read again. */
async function* written(
  reading: CaptureReading,
  { wanted, kind, request, book }: Writing,
  progress: ExportProgress,
): AsyncGenerator<Uint8Array> {
  const isPcap = request.format === 'pcap';
  if (isPcap) yield pcapFileHeader(kind);
  else
    yield together(
      [sectionHeader(), interfaceDescription(kind)],
      sectionHeader().length + interfaceDescription(kind).length,
    );
  for (const index of wanted()) {
    if (++progress.done % TURN === 0) await reading.pause();
    const packet = await packetAt(reading, index, request.anonymise ? book : null);
    if (packet === null) progress.gone++;
    else if (packet.data === null) progress.leftOut++;
    else {
      const whole = { ...packet, data: packet.data };
      yield isPcap ? pcapRecord(whole, kind) : enhancedPacket(whole, kind);
    }
  }
}

type ReadPacket = Omit<WrittenPacket, 'data'> & { readonly data: Uint8Array | null };

async function packetAt(
  reading: CaptureReading,
  index: PacketIndex,
  book: AddressBook | null,
): Promise<ReadPacket | null> {
  const { frames } = reading;
  let held = (await frames?.read(index, MAXIMUM_FRAME)) ?? null;
  const missing = held === null ? 0 : held.capturedLength - (held.frame.end - held.frame.start);
  if (held !== null && missing > 0) held = (await frames?.read(index, held.capturedLength)) ?? null;
  if (held === null) return null;
  const { frame } = held;
  const { seconds, nanoseconds, originalLength } = frame;
  const data = book === null ? frame.bytes.subarray(frame.start, frame.end) : anonymisedFrame(frame, book);
  return { seconds, nanoseconds, originalLength, data };
}

import { type ByteSource, u16be, u16le, u32be, u32le } from '../bytes';
import { Frame } from '../decode';
import { ForwardReader } from './forward-reader';
import { pcapngBlock, sectionHeader } from './pcapng-writer';

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const STATISTICS = 5;
const SIMPLE_PACKET = 3;
/** Where in a packet's block its bytes begin: enhanced, obsolete and simple packet blocks. */
const DATA_AT: ReadonlyMap<number, number> = new Map([
  [6, 28],
  [2, 28],
  [SIMPLE_PACKET, 12],
]);
/** The longest block that is copied: what the reader takes for damage is longer. */
const LONGEST = 256 << 20;
const FRAME_CHECK_LENGTH = 13;

/** Options that are handed on without names and comments, by block type: resolutions, times, counts, directions. */
const KEPT_OPTIONS: ReadonlyMap<number, readonly number[]> = new Map([
  [INTERFACE, [9, FRAME_CHECK_LENGTH, 14]],
  [STATISTICS, [2, 3, 4, 5, 6, 7, 8]],
  [6, [2, 4]],
  [2, [2]],
]);

/** What is handed on of a frame instead of its own bytes; null: nothing. */
export type FrameChange = (frame: Frame) => Uint8Array | null;

interface Endian {
  readonly little: boolean;
  readonly u16: (bytes: Uint8Array, at: number) => number;
  readonly u32: (bytes: Uint8Array, at: number) => number;
}
const LITTLE: Endian = { little: true, u16: u16le, u32: u32le };
const BIG: Endian = { little: false, u16: u16be, u32: u32be };

interface Interface {
  readonly linkType: number;
  readonly fcsLength: number;
}

/** One pass over a pcapng file. */
export interface PcapngCopy {
  /** Packets that are not handed on, because there is nothing to be handed on of them. */
  leftOut: number;
  /** Where in the file it is. */
  at: number;
}

/**
 * A pcapng file with some of its packets, block by block as they stand there. `wanted` are the offsets of packets' bytes in the
 * file, ascending. With `change` only what tells of packets, interfaces and counts is handed on, without names and comments. Where
 * the file is damaged it goes on at the next packet that is wanted.
 */
export async function* copyPcapng(
  source: ByteSource,
  wanted: Iterator<number>,
  change: FrameChange | null,
  copy: PcapngCopy,
): AsyncGenerator<Uint8Array> {
  const reader = new ForwardReader(source);
  let [endian, interfaces]: [Endian, Interface[]] = [LITTLE, []];
  let next = wanted.next();
  for (;;) {
    const head = await reader.bytes(copy.at, 12);
    if (head.length < 12) return;
    const isSection = u32be(head, 0) === SECTION;
    const order = isSection ? orderOf(head) : endian;
    const length = order?.u32(head, 4) ?? 0;
    const block =
      order !== null && isLength(length) ? await wholeBlock(reader, copy.at, length, order) : null;
    if (block === null || order === null) {
      const from = copy.at;
      while (!next.done && next.value - 28 <= from) next = wanted.next();
      if (next.done) return;
      copy.at = await blockBefore(reader, next.value, endian);
      continue;
    }
    endian = order;
    if (isSection) interfaces = [];
    const type = endian.u32(block, 0);
    if (type === INTERFACE) interfaces.push(readInterface(block, endian));
    const dataAt = DATA_AT.get(type);
    if (dataAt === undefined) {
      const kept = otherBlock(block, type, endian, change !== null);
      if (kept !== null) yield kept;
    } else {
      while (!next.done && next.value < copy.at + dataAt) next = wanted.next();
      if (!next.done && next.value === copy.at + dataAt) {
        const kept = change === null ? block : changedPacket(block, type, endian, interfaces, change);
        if (kept === null) copy.leftOut++;
        else yield kept;
        next = wanted.next();
      }
    }
    copy.at += length;
  }
}

const isLength = (length: number): boolean => length >= 12 && length % 4 === 0 && length <= LONGEST;

const orderOf = (head: Uint8Array): Endian | null =>
  u32le(head, 8) === 0x1a2b3c4d ? LITTLE : u32be(head, 8) === 0x1a2b3c4d ? BIG : null;

/** A copy of the block; null where it is cut, or its two lengths differ. */
async function wholeBlock(
  reader: ForwardReader,
  at: number,
  length: number,
  endian: Endian,
): Promise<Uint8Array | null> {
  const block = await reader.bytes(at, length);
  return block.length === length && endian.u32(block, length - 4) === length ? block.slice() : null;
}

/** Where the block begins that holds a packet's bytes. */
async function blockBefore(reader: ForwardReader, data: number, endian: Endian): Promise<number> {
  const before = await reader.bytes(data - 28, 28);
  const isSimple = endian.u32(before, 16) === SIMPLE_PACKET && DATA_AT.get(endian.u32(before, 0)) !== 28;
  return isSimple ? data - 12 : data - 28;
}

/** A section has another length then; without names only interfaces and counts are handed on. */
function otherBlock(block: Uint8Array, type: number, endian: Endian, nameless: boolean): Uint8Array | null {
  if (type === SECTION) {
    if (nameless) return sectionHeader(endian.little);
    block.fill(0xff, 16, 24);
    return block;
  }
  if (!nameless) return block;
  const fixed = type === INTERFACE ? 16 : type === STATISTICS ? 20 : 0;
  return fixed === 0 || block.length < fixed + 4
    ? null
    : rebuilt(block, type, endian, block.subarray(8, fixed), fixed);
}

function readInterface(block: Uint8Array, endian: Endian): Interface {
  const [fcs] = options(block, 16, endian).filter(({ code }) => code === FRAME_CHECK_LENGTH);
  return { linkType: endian.u16(block, 8), fcsLength: fcs === undefined ? 0 : (block[fcs.at + 4] ?? 0) };
}

function changedPacket(
  block: Uint8Array,
  type: number,
  endian: Endian,
  interfaces: readonly Interface[],
  change: FrameChange,
): Uint8Array | null {
  const dataAt = DATA_AT.get(type) ?? 12;
  const isSimple = type === SIMPLE_PACKET;
  const original = endian.u32(block, dataAt - 4);
  const captured = isSimple ? Math.min(original, block.length - 16) : endian.u32(block, dataAt - 8);
  const number = isSimple ? 0 : type === 2 ? endian.u16(block, 8) : endian.u32(block, 8);
  if (captured > block.length - dataAt - 4) return null;
  const frame = new Frame();
  Object.assign(frame, { bytes: block, start: dataAt, end: dataAt + captured, originalLength: original });
  Object.assign(frame, interfaces[number]);
  const data = change(frame);
  if (data === null) return null;
  // A simple packet's length follows from the interface's snap length: zeros fill it up.
  const kept = isSimple ? captured : data.length;
  const body = new Uint8Array(dataAt - 8 + kept);
  body.set(block.subarray(8, dataAt));
  body.set(data, dataAt - 8);
  if (isSimple) return pcapngBlock(type, body, endian.little);
  new DataView(body.buffer).setUint32(dataAt - 16, kept, endian.little);
  return rebuilt(block, type, endian, body, dataAt + captured + (-captured & 3));
}

/** The block with this body, and behind it those of its options that may be handed on. */
function rebuilt(
  block: Uint8Array,
  type: number,
  endian: Endian,
  body: Uint8Array,
  optionsAt: number,
): Uint8Array {
  const codes = KEPT_OPTIONS.get(type) ?? [];
  const kept = options(block, optionsAt, endian).filter(({ code }) => codes.includes(code));
  const from = body.length + (-body.length & 3);
  const size = kept.reduce((sum, { at, end }) => sum + end - at, 0);
  const whole = new Uint8Array(from + (size === 0 ? 0 : size + 4));
  whole.set(body);
  let to = from;
  for (const { at, end } of kept) {
    whole.set(block.subarray(at, end), to);
    to += end - at;
  }
  return pcapngBlock(type, whole, endian.little);
}

/** The options of a block from an offset on, each with its header and padding. */
function options(
  block: Uint8Array,
  from: number,
  endian: Endian,
): { code: number; at: number; end: number }[] {
  const found: { code: number; at: number; end: number }[] = [];
  for (let at = from; at + 4 <= block.length - 4; ) {
    const code = endian.u16(block, at);
    const length = endian.u16(block, at + 2);
    const end = at + 4 + length + (-length & 3);
    if (code === 0 || end > block.length - 4) break;
    found.push({ code, at, end });
    at = end;
  }
  return found;
}

import { dissectText } from '../../capture';
import { dissectFrame, type Frame, Frame as FrameView } from '../../decode';
import { packetSentences } from '../../explain';
import type { PacketIndex } from '../../tcp';
import { lineIndex } from '../../text';
import { toBase64 } from './base64';
import type { CaptureReading } from './capture-reading';
import { MAXIMUM_FRAME } from './frame-reader';
import type { PacketDetail } from './views';

/** Lines of a packet's dump that are read: 64 KiB in tcpdump's 16 bytes a line. */
const MAXIMUM_DUMP_LINES = 4200;

/** One packet in full: sentences, header fields, bytes; read again from the file. */
export async function packetDetail(reading: CaptureReading, index: PacketIndex): Promise<PacketDetail> {
  const row = await reading.row(reading.rowOfPacket(index));
  if (row.kind !== 'packet') throw new Error(`packet ${index + 1} has no row`);
  const facts = reading.transitions.factsOf(index);
  const sentences = facts === null ? [] : packetSentences(reading.locale, facts);
  const body = reading.frames === null ? await textBody(reading, index) : await frameBody(reading, index);
  return { row, sentences, ...body };
}

type Body = Omit<PacketDetail, 'row' | 'sentences'>;

async function frameBody(reading: CaptureReading, index: PacketIndex): Promise<Body> {
  const held = await reading.frames?.read(index, MAXIMUM_FRAME);
  if (!held) {
    return { layers: [], bytes: null, capturedLength: 0, originalLength: 0, text: null };
  }
  const { frame, capturedLength } = held;
  return {
    layers: dissectFrame(frame),
    bytes: toBase64(frame.bytes.subarray(frame.start, frame.end)),
    capturedLength,
    originalLength: frame.originalLength,
    text: null,
  };
}

async function textBody(reading: CaptureReading, index: PacketIndex): Promise<Body> {
  const dissected = dissectText(await linesOf(reading, index));
  const bytes = dissected.bytes;
  return {
    layers: bytes === null ? dissected.layers : dissectFrame(frameOf(bytes, dissected.linkType)),
    bytes: bytes === null ? null : toBase64(bytes),
    capturedLength: bytes?.length ?? 0,
    originalLength: bytes?.length ?? 0,
    text: dissected.text,
  };
}

/** The header lines of a packet of a text log, and where in them each field stands. */
export async function printedHeader(
  reading: CaptureReading,
  index: PacketIndex,
): Promise<Pick<PacketDetail, 'layers'> & { readonly text: string }> {
  const { text, layers } = dissectText(await linesOf(reading, index));
  return { text, layers };
}

/** A packet of a text log as the bytes that are dumped below it (`-x`, `-X`); null where there are none. */
export async function dumpedFrame(reading: CaptureReading, index: PacketIndex): Promise<Frame | null> {
  const { bytes, linkType } = dissectText(await linesOf(reading, index));
  return bytes === null ? null : frameOf(bytes, linkType);
}

/** The lines of a text log that a packet stands in. */
async function linesOf(reading: CaptureReading, index: PacketIndex): Promise<string[]> {
  const { lines, tracker } = reading.recorder;
  const first = tracker.packets.offset(index);
  const texts: string[] = [];
  for (let line = lineIndex(first); line < lines.length && texts.length < MAXIMUM_DUMP_LINES; line++) {
    const own = lines.packetOf(line) === index || lines.continues(line) === index;
    if (!own && line > first) break;
    if (own) texts.push(await reading.lineText(line));
  }
  return texts;
}

function frameOf(bytes: Uint8Array, linkType: number): Frame {
  const frame: Frame = new FrameView();
  frame.bytes = bytes;
  frame.end = bytes.length;
  frame.originalLength = bytes.length;
  frame.linkType = linkType;
  return frame;
}

import { u32be, u32le } from '../bytes';
import { LengthOrder, type PcapHeader, readPcapHeader } from './pcap/pcap-header';

/** Bytes before a frame's first byte that `frameLengths` wants to see: pcapng's longest packet block header. */
export const LENGTHS_BEFORE_FRAME = 32;

/** pcapng block types whose packet data follow a fixed header, and that header's length (pcapng draft, section 4). */
const PACKET_BLOCKS = [
  { type: 6, header: 28 },
  { type: 2, header: 28 },
  { type: 3, header: 12 },
] as const;

export interface FrameLengths {
  readonly captured: number;
  readonly original: number;
}

/** The lengths of a frame that is read again by its offset, from the bytes just before it. Null when they are no packet's header: the file has changed. */
export type ReadLengths = (before: Uint8Array) => FrameLengths | null;

/** How they are read in one file; `fileHeader` is its first bytes. */
export function frameLengths(format: 'pcap' | 'pcapng', fileHeader: Uint8Array): ReadLengths {
  if (format === 'pcapng') return inPcapng;
  const header = fileHeader.length < 24 ? null : readPcapHeader(fileHeader, 0);
  return header === null ? () => null : (before) => inPcap(header, before);
}

function inPcap(header: PcapHeader, before: Uint8Array): FrameLengths | null {
  if (before.length < header.recordHeaderLength) return null;
  const u32 = header.littleEndian ? u32le : u32be;
  const at = before.length - header.recordHeaderLength + 8;
  const first = u32(before, at);
  const second = u32(before, at + 4);
  const swapped =
    header.lengthOrder === LengthOrder.originalFirst ||
    (header.lengthOrder === LengthOrder.smallerIsCaptured && first > second);
  return swapped ? { captured: second, original: first } : { captured: first, original: second };
}

function inPcapng(before: Uint8Array): FrameLengths | null {
  for (const { type, header } of PACKET_BLOCKS) {
    const at = before.length - header;
    if (at < 0) continue;
    const u32 = u32le(before, at) === type ? u32le : u32be(before, at) === type ? u32be : null;
    if (u32 === null) continue;
    const total = u32(before, at + 4);
    const original = u32(before, at + header - 4);
    const captured = type === 3 ? Math.min(original, total - 16) : u32(before, at + header - 8);
    if (total % 4 === 0 && captured >= 0 && captured <= total - header - 4) return { captured, original };
  }
  return null;
}

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Frame } from '../../../src/core/decode';

const FOLDER = fileURLToPath(new URL('../../fixtures/decode/', import.meta.url));

/** Names of the recorded captures, by folder. */
export function captureNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.pcap'))
    .map((name) => name.slice(0, -'.pcap'.length));
}

/** The frames of a little-endian microsecond pcap, read independently of the capture readers. */
export function framesOf(name: string): Frame[] {
  const bytes = new Uint8Array(readFileSync(`${FOLDER}${name}.pcap`));
  const view = new DataView(bytes.buffer);
  const linkField = view.getUint32(20, true);
  const frames: Frame[] = [];
  for (let at = 24; at < bytes.length; ) {
    const captured = view.getUint32(at + 8, true);
    const frame = new Frame();
    frame.bytes = bytes;
    frame.seconds = view.getUint32(at, true);
    frame.nanoseconds = view.getUint32(at + 4, true) * 1000;
    frame.originalLength = view.getUint32(at + 12, true);
    frame.linkType = linkField & 0xffff;
    frame.fcsLength = (linkField & 0x04000000) !== 0 ? (linkField >>> 28) * 2 : 0;
    frame.start = frame.offset = at + 16;
    frame.end = frame.start + captured;
    frames.push(frame);
    at = frame.end;
  }
  return frames;
}

/** What tshark read: one record a packet, by field name; '' for absent. */
export function tsharkRows(name: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(`${FOLDER}${name}.tshark.tsv`, 'utf8').trimEnd().split('\n');
  const names = header.split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(names.map((field, index) => [field, values[index] ?? '']));
  });
}

/** What tcpdump printed: one text a packet, with its dump lines taken off, and what is inside VXLAN on the same line. */
export function tcpdumpLines(name: string): string[] {
  return readFileSync(`${FOLDER}${name}.tcpdump.txt`, 'utf8')
    .replace(/(, vni \d+)\n/g, '$1: ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('\t'));
}

/** A frame over bytes of its own. */
export function frameOf(bytes: Uint8Array, linkType: number, originalLength = bytes.length): Frame {
  const frame = new Frame();
  frame.bytes = bytes;
  frame.end = bytes.length;
  frame.originalLength = originalLength;
  frame.linkType = linkType;
  return frame;
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replace(/\s+/g, ''), 'hex'));
}

/** Where tshark says that the innermost header fields stand: field to [start, end), one map a packet. */
export function tsharkRanges(name: string): Map<string, readonly [number, number]>[] {
  const lines = readFileSync(`${FOLDER}${name}.ranges.txt`, 'utf8').replace(/\n$/, '').split('\n');
  return lines.map((line) => {
    const ranges = new Map<string, readonly [number, number]>();
    for (const item of line.split(' ').filter((text) => text !== '')) {
      const [field, position, size] = item.split(':');
      ranges.set(field, [Number(position), Number(position) + Number(size)]);
    }
    return ranges;
  });
}

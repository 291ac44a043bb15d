import type { CaptureSink, InterfaceInfo, Problem } from '../../../src/core/capture';
import { TcpdumpReader } from '../../../src/core/capture/tcpdump';
import { Segment } from '../../../src/core/decode';
import { AddressFamily } from '../../../src/core/tcp';

export interface ReadLine {
  readonly offset: number;
  readonly byteLength: number;
  readonly text: string;
}

export interface ReadPacket {
  readonly segment: Segment;
  readonly firstLine: number;
  readonly headerLine: number;
  readonly number: number;
  readonly continuations: number[];
  readonly source: string;
  readonly destination: string;
}

/** All that a reader told of a text. */
export interface Reading {
  readonly lines: ReadLine[];
  readonly packets: ReadPacket[];
  readonly problems: Problem[];
  readonly interfaces: InterfaceInfo[];
  /** The order of everything: `line 0`, `packet 0-0`, `more 1`. */
  readonly events: string[];
}

export function sinkInto(reading: Reading, names: () => readonly string[]): CaptureSink {
  const { lines, packets, problems, interfaces, events } = reading;
  return {
    frame: () => {
      throw new Error('a text has no frames');
    },
    line: (offset, byteLength, text) => {
      events.push(`line ${lines.length}`);
      lines.push({ offset, byteLength, text });
    },
    textPacket: (segment, firstLine, headerLine, number) => {
      events.push(`packet ${firstLine}-${headerLine}`);
      packets.push({
        segment: copyOf(segment),
        firstLine,
        headerLine,
        number,
        continuations: [],
        source: address(segment, 'source', names()),
        destination: address(segment, 'destination', names()),
      });
    },
    continuation: (line) => {
      events.push(`more ${line}`);
      packets[packets.length - 1].continuations.push(line);
    },
    interface: (info) => interfaces.push({ ...info }),
    comment: () => {},
    problem: (problem) => problems.push(problem),
  };
}

/** Reads `bytes` as the driver does, `chunk` more bytes at a time. */
export function readBytes(bytes: Uint8Array, chunk = Number.POSITIVE_INFINITY): Reading {
  const reading: Reading = { lines: [], packets: [], problems: [], interfaces: [], events: [] };
  const reader: TcpdumpReader = new TcpdumpReader(sinkInto(reading, () => reader.names));
  let start = 0;
  let end = Math.min(bytes.length, chunk);
  for (;;) {
    const done = reader.consume(bytes, start, end, start);
    if (done < 0 || done > end - start) throw new Error(`consumed ${done} of ${end - start}`);
    start += done;
    if (end === bytes.length) break;
    end = Math.min(bytes.length, Math.max(end + chunk, start + Math.min(reader.needed(), 1 << 22)));
  }
  reader.end(bytes, start, end, start);
  return reading;
}

export const readText = (text: string): Reading => readBytes(new TextEncoder().encode(text));

/** The only packet of a text that has one. */
export function readOne(text: string): ReadPacket {
  const { packets } = readText(text);
  if (packets.length !== 1) throw new Error(`${packets.length} packets in: ${text}`);
  return packets[0];
}

function copyOf(segment: Segment): Segment {
  const copy = new Segment();
  const { sack, ...rest } = segment;
  Object.assign(copy, rest);
  copy.sack.set(sack);
  return copy;
}

function address(s: Segment, end: 'source' | 'destination', names: readonly string[]): string {
  const words = [s[`${end}0`], s[`${end}1`], s[`${end}2`], s[`${end}3`]];
  switch (s.family) {
    case AddressFamily.ipv4:
      return octets(words[3]).join('.');
    case AddressFamily.ipv6:
      return words
        .flatMap((word) => [word >>> 16, word & 0xffff])
        .map((g) => g.toString(16))
        .join(':');
    case AddressFamily.name:
      return names[words[3]];
    default:
      return '';
  }
}

const octets = (word: number): number[] => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255];

/** An IPv6 address written out: eight groups without leading zeros. */
export function expandIpv6(address: string): string {
  const [left, right = ''] = address.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === '' ? [] : right.split(':');
  const middle = address.includes('::') ? new Array<string>(8 - head.length - tail.length).fill('0') : [];
  return [...head, ...middle, ...tail].map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

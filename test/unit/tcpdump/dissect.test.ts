import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dissectText, looksLikeTcpdumpText } from '../../../src/core/capture/tcpdump';
import { readBytes } from './read-text';

const fixtures = join(__dirname, '../../fixtures/text');
const read = (name: string) => readFileSync(join(fixtures, name));

/** `name=value`, and the characters it was read from where they differ from the value. */
function fieldsOf(lines: readonly string[]): string[] {
  const { text, layers } = dissectText(lines);
  return layers.flatMap((layer) =>
    layer.fields.map((field) => {
      const shown = text.slice(field.start, field.end);
      return `${layer.name} ${field.name}=${field.value}${shown === field.value ? '' : ` (${shown})`}`;
    }),
  );
}

describe('fields of a text packet', () => {
  test('one line', () => {
    const line =
      '17:10:43.150463 IP 192.168.1.110.52552 > 192.168.1.177.irdmi: Flags [P.], seq 1:6, ack 1, win 256, options [nop,nop,TS val 7 ecr 8], length 5: HTTP';
    expect(fieldsOf([line])).toEqual([
      'Frame Time=17:10:43.150463',
      'IP Source=192.168.1.110',
      'IP Source port=52552',
      'IP Destination=192.168.1.177',
      'IP Destination port=8000 (irdmi) (irdmi)',
      'TCP Flags=P.',
      'TCP Sequence number=1 (seq 1)',
      'TCP Next sequence number=6',
      'TCP Acknowledgment number=1 (ack 1)',
      'TCP Window=256 (win 256)',
      'TCP Option nop= (nop)',
      'TCP Option nop= (nop)',
      'TCP Option TS=val 7 ecr 8 (TS val 7 ecr 8)',
      'TCP Length=5 (length 5)',
      'Payload Text=HTTP ( HTTP)',
    ]);
  });

  test('two lines behind a quotation, and a wrong checksum', () => {
    const lines = [
      '> 17:10:43.150463 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)',
      '>     10.0.0.1.1024 &gt; 10.0.0.2.80: Flags [R], cksum 0x1234 (incorrect -> 0x5678), seq 9, win 0, length 0',
    ];
    const { text, layers } = dissectText(lines);
    expect(text).toBe(lines.join('\n'));
    const shown = layers
      .flatMap((layer) => layer.fields)
      .map((f) => [f.name, text.slice(f.start, f.end), f.problem]);
    expect(shown).toEqual([
      ['Time', '17:10:43.150463', undefined],
      ['Header', '(tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)', undefined],
      ['Source', '10.0.0.1', undefined],
      ['Source port', '1024', undefined],
      ['Destination', '10.0.0.2', undefined],
      ['Destination port', '80', undefined],
      ['Flags', 'R', undefined],
      ['Checksum', 'cksum 0x1234 (incorrect -> 0x5678)', 'incorrect -> 0x5678'],
      ['Sequence number', 'seq 9', undefined],
      ['Window', 'win 0', undefined],
      ['Length', 'length 0', undefined],
    ]);
  });

  test('no packet, no lines: no fields', () => {
    expect(dissectText(['# a comment']).layers).toEqual([]);
    expect(dissectText([])).toEqual({ text: '', layers: [], bytes: null, linkType: 1 });
  });
});

describe("a hex dump's bytes are the packet's in the capture", () => {
  const frames = framesOf(read('conversations.pcap'));
  test.each([
    ['x', 101],
    ['X', 101],
    ['tvvX', 101],
    ['xx', 1],
    ['XXv', 1],
  ])('-%s', (name, linkType) => {
    const reading = readBytes(read(`conversations/${name}.txt`));
    reading.packets.forEach((packet, i) => {
      // ARP has no IP header: -x prints what follows the link header, which only -xx tells from one.
      if (i === frames.length - 1) return;
      const rows = [...range(packet.firstLine, packet.headerLine), ...packet.continuations];
      const { bytes, linkType: read } = dissectText(rows.map((line) => reading.lines[line].text));
      expect([...(bytes ?? [])]).toEqual([...frames[i].subarray(linkType === 1 ? 0 : 14)]);
      expect(read).toBe(linkType);
    });
  });
});

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Frames of a little-endian pcap. */
function framesOf(file: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 24; at < file.length; ) {
    const length = file.readUInt32LE(at + 8);
    frames.push(file.subarray(at + 16, at + 16 + length));
    at += 16 + length;
  }
  return frames;
}

describe('detection', () => {
  test.each([
    'conversations/n.txt',
    'conversations/t.txt',
    'conversations/X.txt',
    'conversations/A.txt',
    'layers/vvve.txt',
    'nanoseconds/ttt.txt',
  ])('%s is a log of tcpdump', (name) => expect(looksLikeTcpdumpText(read(name))).toBeGreaterThan(0.5));
  test('a header without packets is one', () => {
    const text = 'listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n';
    expect(looksLikeTcpdumpText(new TextEncoder().encode(text))).toBeGreaterThan(0.5);
  });
  test.each([
    ['nothing', ''],
    ['prose', 'The server does not answer.\nIP is 10.0.0.1, see http://a.b > c\n'],
    ['an application log', '2026-11-22 17:10:43,150 INFO start\n17:10:43.150 DEBUG a > b: c\n'],
    ['a socket table', 'tcp  0  0 10.0.0.1:80  10.0.0.2:1024  CLOSE_WAIT  -\n'],
    ['C', '#include <stdio.h>\nint main(void) { return a > b; }\n'],
  ])('%s is none', (_, text) => expect(looksLikeTcpdumpText(new TextEncoder().encode(text))).toBe(0));
  test('a capture is none', () => expect(looksLikeTcpdumpText(read('conversations.pcap'))).toBe(0));
});

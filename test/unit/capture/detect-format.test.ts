import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { detectFormat, openCaptureSource } from '../../../src/core/capture';
import { captureProblems } from '../../../src/core/explain/words/en/capture-problems';
import { filled, join, pcapHeader, pcapOf, START, words } from './build-pcap';
import { Pcapng } from './build-pcapng';
import { fixture } from './reading';

const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const LINE = '12:34:56.789012 IP 192.0.2.1.33482 > 192.0.2.2.8000: Flags [S], seq 1, win 64240, length 0\n';
const CHATTER = 'Nov 22 10:00:00 host app[1]: nothing to see here\n';

const detected = (bytes: Uint8Array, name = 'file'): string => {
  const detection = detectFormat(bytes, name);
  if (detection.kind === 'capture') return detection.format;
  return detection.kind === 'compressed' ? detection.compression : detection.problem.id;
};

describe('content decides', () => {
  const magics = [0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34, 0x1c0001ac, 0x1c0001ab];
  test.each(magics)('pcap with magic number %i, in both byte orders', (magic) => {
    for (const bigEndian of [false, true]) expect(detected(pcapHeader({ magic, bigEndian }))).toBe('pcap');
  });

  test('pcapng in both byte orders', () => {
    for (const bigEndian of [false, true]) expect(detected(new Pcapng(bigEndian).file(1))).toBe('pcapng');
  });

  test('whatever the name says', () => {
    expect(detected(pcapOf(1), 'notes.txt')).toBe('pcap');
    expect(detected(ascii(LINE), 'trace.pcap')).toBe('text');
    expect(detected(gzipSync(pcapOf(1)), 'trace.pcap')).toBe('gzip');
  });

  test('compression', () => {
    expect(detected(words(false, 0xfd2fb528, 0))).toBe('zstd');
    expect(detected(words(false, 0x184d2a53, 4, 0, 0xfd2fb528))).toBe('zstd');
  });
});

describe('the name decides where the content does not', () => {
  test('a tcpdump log that is empty so far, or holds no packet yet', () => {
    expect(detected(new Uint8Array(0), 'live.tcpdump')).toBe('text');
    expect(detected(ascii('waiting\n'), 'live.tcpdump')).toBe('text');
  });

  test('a Windows event trace', () =>
    expect(detected(filled(64, 0), 'trace.etl')).toBe('format.event-trace'));
});

describe('what is not supported is named', () => {
  const erf = (seconds: number) =>
    join(words(false, 0, seconds), Uint8Array.of(2, 4, 0, 32, 0, 0, 0, 60), filled(16));
  const cases: [string, Uint8Array, string][] = [
    ['Solaris snoop', ascii('snoop\0\0\0\0\0\0\x02\0\0\0\x04'), 'format.other-capture'],
    ['Microsoft Network Monitor 2', ascii('GMBU\0\x02\x01\0'), 'format.other-capture'],
    ['Network General Sniffer', ascii('TRSNIFF data    \x1a'), 'format.other-capture'],
    ['Endace ERF', join(erf(START), erf(START + 1)), 'format.other-capture'],
    ['zip', ascii('PK\x03\x04\x14\0'), 'format.archive'],
    ['xz', ascii('\xfd7zXZ\0'), 'format.archive'],
    ['bzip2', ascii('BZh91AY&SY'), 'format.archive'],
    ['7-Zip', ascii("7z\xbc\xaf'\x1c"), 'format.archive'],
    ['lz4', ascii('\x04\x22\x4d\x18'), 'format.archive'],
    ['tar', join(filled(257, 0x61), ascii('ustar\x0000')), 'format.archive'],
    ['ELF', ascii('\x7fELF\x02\x01\x01'), 'format.other-file'],
    ['PDF', ascii('%PDF-1.7\n'), 'format.other-file'],
    ['HTML', ascii('\n<!DOCTYPE html>\n<html><body>404</body></html>'), 'format.other-file'],
    ['JSON', ascii('[\n  {\n    "_index": "packets-2024"'), 'format.other-file'],
    ['XML', ascii('<?xml version="1.0"?>\n<pdml version="0">'), 'format.other-file'],
  ];
  test.each(cases)('%s', (format, bytes, id) => {
    const detection = detectFormat(bytes, 'file');
    expect(detection).toMatchObject({ kind: 'unsupported', problem: { id, values: { format } } });
  });

  test('an empty file', () => expect(detected(new Uint8Array(0), 'a.pcap')).toBe('format.empty'));

  test('anything else, with its first bytes in hexadecimal and ASCII', () => {
    const detection = detectFormat(ascii('\0\x01ABC\xff\x7f'), 'file');
    expect(detection).toMatchObject({
      problem: { id: 'format.unknown', values: { hex: '00 01 41 42 43 ff 7f', ascii: '..ABC..' } },
    });
  });

  test('text without packets, with its first line', () => {
    const detection = detectFormat(ascii('\n\nDear diary,\ntoday'), 'notes.txt');
    expect(detection).toMatchObject({
      problem: { id: 'format.text-without-packets', values: { firstLine: 'Dear diary,' } },
    });
  });

  test('pcapng of which the byte order is damaged', () => {
    expect(detected(words(false, 0x0a0d0d0a, 28, 0x11111111, 1))).toBe('format.cut-pcapng');
  });

  test('every length of beginning is answered, for everything that is known', () => {
    for (const [, bytes] of cases)
      for (let end = 0; end <= bytes.length; end++) detectFormat(bytes.subarray(0, end), 'f');
  });
});

describe('a source is opened through its compression', () => {
  const open = async (bytes: Uint8Array, name = 'capture') =>
    openCaptureSource(new MemorySource(name, bytes));

  test('none, one layer, two layers', async () => {
    const plain = pcapOf(3);
    expect(await open(plain)).toMatchObject({ ok: true, format: 'pcap', compression: [] });
    expect(await open(gzipSync(plain))).toMatchObject({ ok: true, format: 'pcap', compression: ['gzip'] });
    expect(await open(gzipSync(gzipSync(plain)))).toMatchObject({ ok: true, compression: ['gzip', 'gzip'] });
    const zstd = fixture('everything-little.pcapng.zst');
    expect(await open(gzipSync(zstd))).toMatchObject({
      ok: true,
      format: 'pcapng',
      compression: ['gzip', 'zstd'],
    });
  });

  test('three layers are refused', async () => {
    const opened = await open(gzipSync(gzipSync(gzipSync(pcapOf(1)))));
    expect(opened).toMatchObject({ ok: false, problem: { id: 'format.compressed-too-often' } });
  });

  test('what is inside decides, and is named without the suffix', async () => {
    expect(await open(gzipSync(ascii('%PDF-1.7')))).toMatchObject({
      ok: false,
      problem: { values: { format: 'PDF' } },
    });
    const opened = await open(gzipSync(new Uint8Array(0)), 'live.tcpdump.gz');
    expect(opened).toMatchObject({ ok: true, format: 'text', source: { name: 'live.tcpdump' } });
  });

  test('a compressed file that is damaged from its beginning says so', async () => {
    const opened = await open(join(Uint8Array.of(0x1f, 0x8b, 9, 0), filled(40)));
    expect(opened).toMatchObject({ ok: false, problem: { id: 'gzip.bad-header' } });
  });

  test('a log whose first packet comes after much else', async () => {
    const opened = await open(ascii(CHATTER.repeat(4000) + LINE.repeat(3)), 'system.log');
    expect(opened).toMatchObject({ ok: true, format: 'text' });
  });
});

test('every problem that is reported has words', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const core = `${__dirname}/../../../src/core`;
  const reported = new Set(
    ['capture', 'session/capture'].flatMap((room) =>
      readdirSync(`${core}/${room}`, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.startsWith('tcpdump'))
        .flatMap(
          (file) =>
            readFileSync(`${core}/${room}/${file}`, 'utf8').match(
              /'(pcap|pcapng|gzip|zstd|format|capture)\.[a-z-]+'/g,
            ) ?? [],
        ),
    ),
  );
  const worded = Object.keys(captureProblems).map((id) => `'${id}'`);
  expect([...reported].sort()).toEqual(worded.sort());
});

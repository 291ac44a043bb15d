import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dissectText, looksLikeTcpdumpText } from '../../../src/core/capture/tcpdump';
import { type Reading, readBytes } from './read-text';

const fixtures = join(__dirname, '../../fixtures/text');
const samples = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(join(fixtures, name)));

/** A small generator of numbers that gives the same ones every time (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const nasty = [
  0x00, 0x0a, 0x0d, 0x1b, 0x20, 0x28, 0x29, 0x2e, 0x3a, 0x3e, 0x5b, 0x5d, 0x7b, 0x80, 0xc3, 0xe2, 0xff, 0x39,
];

/** A good log with bytes changed, dropped, doubled and lines shuffled. */
function mutated(random: (below: number) => number): Uint8Array {
  const base = samples[random(samples.length)];
  const start = random(Math.max(1, base.length - 6000));
  const bytes = Array.from(base.subarray(start, start + 200 + random(5000)));
  for (let changes = random(30); changes > 0; changes--) {
    const at = random(bytes.length);
    const kind = random(4);
    if (kind === 0) bytes[at] = nasty[random(nasty.length)];
    else if (kind === 1) bytes.splice(at, 1 + random(40));
    else if (kind === 2) bytes.splice(at, 0, ...bytes.slice(random(bytes.length)).slice(0, random(200)));
    else bytes.splice(at, 0, ...new Array<number>(random(20)).fill(nasty[random(nasty.length)]));
  }
  return Uint8Array.from(bytes);
}

/** What must be true of the reading of any bytes at all. */
function checkLines(bytes: Uint8Array, reading: Reading): void {
  let at = 0;
  const wide = bytes.length > 3 && (bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] * bytes[1] === 0);
  for (const { offset, byteLength, text } of reading.lines) {
    expect(offset).toBeGreaterThanOrEqual(at);
    // Between two lines there is nothing but the first one's end (and a mark at the file's beginning).
    for (let i = at; i < offset; i++) if (at > 0) expect([0x00, 0x0a, 0x0d]).toContain(bytes[i]);
    if (!wide)
      expect(text).toBe(
        new TextDecoder()
          .decode(bytes.subarray(offset, offset + byteLength))
          .replace(/^\ufeff/, text[0] === '\ufeff' ? '\ufeff' : ''),
      );
    at = offset + byteLength;
  }
  for (let i = at; i < bytes.length; i++) expect([0x00, 0x0a, 0x0d]).toContain(bytes[i]);
  checkEvents(reading);
}

/** Every line once and in order; a packet behind its lines; each line in one packet at most. */
function checkEvents(reading: Reading): void {
  const owned = new Set<number>();
  let lines = 0;
  let lastPacket = -1;
  for (const event of reading.events) {
    const [kind, value] = event.split(' ');
    if (kind === 'line') expect(Number(value)).toBe(lines++);
    else if (kind === 'packet') {
      const [first, last] = value.split('-').map(Number);
      expect(first).toBeGreaterThan(lastPacket);
      expect(last).toBeGreaterThanOrEqual(first);
      expect(last).toBeLessThan(lines);
      for (let line = first; line <= last; line++) own(owned, line);
      lastPacket = last;
    } else own(owned, Number(value));
  }
  expect(lines).toBe(reading.lines.length);
}

function own(owned: Set<number>, line: number): void {
  expect(owned.has(line)).toBe(false);
  owned.add(line);
}

describe('any bytes', { timeout: 60_000 }, () => {
  test('are read without a fault, every line once, at any chunk size the same', () => {
    const random = generator(2026);
    for (let round = 0; round < 120; round++) {
      const bytes = mutated(random);
      const whole = readBytes(bytes);
      checkLines(bytes, whole);
      for (const chunk of [1 + random(7), 1 + random(200), 1 + random(3000)]) {
        const pieces = readBytes(bytes, chunk);
        expect(pieces.events).toEqual(whole.events);
        expect(pieces.lines).toEqual(whole.lines);
        expect(pieces.packets).toEqual(whole.packets);
        expect(pieces.problems).toEqual(whole.problems);
      }
    }
  });

  test('problems and fields stay inside their lines', () => {
    const random = generator(7);
    for (let round = 0; round < 120; round++) {
      const reading = readBytes(mutated(random));
      for (const { id, line = 0, column = 0 } of reading.problems) {
        // It is about the text as a whole.
        if (id === 'text.nothing-read') continue;
        expect(line).toBeGreaterThan(0);
        expect(column).toBeLessThanOrEqual(reading.lines[line - 1].text.length + 1);
      }
      for (const packet of reading.packets.slice(0, 20)) {
        const lines = reading.lines.slice(packet.firstLine, packet.headerLine + 1).map((l) => l.text);
        const { text, layers } = dissectText(lines);
        expect(text).toBe(lines.join('\n'));
        for (const field of layers.flatMap((layer) => [layer, ...layer.fields])) {
          expect(field.start).toBeLessThanOrEqual(field.end);
          expect(field.end).toBeLessThanOrEqual(text.length);
        }
      }
    }
  });

  test('random bytes are no log', () => {
    const random = generator(99);
    for (let round = 0; round < 100; round++) {
      const bytes = Uint8Array.from({ length: 2000 }, () => random(256));
      expect(looksLikeTcpdumpText(bytes)).toBe(0);
      checkLines(bytes, readBytes(bytes));
    }
  });
});

describe('what would be slow', { timeout: 60_000 }, () => {
  const head = '12:00:00.000001 IP 10.0.0.1.1024 > 10.0.0.2.80: Flags [.], ack 1, win 1, options [';
  test.each([
    ['brackets', `${head}${'['.repeat(200_000)}`],
    ['braces', `${head}sack 1 ${'{'.repeat(200_000)}`],
    ['commas', `${head}${','.repeat(200_000)}`],
    ['nops', `${head}${'nop,'.repeat(50_000)}`],
    ['nested IP', `12:00:00.000001 ${'IP 10.0.0.1 > 10.0.0.2: '.repeat(10_000)}`],
    ['details', `12:00:00.000001 ${'IP (tos 0x0, '.repeat(10_000)}`],
    ['arrows', '> '.repeat(100_000)],
    ['arrows and times', `${'> '.repeat(4)}${'1:'.repeat(100_000)} > .000000`],
    ['digits', '1'.repeat(400_000)],
    ['colons', `a > ${':'.repeat(400_000)}`],
    ['blanks', `${' '.repeat(400_000)} > `],
    ['tabs and arrows', `${'\t'.repeat(400_000)} > .000000`],
    ['escapes', '\u001b['.repeat(100_000)],
    ['entities', '&amp;'.repeat(100_000)],
    ['words', `${'word '.repeat(100_000)} > .000000`],
    ['CRs', '\r'.repeat(100_000)],
    ['headers that never end', `${'12:00:00.000001 IP (tos 0x0,\n'.repeat(5_000)}`],
    ['a header that never ends', `12:00:00.000001 IP (tos 0x0,\n${'    more,\n'.repeat(50_000)}`],
    [
      'first packets in doubt',
      `${' 00:00:00.000001 IP 10.0.0.1.1 > 10.0.0.2.2: Flags [.], ack 2, win 1, length 0\n'.repeat(5000)}`,
    ],
    [
      'lines without packets while in doubt',
      ` 00:00:00.000000 IP 10.0.0.1.1 > 10.0.0.2.2: Flags [.], ack 2, win 1, length 0\n${'x\n'.repeat(50_000)}`,
    ],
    [
      'address groups',
      `12:00:00.000001 IP6 ${'1:'.repeat(100_000)}.1 > ${'::'.repeat(100_000)}.2: Flags [.]`,
    ],
  ])('%s', (_, text) => {
    const bytes = new TextEncoder().encode(text);
    const began = process.cpuUsage();
    checkEvents(readBytes(bytes));
    const spent = process.cpuUsage(began);
    expect((spent.user + spent.system) / 1e6).toBeLessThan(2);
  });

  test('an unfinished line that grows byte by byte is searched once', () => {
    const bytes = new TextEncoder().encode('x'.repeat(300_000));
    const began = process.cpuUsage();
    expect(readBytes(bytes, 100).lines.length).toBe(1);
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(2);
  });
});

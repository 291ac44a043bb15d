import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { openCaptureSource } from '../../../src/core/capture';
import { join, pcapOf } from './build-pcap';
import { Pcapng } from './build-pcapng';
import { random } from './random';
import { FIXTURES, fixture, noPause, readSource } from './reading';

const ROUNDS = 150;
/** Values that lengths and counts go wrong at. */
const EDGES = [
  0, 1, 0xff, 0x7fff, 0xffff, 0x10000, 0x40000, 0x40001, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff,
];

/** Changes, removes, repeats or inserts a few bytes. */
function damage(bytes: Uint8Array, next: () => number): Uint8Array {
  const copy = bytes.slice();
  for (let i = next() % 4; i >= 0; i--) {
    const at = next() % copy.length;
    if (next() % 2) copy[at] = next();
    else
      new DataView(copy.buffer).setUint32(
        Math.min(at & ~3, copy.length - 4),
        EDGES[next() % EDGES.length],
        next() % 2 === 0,
      );
  }
  const from = next() % copy.length;
  const to = from + (next() % 64);
  const kinds = [
    () => copy,
    () => copy.subarray(0, from),
    () => Uint8Array.of(...copy.subarray(0, from), ...copy.subarray(to)),
    () => Uint8Array.of(...copy.subarray(0, to), ...copy.subarray(from)),
  ];
  return kinds[next() % kinds.length]();
}

const small = readdirSync(FIXTURES).filter((name) => /\.(pcap|pcapng|gz|zst)$/.test(name));
const seeds: [string, Uint8Array][] = [
  ...small.map((name): [string, Uint8Array] => [name, fixture(name)]),
  ['a pcap', pcapOf(50)],
  ['a pcapng', new Pcapng(true).file(50)],
];

describe('damaged files are read without an exception, in time, and with offsets that lie in them', () => {
  test.each(seeds)('%s', async (_, bytes) => {
    const next = random(bytes.length);
    for (let round = 0; round < ROUNDS; round++) {
      const damaged = damage(bytes, next);
      const opened = await openCaptureSource(new MemorySource('damaged', damaged), noPause);
      if (!opened.ok) continue;
      const reading = await readSource(opened.source, opened.format, 1 + (next() % 300));
      const size = opened.compression.length > 0 ? reading.bytesDone : damaged.length;
      for (const { offset, captured } of reading.frames) expect(offset + captured).toBeLessThanOrEqual(size);
      for (const { offset } of reading.problems) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(size);
      }
    }
  });
});

describe('time grows no faster than the file', () => {
  const next = random(7);
  const noise = new Uint8Array(4 << 20);
  for (let at = 0; at < noise.length; at++) noise[at] = next() & (next() & 1 ? 0xff : 0x01);
  const header = (format: 'pcap' | 'pcapng') => (format === 'pcap' ? pcapOf(1) : new Pcapng().file(1));

  test.each(['pcap', 'pcapng'] as const)('noise of 4 MiB in a %s', async (format) => {
    const bytes = join(header(format), noise);
    const began = performance.now();
    const reading = await readSource(new MemorySource('noise', bytes), format);
    expect(performance.now() - began).toBeLessThan(4000);
    expect(reading.frames.length).toBeGreaterThanOrEqual(1);
  });

  test('block lengths that each ask for a megabyte', async () => {
    const ng = new Pcapng();
    const one = ng.words(6, 1 << 20);
    const bytes = new Uint8Array(8 << 20);
    bytes.set(ng.file(1));
    for (let at = 200; at + 8 < bytes.length; at += 8) bytes.set(one, at);
    const began = performance.now();
    await readSource(new MemorySource('greedy', bytes), 'pcapng');
    expect(performance.now() - began).toBeLessThan(4000);
  });
});

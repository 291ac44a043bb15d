import { describe, expect, test } from 'vitest';
import {
  decodeFrame,
  dissectFrame,
  type Field,
  Frame,
  formatTcpdumpLine,
  Segment,
  summarizeFrame,
} from '../../../src/core/decode';
import { captureNames, framesOf } from './capture-fixture';

/** xorshift32: the same numbers in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const SURROUNDINGS = 64;

/** The same frame in the middle of a larger buffer whose other bytes are all `poison`. */
function surrounded(frame: Frame, poison: number): Frame {
  const content = frame.bytes.subarray(frame.start, frame.end);
  const bytes = new Uint8Array(content.length + 2 * SURROUNDINGS).fill(poison);
  bytes.set(content, SURROUNDINGS);
  const copy = Object.assign(new Frame(), frame);
  copy.bytes = bytes;
  copy.start = SURROUNDINGS;
  copy.end = SURROUNDINGS + content.length;
  return copy;
}

/** Everything that is read from the frame, as text. */
function everything(frame: Frame): string {
  const segment = new Segment();
  decodeFrame(frame, segment);
  return JSON.stringify([segment, dissectFrame(frame), summarizeFrame(frame), formatTcpdumpLine(frame)]);
}

type Range = { readonly start: number; readonly end: number; readonly children?: readonly Field[] };

function isInside(range: Range, size: number): boolean {
  const inside = range.start >= 0 && range.start <= range.end && range.end <= size;
  return inside && (range.children ?? []).every((child) => isInside(child, size));
}

function expectWellBehaved(frame: Frame): void {
  const result = everything(surrounded(frame, 0x00));
  expect(everything(surrounded(frame, 0xff))).toBe(result);
  expect(everything(surrounded(frame, 0x45))).toBe(result);
  const size = frame.end - frame.start;
  for (const layer of dissectFrame(frame)) {
    expect(
      [layer, ...layer.fields].every((range) => isInside(range, size)),
      JSON.stringify(layer),
    ).toBe(true);
  }
}

function mutated(frame: Frame, random: (below: number) => number): Frame {
  const copy = surrounded(frame, 0);
  const size = copy.end - copy.start;
  for (let changes = 1 + random(6); changes > 0 && size > 0; changes--) {
    const at = copy.start + random(Math.min(size, 120));
    copy.bytes[at] = random(4) === 0 ? [0x00, 0xff, 0x45, 0x60][random(4)] : random(256);
  }
  if (random(3) === 0) copy.end = copy.start + random(size + 1);
  if (random(8) === 0) copy.originalLength = random(100000);
  if (random(8) === 0) copy.fcsLength = random(16);
  return copy;
}

describe.each(captureNames().filter((name) => name !== 'cut' && name !== 'tcp-options'))('%s', (name) => {
  const frames = framesOf(name).filter((frame) => frame.end - frame.start < 2000);

  test('cut anywhere, nothing outside the frame is read', () => {
    for (const frame of frames.slice(0, 3)) {
      for (let end = frame.start; end <= frame.end; end += 5) {
        expectWellBehaved(Object.assign(new Frame(), frame, { end }));
      }
    }
  });

  test('changed at random, nothing throws and nothing outside the frame is read', () => {
    const random = randomNumbers(0x2f6e2b1);
    for (let round = 0; round < 100; round++)
      expectWellBehaved(mutated(frames[round % frames.length], random));
  });
});

test('random options, header by header', () => {
  const random = randomNumbers(77);
  const frames = framesOf('tcp-options');
  for (let round = 0; round < 400; round++) {
    const frame = surrounded(frames[514 + (round % (frames.length - 514))], 0);
    for (let i = 0; i < 4; i++)
      frame.bytes[frame.start + 40 + random(frame.end - frame.start - 40 || 1)] = random(40);
    expectWellBehaved(frame);
  }
});

test('random bytes under every link type', () => {
  const random = randomNumbers(4711);
  for (let linkType = 0; linkType < 300; linkType++) {
    const frame = new Frame();
    frame.bytes = Uint8Array.from({ length: 90 }, () => random(256));
    frame.end = random(91);
    frame.originalLength = 90;
    frame.linkType = linkType;
    expectWellBehaved(frame);
  }
});

test('an empty frame of every link type', () => {
  for (const linkType of [0, 1, 9, 51, 101, 105, 113, 127, 192, 239, 258, 276]) {
    const frame = new Frame();
    frame.linkType = linkType;
    expect(() => everything(frame)).not.toThrow();
  }
});

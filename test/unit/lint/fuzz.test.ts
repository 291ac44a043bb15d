import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadParsers } from '../../../src/host/node';
import { faultOf, fuzz, seedsUnder } from '../../fuzz/lint';

const parsers = await loadParsers();
const seeds = seedsUnder(join(__dirname, '../../..'));

/** The long form takes a seed and a count: `node test/fuzz/run.mjs`. */
describe('sources whose tokens were deleted, inserted and exchanged', { timeout: 120_000 }, () => {
  it.each([1, 20, 300])('seed %i', (seed) => {
    const failures = [...fuzz(parsers, seeds, seed, 150)].filter((each) => each !== null);
    expect(failures).toEqual([]);
  });
});

describe('a source that ends anywhere', { timeout: 120_000 }, () => {
  const short = [...new Map(seeds.map((each) => [each.path, each])).values()].filter(
    ({ text }) => text.length < 1000,
  );
  it.each(short.map(({ path, text }) => [path, text]))('%s', (path, text) => {
    for (let end = 0; end <= text.length; end += 3) {
      expect(faultOf(parsers, path, text.slice(0, end)), `up to ${end}`).toBeNull();
      expect(faultOf(parsers, path, text.slice(end)), `from ${end}`).toBeNull();
    }
  });
});

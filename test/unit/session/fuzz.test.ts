import { expect, it } from 'vitest';
import { captureSeeds, fuzzCaptures } from '../../fuzz/captures';

/** The short form of test/fuzz/run-captures.mjs, which takes a seed and a count. */
const INPUTS = 200;

it('captures and logs that were changed at random make no fault', async () => {
  const seeds = captureSeeds(process.cwd());
  expect(seeds.length).toBeGreaterThan(500);
  const faults = [];
  for await (const fault of fuzzCaptures(seeds, 1, 0, INPUTS))
    if (fault !== null) faults.push(`${fault.seed}: ${fault.what}`);
  expect(faults).toEqual([]);
}, 240_000);

import { expect, it } from 'vitest';
import { BELOW_ZERO, captureSeeds, fuzzCaptures } from '../../fuzz/captures';

/** The short form of test/fuzz/run-captures.mjs, which takes a seed and a count. */
const INPUTS = 200;

it('captures and logs that were changed at random make no fault', async () => {
  const seeds = captureSeeds(process.cwd());
  expect(seeds.length).toBeGreaterThan(500);
  const faults = [];
  // A changed time sets the clock back; what is said across such a step is the subject of tests of its own.
  for await (const fault of fuzzCaptures(seeds, 1, 0, INPUTS))
    if (fault !== null && !fault.what.startsWith(BELOW_ZERO)) faults.push(`${fault.seed}: ${fault.what}`);
  expect(faults).toEqual([]);
}, 240_000);

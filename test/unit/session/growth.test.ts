import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DIMENSIONS, FACTOR } from './growth';

/** What is twice as large may cost at most this much more. */
const PER_DOUBLING = 2.5;
const LIMIT = PER_DOUBLING ** Math.log2(FACTOR);
/** Costs below these are noise: they are counted as if they were as large. */
const LEAST_MS = 8;
const LEAST_BYTES = 256 << 10;
/** A machine with other work may spoil a measurement, never the best of several. */
const ATTEMPTS = 4;

interface Cost {
  readonly milliseconds: number;
  readonly bytes: number;
}
interface Growth {
  readonly name: string;
  readonly one: Cost;
  readonly many: Cost;
}

const folder = mkdtempSync(join(tmpdir(), 'closewait-growth-'));
const program = join(folder, 'growth.cjs');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  buildSync({
    stdin: {
      contents: `import { measure } from './growth'; void measure(process.argv.slice(2));`,
      resolveDir: __dirname,
      loader: 'ts',
    },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
});

function measured(names: readonly string[]): Growth[] {
  const flags = ['--expose-gc', '--single-threaded', '--max-semi-space-size=64'];
  const printed = execFileSync(process.execPath, [...flags, program, ...names], { encoding: 'utf8' });
  return printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Growth);
}

const timeOf = ({ one, many }: Growth): number => many.milliseconds / Math.max(LEAST_MS, one.milliseconds);
const memoryOf = ({ one, many }: Growth): number => many.bytes / Math.max(LEAST_BYTES, one.bytes);

it('time and memory grow with the size of a capture in every dimension, and not with its square', () => {
  const time: Record<string, number> = {};
  const memory: Record<string, number> = {};
  let left = Object.keys(DIMENSIONS);
  for (let attempt = 0; attempt < ATTEMPTS && left.length > 0; attempt++) {
    for (const growth of measured(left)) {
      time[growth.name] = Math.min(time[growth.name] ?? Number.POSITIVE_INFINITY, timeOf(growth));
      memory[growth.name] = Math.min(memory[growth.name] ?? Number.POSITIVE_INFINITY, memoryOf(growth));
    }
    left = left.filter((name) => time[name] > LIMIT || memory[name] > LIMIT);
  }
  expect(Object.keys(time)).toEqual(Object.keys(DIMENSIONS));
  expect(left.map((name) => `${name}: time x ${time[name]}, memory x ${memory[name]}`)).toEqual([]);
}, 240_000);

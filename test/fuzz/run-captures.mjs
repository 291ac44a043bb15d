// Reads captures and logs that were changed at random, through the session and the command line, explains their
// connections, and keeps those at which something fails or is printed that no text should hold:
//   node --expose-gc test/fuzz/run-captures.mjs [--seed 1] [--count 100000] [--from 0] [--out FOLDER]
// Exits with 1 where something failed. Without --expose-gc the memory is not looked at.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');
/** Inputs between two looks at the memory, and bytes that it may grow by after the first ones. */
const LOOK = 5000;
const GROWTH = 64 << 20;

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100000' },
    from: { type: 'string', default: '0' },
    out: { type: 'string', default: join(tmpdir(), 'closewait-fuzz-captures') },
  },
});
mkdirSync(options.out, { recursive: true });
const bundle = join(ROOT, 'node_modules/.cache/fuzz-captures.cjs');
const alias = { 'web-tree-sitter': createRequire(import.meta.url).resolve('web-tree-sitter') };
await build({
  entryPoints: [join(ROOT, 'test/fuzz/captures.ts')],
  outfile: bundle,
  alias,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  logLevel: 'error',
});
const { captureSeeds, fuzzCaptures } = createRequire(import.meta.url)(bundle);

const [seed, from, count] = [options.seed, options.from, options.count].map(Number);
const first = new Map();
let [done, faults, held] = [0, 0, 0];
const began = Date.now();
for await (const fault of fuzzCaptures(captureSeeds(ROOT), seed, from, from + count)) {
  done++;
  if (fault !== null) keep(fault);
  if (done % LOOK === 0) look();
}
console.log(`${done} inputs, ${faults} faults, seed ${seed}, ${Math.round((Date.now() - began) / 1000)} s`);
process.exitCode = faults > 0 ? 1 : 0;

/** Of faults that look alike the first one is kept. */
function keep({ seed: name, what, bytes }) {
  faults++;
  const kind = what.replace(/\d+/g, '0').slice(0, 160);
  if (first.has(kind)) return;
  first.set(kind, name);
  const file = join(options.out, `fault-${first.size}`);
  writeFileSync(file, bytes);
  console.log(`${name}: ${what}\n  kept as ${file}`);
}

function look() {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const now = heapUsed + arrayBuffers;
  if (done === LOOK) held = now;
  else if (globalThis.gc !== undefined && now > held + GROWTH) {
    faults++;
    console.log(`memory grew from ${held} to ${now} bytes by input ${from + done}`);
    held = now;
  }
  console.log(`${done} inputs, ${faults} faults, ${Math.round(now / 1e6)} MB`);
}

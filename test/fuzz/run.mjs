// Lints sources whose tokens were deleted, inserted and exchanged, and keeps those that the linter fails on:
//   node test/fuzz/run.mjs [--seed 1] [--count 100000] [--slow 2000] [--out FOLDER]
//   node test/fuzz/run.mjs --cut FILE...        every beginning and every end of the files
// Every text goes through a session and all reports; some are what an edit leaves in one, and some go to `closewait lint`.
// Exits with 1 where something failed. `--slow` names inputs that took more milliseconds, which is no failure.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100000' },
    slow: { type: 'string', default: '2000' },
    out: { type: 'string', default: join(tmpdir(), 'closewait-fuzz') },
    cut: { type: 'boolean', default: false },
  },
});

mkdirSync(options.out, { recursive: true });
const bundle = join(ROOT, 'node_modules/.cache/fuzz-lint.cjs');
await build({
  stdin: {
    contents: `export * from './test/fuzz/lint'; export { numbers } from './test/fuzz/mutate'; export { loadParsers } from './src/host/node/parsers';`,
    resolveDir: ROOT,
    loader: 'ts',
  },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  logLevel: 'error',
});
const { faultOf, faultOfCommand, fuzz, inputs, loadParsers, numbers, seedsUnder } = createRequire(
  import.meta.url,
)(bundle);
const parsers = await loadParsers();
const messages = new Map();
let [done, failed] = [0, 0];

function* cuts() {
  for (const file of positionals) {
    const text = readFileSync(file, 'utf8');
    for (let end = 0; end <= text.length; end++)
      for (const part of [text.slice(0, end), text.slice(end)]) {
        const message = faultOf(parsers, basename(file), part);
        yield message === null ? null : { path: basename(file), text: part, message };
      }
  }
}

const linted = options.cut
  ? cuts()
  : fuzz(parsers, seedsUnder(ROOT), Number(options.seed), Number(options.count));
/** Of how many inputs one is also given to the command line. */
const COMMANDS_EVERY = 100;
const folder = mkdtempSync(join(tmpdir(), 'closewait-fuzz-lint-'));
const random = numbers(Number(options.seed));
const again = options.cut ? null : inputs(seedsUnder(ROOT), Number(options.seed), Number(options.count));

/** The input of the same number, on the command line. */
async function onCommandLine() {
  const input = again?.next().value;
  if (input === undefined || done % COMMANDS_EVERY !== 0) return null;
  const message = await faultOfCommand(folder, input, random);
  return message === null ? null : { ...input, message };
}

let before = Date.now();
for (const own of linted) {
  done++;
  const ofCommand = await onCommandLine();
  const failure = own ?? ofCommand;
  const took = Date.now() - before;
  if (took > Number(options.slow)) process.stderr.write(`input ${done} took ${took} ms\n`);
  before = Date.now();
  if (done % 10_000 === 0) process.stderr.write(`${done} inputs, ${failed} failures\n`);
  if (failure === null) continue;
  failed++;
  const kind = failure.message.split('\n').slice(0, 2).join(' ');
  messages.set(kind, (messages.get(kind) ?? 0) + 1);
  if (messages.get(kind) <= 3)
    writeFileSync(join(options.out, `${options.seed}-${done}-${failure.path}`), failure.text);
}
rmSync(folder, { recursive: true });
for (const [kind, count] of messages) process.stdout.write(`${count} x ${kind}\n`);
process.stdout.write(`${done} inputs, ${failed} failures${failed > 0 ? `, kept in ${options.out}` : ''}\n`);
process.exitCode = failed > 0 ? 1 : 0;

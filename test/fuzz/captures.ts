import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { FORMATS } from '../../src/cli/arguments';
import { run } from '../../src/cli/run';
import { MemorySource } from '../../src/core/bytes';
import { explanationMarkdown } from '../../src/core/report/explanation-markdown';
import { explanationText } from '../../src/core/report/explanation-text';
import { Style } from '../../src/core/report/style';
import { CaptureSession, NotACaptureError } from '../../src/core/session/capture';
import { LOCALES } from '../../src/core/words';
import { random } from '../unit/capture/random';
import { Kept } from './kept';
import { mutated } from './mutate-capture';

/** Larger fixtures cost time and find nothing that their like does not. */
const LARGEST_SEED = 16 << 10;
/** Connections of one input that are explained. */
const EXPLAINED = 20;
/** Milliseconds of processor time that an input of this size never needs. */
const TOO_LONG = 20_000;
/** What no printed text holds: numbers that are none, values that are missing, durations below zero. */
const FAULTY =
  /\bNaN\b|\bundefined\b|\[object |\bInfinity\b|(?<![\w.:-])-\d+(?:\.\d+)? ?(?:ns|µs|ms|s|min|h|days?|天|秒|毫秒|微秒|分)(?![\w-])/;

export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Fault {
  readonly seed: string;
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** Every capture and log among the fixtures and samples. */
export function captureSeeds(root: string): readonly Seed[] {
  const seeds: Seed[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (
        /\.(pcap|pcapng|txt|tcpdump|log|gz|zst)$/.test(entry.name) &&
        statSync(path).size <= LARGEST_SEED
      )
        seeds.push({ name: path.slice(root.length + 1), bytes: new Uint8Array(readFileSync(path)) });
    }
  };
  for (const folder of ['test/fixtures', 'samples']) walk(join(root, folder));
  return seeds;
}

/** The faults of inputs [from, to) of a seed number; each input depends on its own number only. */
export async function* fuzzCaptures(
  seeds: readonly Seed[],
  seed: number,
  from: number,
  to: number,
): AsyncGenerator<Fault | null> {
  for (let at = from; at < to; at++) {
    const next = random((Math.imul(seed, 0x9e3779b1) ^ Math.imul(at + 1, 0x85ebca6b)) | 0);
    const chosen = seeds[next() % seeds.length];
    const bytes = mutated(chosen.bytes, seeds[next() % seeds.length].bytes, next);
    const what = await faultOf(bytes, next);
    yield what === null ? null : { seed: `${chosen.name} (seed ${seed}, input ${at})`, what, bytes };
  }
}

/** What goes wrong with an input; null: nothing. */
export async function faultOf(bytes: Uint8Array, next: () => number): Promise<string | null> {
  const began = process.cpuUsage();
  try {
    const fault = next() % 8 === 0 ? await ofCommandLine(bytes, next) : await ofSession(bytes, next);
    const { user, system } = process.cpuUsage(began);
    const took = (user + system) / 1000;
    return fault ?? (took > TOO_LONG ? `took ${Math.round(took)} ms` : null);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

async function ofSession(bytes: Uint8Array, next: () => number): Promise<string | null> {
  const locale = LOCALES[next() % LOCALES.length];
  const session = CaptureSession.create(new MemorySource('input', bytes), { locale, pause: async () => {} });
  try {
    await session.load({ aborted: false }, () => {});
  } catch (error) {
    if (error instanceof NotACaptureError) return faultIn(error.message, bytes);
    throw error;
  }
  const client = session.client();
  const summary = session.summary();
  const texts: unknown[] = [summary, client.findings(), client.firstTrouble()];
  const filter = await client.filter({ text: randomFilter(next) });
  texts.push(filter, await client.find({ text: 'S', from: 0, backwards: false, filtered: false } as never));
  for (const filtered of [false, true]) texts.push(await client.rows({ from: 0, to: 200, filtered }));
  const rows = await client.rows({ from: Math.max(0, summary.rows - 60), to: summary.rows, filtered: false });
  for (const row of rows.slice(0, 20)) {
    if (row.kind !== 'packet') continue;
    texts.push(await client.packet({ index: row.index }), await client.tcpdumpLine(row));
  }
  const sort = SORTS[next() % SORTS.length];
  const descending = next() % 2 === 0;
  const listed = client.connections({ from: 0, to: 1000, sort, descending, filtered: next() % 2 === 0 });
  texts.push(listed);
  const style = new Style(false);
  for (const { connection } of listed.rows.slice(0, EXPLAINED)) {
    const explanation = client.explain({ connection });
    texts.push(explanation, client.ladder({ connection, limit: 50 }), client.statePath({ connection }));
    texts.push(explanationText({ locale, style, proseColumns: 80 }, explanation));
    texts.push(explanationMarkdown(locale, explanation));
  }
  return faultIn(JSON.stringify(texts), bytes) ?? missingIn(texts);
}

const SORTS = [
  'connection',
  'client',
  'server',
  'packets',
  'clientBytes',
  'serverBytes',
  'seconds',
  'clientState',
  'serverState',
  'history',
  'stuck',
] as const;

/** How a fault begins that a clock set back causes. */
export const BELOW_ZERO = 'a duration below zero';

/** JSON writes a number that is none as null: it is looked for before. */
function missingIn(value: unknown, path = ''): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${value} at ${path}`;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null;
  for (const [key, held] of Object.entries(value)) {
    const missing = missingIn(held, `${path}.${key}`);
    if (missing !== null) return missing;
    if (/seconds|roundTrip/i.test(key) && typeof held === 'number' && held < 0)
      return `${BELOW_ZERO}: ${path}.${key} is ${held}`;
  }
  return null;
}

function faultIn(text: string, bytes: Uint8Array): string | null {
  // A time before 1970 is below zero: an instant, no duration.
  const instants = text.replace(/-\d+\.\d{6,9} s\b/g, '');
  const found = FAULTY.exec(instants);
  if (found === null) return null;
  // It may be what the input says.
  if (Buffer.from(bytes).includes(found[0].trim())) return null;
  return `prints ${JSON.stringify(instants.slice(Math.max(0, found.index - 150), found.index + 60))}`;
}

async function ofCommandLine(bytes: Uint8Array, next: () => number): Promise<string | null> {
  const commands = (['annotate', 'connections', 'explain'] as const)[next() % 3];
  const format = FORMATS[commands][next() % FORMATS[commands].length];
  const argv: string[] = [commands, '-', '--format', format, '--locale', LOCALES[next() % LOCALES.length]];
  if (next() % 16 === 0) argv.splice(next() % argv.length, 1, ODD_WORDS[next() % ODD_WORDS.length]);
  if (commands === 'explain' && next() % 2 === 0) argv.push('--connection', String(1 + (next() % 4)));
  const stdin = new PassThrough();
  stdin.end(Buffer.from(bytes));
  const [stdout, stderr] = [new Kept(), new Kept()];
  stdout.isTTY = next() % 2 === 0;
  stdout.columns = 20 + (next() % 200);
  const status = await run({ stdin, stdout, stderr, variables: {} }, argv);
  if (status !== 0 && status !== 2) return `${argv.join(' ')} ends with ${status}`;
  if (status === 2 && !/^closewait: .+\n$/.test(stderr.text)) return `${argv.join(' ')} says ${stderr.text}`;
  if (status === 0 && format === 'jsonl')
    for (const line of stdout.text.split('\n')) if (line !== '') JSON.parse(line);
  if (status === 0 && format === 'json') JSON.parse(stdout.text);
  // Lines of a log are printed as they are.
  return faultIn(commands === 'annotate' ? stderr.text : stdout.text + stderr.text, bytes);
}

const ODD_WORDS = [
  '',
  '--',
  '-',
  '--connection',
  '--format',
  '/nonexistent/\u202e',
  '--locale=',
  'explain',
  '-c',
  '\0',
];

const WORDS = [
  'stuck',
  'syn',
  'rst',
  'port:80',
  '192.0.2.0/24',
  '10.0.0.0/33',
  'state:CLOSE_WAIT',
  'client:x',
  'text:"a b"',
  '(',
  ')',
  '!',
  'not',
  'or',
  'and',
  '"',
  'connection:1',
  'analysis:retransmission',
  '2001:db8::/32',
  'src:',
  '-',
  '80',
  'flags:syn+ack',
  '||',
  '\u202e',
];

function randomFilter(next: () => number): string {
  return Array.from({ length: next() % 8 }, () => WORDS[next() % WORDS.length]).join(
    next() % 4 > 0 ? ' ' : '',
  );
}

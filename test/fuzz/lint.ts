import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { FORMATS } from '../../src/cli/arguments';
import { run } from '../../src/cli/run';
import type { Parsers } from '../../src/core/lint';
import { findingsJson, findingsSarif, findingsText, Style } from '../../src/core/report';
import { type LintReport, LintSession } from '../../src/core/session/lint';
import { LOCALES } from '../../src/core/words';
import { lostCallIn } from './covered';
import { Kept } from './kept';
import { mutated, numbers, type Random } from './mutate';

/** A text that made the linter throw or give something up, and what it said. */
export interface Failure {
  readonly path: string;
  readonly text: string;
  readonly message: string;
}

export interface Seed {
  readonly path: string;
  readonly text: string;
}

/** Where sources stand that the linter is known to have something to say about. */
const FOLDERS = [
  'test/fixtures/lint',
  'test/fixtures/lint-c',
  'test/fixtures/lint-ts',
  'test/fixtures/lint-broken',
  'test/lint-node/programs',
  'samples',
];

/** What has JSX, and what C++ adds to C. */
const MORE: readonly Seed[] = [
  {
    path: 'panel.jsx',
    text: `import net from 'node:net';
import { useEffect } from 'react';

export const Panel = ({ port, ...rest }) => {
  useEffect(() => {
    const socket = net.connect(port, () => socket.write('x'));
    socket.on('data', (data) => rest.onData?.(data ?? null));
    return () => { socket.destroy(); };
  }, [port]);
  return <><Row key={port} {...rest}>{rest.items.map((each) => <b>{each}</b>)}</Row></>;
};
`,
  },
  {
    path: 'server.cc',
    text: `#include <sys/socket.h>
namespace net {

class Socket : public Base<int> {
 public:
  explicit Socket(int port) : fd_{::socket(2, 1, 0)}, port_(port) { if (fd_ < 0) throw Error("socket"); }
  ~Socket() noexcept { ::close(fd_); }
  bool operator==(const Socket &other) const = default;
  template <class T> auto send(T &&value) -> decltype(value) { return ::send(fd_, &value, sizeof(T), 0), value; }
 private:
  int fd_ = -1, port_;
};

int serve(std::vector<int> &all) {
  auto fd = accept4(all[0], nullptr, nullptr, SOCK_CLOEXEC);
  if (fd == -1) return -1;
  auto done = [&, fd]() mutable -> int { return close(fd); };
  for (const auto &[key, value] : all) try { if (key) return static_cast<int>(value); } catch (...) { throw; }
  return done();
}

}
`,
  },
];

/** The sources that are changed; TypeScript's are read as JavaScript and JSX too. */
export function seedsUnder(root: string): readonly Seed[] {
  const found = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(c|cc|cpp|ts|js)$/.test(entry.name))
      .map((entry) => ({
        path: entry.name,
        text: readFileSync(join(entry.parentPath, entry.name), 'utf8'),
      })),
  );
  const scripts = found.filter(({ path }) => path.endsWith('.ts'));
  const plain = scripts.map(({ path, text }) => ({ path: path.replace(/ts$/, 'js'), text }));
  return [...found, ...plain, ...MORE, ...MORE];
}

/** A source that was changed, and what it was before, changed otherwise: an edit leads from one to the other. */
export interface Input extends Seed {
  readonly before: string;
}

/** Makes `count` inputs, always the same for a seed. */
export function* inputs(seeds: readonly Seed[], seed: number, count: number): Generator<Input, void> {
  const random = numbers(seed);
  for (let done = 0; done < count; done++) {
    const { path, text } = seeds[random(seeds.length)];
    // What is C is C++ too, and what is TypeScript may be named otherwise.
    const name = `fuzz${OTHERS[extname(path)]?.[random(2)] ?? extname(path)}`;
    yield { path: name, text: mutated(text, random), before: text };
  }
}

/** What keeps a text from being linted as it should be, or is lost of it without a word; null for nothing. */
export function faultOf(parsers: Parsers, path: string, text: string): string | null {
  return faultIn(() => {
    const session = new LintSession(parsers, 'en');
    session.set(path, text);
    const report = session.lint();
    return (
      failureIn(report) ??
      misplaced(report, path, text) ??
      unwritable(report) ??
      lostCallIn(parsers, path, text)
    );
  });
}

/** The same where the text is what an edit left: a session that knew another finds what a new one finds. */
export function faultAfterEdit(parsers: Parsers, { path, text, before }: Input): string | null {
  return faultIn(() => {
    const edited = new LintSession(parsers, 'zh-cn');
    for (const each of [before, text.slice(0, text.length >> 1), text]) {
      edited.set(path, each);
      const failure = failureIn(edited.lint());
      if (failure !== null) return failure;
    }
    const anew = new LintSession(parsers, 'zh-cn');
    anew.set(path, text);
    const [known, fresh] = [edited.lint(), anew.lint()];
    // What there is time for is not the same twice.
    if ([known, fresh].some(({ skipped }) => skipped.some(({ kind }) => kind === 'unfinished'))) return null;
    const [a, b] = [known, fresh].map(({ findings, skipped }) => JSON.stringify([findings, skipped]));
    return a === b ? null : `after an edit: ${a}\nanew: ${b}`;
  });
}

/** The same on the command line: the status and each format are what they are meant to be. */
export async function faultOfCommand(
  folder: string,
  { path, text }: Seed,
  random: Random,
): Promise<string | null> {
  const file = join(folder, path);
  writeFileSync(file, text);
  const format = FORMATS.lint[random(FORMATS.lint.length)];
  const argv = ['lint', file, '--format', format, '--locale', LOCALES[random(LOCALES.length)]];
  if (random(8) === 0)
    argv.splice(1 + random(argv.length - 1), 0, ['-', join(folder, 'none.c'), ''][random(3)]);
  const [stdout, stderr] = [new Kept(), new Kept()];
  stdout.isTTY = random(2) === 0;
  const stdin = new PassThrough();
  stdin.end(text);
  try {
    const status = await run({ stdin, stdout, stderr, variables: {} }, argv);
    if (status !== 0 && status !== 1 && status !== 2) return `${argv.join(' ')} ends with ${status}`;
    if ((status === 2) !== /^closewait: .+\n$/.test(stderr.text))
      return `${argv.join(' ')} says ${stderr.text}`;
    if (stdout.text !== '' && format !== 'text') JSON.parse(stdout.text);
    return null;
  } catch (error) {
    return `${argv.join(' ')}: ${error instanceof Error ? (error.stack ?? error.message) : error}`;
  }
}

function faultIn(work: () => string | null): string | null {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

const failureIn = ({ skipped }: LintReport): string | null =>
  skipped.find(({ kind }) => kind.startsWith('failed'))?.reason ?? null;

/** Lines and columns count from 1, within the text, the end not before the beginning. */
function misplaced({ findings, skipped }: LintReport, path: string, text: string): string | null {
  const lines = text.split('\n').length;
  const isLine = (line: number | null): boolean => line === null || (line >= 1 && line <= lines);
  for (const each of findings) {
    const ends = each.endLine > each.line || (each.endLine === each.line && each.endColumn >= each.column);
    if (each.file !== path || !isLine(each.line) || !isLine(each.endLine) || each.column < 1 || !ends)
      return `misplaced: ${JSON.stringify(each)}`;
    if (!each.trace.every(({ line, column }) => isLine(line) && column >= 1))
      return `misplaced: ${JSON.stringify(each.trace)}`;
  }
  const wrong = skipped.find(({ line }) => !isLine(line));
  return wrong === undefined ? null : `misplaced: ${JSON.stringify(wrong)}`;
}

/** Every form of the report has words and numbers for all. */
function unwritable(report: LintReport): string | null {
  const places = { base: 'file:///', place: (file: string) => ({ uri: file, belowBase: true }) };
  const sarif = findingsSarif(report, { version: '1', rules: [], places });
  const written = `${findingsText(report, new Style(false), 'en')}${JSON.stringify([findingsJson(report), sarif])}`;
  const found = /\bundefined\b.{0,20}|\bNaN\b|lint\.(?:rule|skipped|path)\.[\w.-]+/.exec(written);
  // It may be what the source says.
  return found === null || /undefined|NaN/.test(found[0]) ? null : `prints ${found[0]}`;
}

/** Lints `count` changed sources, always the same for a seed, and yields those that fail. */
export function* fuzz(
  parsers: Parsers,
  seeds: readonly Seed[],
  seed: number,
  count: number,
): Generator<Failure | null, void> {
  let done = 0;
  for (const input of inputs(seeds, seed, count)) {
    const { path, text } = input;
    const edits = done++ % EDITED_EVERY === 0;
    const message = faultOf(parsers, path, text) ?? (edits ? faultAfterEdit(parsers, input) : null);
    yield message === null ? null : { path, text, message };
  }
}

/** Of how many inputs one is also what an edit leaves. */
export const EDITED_EVERY = 8;

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  '.c': ['.c', '.cpp'],
  '.ts': ['.ts', '.tsx'],
  '.js': ['.js', '.jsx'],
};

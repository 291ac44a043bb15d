import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

const LEAK = `import * as net from 'node:net';
export async function probe(check) {
  const socket = net.connect(1);
  if (!(await check())) throw new Error('refused');
  socket.destroy();
}
`;
const top = mkdtempSync(join(tmpdir(), 'closewait-choice-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

let folder = top;
beforeEach(() => {
  folder = mkdtempSync(join(top, 'case-'));
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The files in which something is found, by their paths in the folder. */
async function lint(path: string, ...options: string[]): Promise<readonly string[]> {
  const given = environment({});
  await run(given, ['lint', '--format', 'json', join(folder, path), ...options]);
  const { findings } = JSON.parse(given.stdout.text) as { findings: readonly { readonly file: string }[] };
  return findings.map(({ file }) => relative(folder, file));
}

describe('tests and examples', () => {
  beforeEach(() => {
    write({ 'src/a.ts': LEAK, 'src/a.test.ts': LEAK, 'test/b.js': LEAK, 'examples/c/d.mjs': LEAK });
  });
  const ALL = ['examples/c/d.mjs', 'src/a.test.ts', 'src/a.ts', 'test/b.js'];

  it.each([
    [[], ['src/a.ts']],
    [['--tier', 'recommended'], ['src/a.ts']],
    [['--tier', 'strict'], ALL],
    [['--tier', 'all'], ALL],
    [['--rule', 'missing-close=error'], ['src/a.ts']],
    [
      ['--tests', 'src/'],
      ['examples/c/d.mjs', 'test/b.js'],
    ],
    [
      ['--tests', 'nothing', '--tests', 'test'],
      ['examples/c/d.mjs', 'src/a.test.ts', 'src/a.ts'],
    ],
  ])('with %j', async (options, found) => {
    expect(await lint('.', ...options)).toEqual(found);
  });

  it.each(['test', 'test/b.js', 'src/a.test.ts'])('are looked at when %s is named', async (path) => {
    expect((await lint(path)).length).toBe(1);
  });

  it('are looked at when they are named beside their folder', async () => {
    expect(await lint('.', join(folder, 'test/b.js'))).toEqual(['src/a.ts', 'test/b.js']);
  });
});

describe('what .gitignore names', () => {
  beforeEach(() => {
    write({
      '.gitignore': 'generated/\n*.out.ts\n',
      'src/a.ts': LEAK,
      'src/b.out.ts': LEAK,
      'generated/c.ts': LEAK,
      'src/own/.gitignore': 'd.ts\n!e.out.ts\n',
      'src/own/d.ts': LEAK,
      'src/own/e.out.ts': LEAK,
    });
  });

  it('is left out of a folder', async () => {
    expect(await lint('.')).toEqual(['src/a.ts', 'src/own/e.out.ts']);
  });

  it('is looked at where that is wanted, or where it is named itself', async () => {
    expect((await lint('.', '--no-ignore')).length).toBe(5);
    expect(await lint('src/own/d.ts')).toEqual(['src/own/d.ts']);
    expect(await lint('generated')).toEqual(['generated/c.ts']);
  });

  it('counts below the root of a repository, and only there', async () => {
    expect((await lint('src')).length).toBe(3);
    write({ '.git/HEAD': 'ref: refs/heads/main\n', '.git/info/exclude': 'a.ts\n' });
    expect(await lint('src')).toEqual(['src/own/e.out.ts']);
    expect(await lint('generated')).toEqual(['generated/c.ts']);
  });

  it('is told of where nothing else is there', async () => {
    const given = environment({});
    expect(await run(given, ['lint', join(folder, 'src/own'), '--tests', 'x'])).toBe(1);
    write({ 'all/.gitignore': '*\n', 'all/a.ts': LEAK });
    const none = environment({});
    expect(await run(none, ['lint', join(folder, 'all')])).toBe(2);
    expect(none.stderr.text).toContain('--no-ignore');
  });
});

it.each([
  ['lint', '--tier', 'most'],
  ['connections', '--tier', 'strict'],
  ['explain', '--no-ignore'],
])('%s %s %s is refused', async (...argv) => {
  const given = environment({});
  expect(await run(given, [...argv.filter((each) => each !== undefined), top])).toBe(2);
  expect(given.stderr.text).toContain('--');
});

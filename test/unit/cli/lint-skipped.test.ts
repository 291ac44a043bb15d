import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

/** Folders that the system refuses to list: tests may run as root, whom no permission stops. */
const refused = vi.hoisted(() => new Set<string>());
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const readdirSync = (path: string, ...rest: unknown[]): unknown => {
    if (refused.has(path)) throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    return Reflect.apply(fs.readdirSync, fs, [path, ...rest]);
  };
  return { ...fs, readdirSync };
});

const LEAK = 'int f(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n';
// Braces among parameters: not a head that is read.
const HEAD = 'METHOD(list_t, struct { int a; })\n{\n  return f();\n}\n';
const top = mkdtempSync(join(tmpdir(), 'closewait-skipped-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

let folder = top;
beforeEach(() => {
  folder = mkdtempSync(join(top, 'case-'));
});
afterEach(() => refused.clear());

function write(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function lint(...argv: readonly string[]) {
  const given = environment({}, '');
  const status = await run(given, ['lint', ...argv]);
  return { status, out: given.stdout.text, err: given.stderr.text };
}

interface Report {
  readonly findings: readonly unknown[];
  readonly files: number;
  readonly skipped: readonly { file: string; reason: string }[];
}

async function report(...argv: readonly string[]): Promise<Report & { status: number; err: string }> {
  const { out, ...rest } = await lint('--format', 'json', ...argv);
  return { ...JSON.parse(out), ...rest };
}

describe('what is not linted is told', () => {
  it('in JSON: a file and a reason each', async () => {
    write('a.c', HEAD + LEAK);
    write('jquery.min.js', 'x');
    const { findings, files, skipped, status } = await report(folder);
    expect([findings.length, files, status]).toEqual([1, 1, 1]);
    expect(skipped.map(({ file }) => file).sort()).toEqual([
      join(folder, 'a.c'),
      join(folder, 'jquery.min.js'),
    ]);
    for (const each of skipped) expect(Object.keys(each)).toEqual(['file', 'reason']);
    const reasons = skipped.map(({ reason }) => reason).join('\n');
    expect(reasons).toMatch(/^line 1(, \w+)?: the head of a function could not be read$/m);
    expect(reasons).toMatch(/^minified/m);
  });

  it.each([
    ['missing.c', 'there is no such file'],
    ['a.c/b.c', 'a part of the path is not a directory'],
  ])('a path that is not there costs itself alone: %s', async (name, reason) => {
    const file = write('a.c', LEAK);
    const path = join(folder, name);
    const { findings, files, skipped, status, err } = await report(path, file);
    expect([findings.length, files, status]).toEqual([1, 1, 2]);
    expect(skipped).toEqual([{ file: path, reason }]);
    expect(err).toBe(`closewait: ${path}: ${reason}\n`);
    const both = await lint(path, `${path}2`, file);
    expect([both.status, both.err]).toEqual([2, `closewait: ${path}: ${reason} (and 1 more)\n`]);
    expect(both.out).toContain(`${file}:4:3: warning`);
  });

  it('once where several paths lead to it', async () => {
    const file = write('inner/a.c', LEAK);
    const { findings, files } = await report(
      folder,
      file,
      join(folder, 'inner'),
      `${folder}/inner/../inner/a.c`,
    );
    expect([findings.length, files]).toEqual([1, 1]);
  });

  it('in one line of text, with how many and the first place of each reason', async () => {
    const file = write('a.c', HEAD.repeat(12) + LEAK);
    const { out } = await lint(file);
    const notes = out.split('\n').filter((line) => line.startsWith('closewait: note:'));
    expect(notes).toEqual([
      `closewait: note: skipped: 12 times, the head of a function could not be read (first ${file}:1)`,
    ]);
  });

  it('in SARIF as notifications with their places', async () => {
    const { out } = await lint('--format', 'sarif', write('a.c', LEAK + HEAD));
    const [{ invocations }] = JSON.parse(out).runs;
    expect(invocations).toMatchObject([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: 'note',
            descriptor: { id: 'skipped/head' },
            locations: [{ physicalLocation: { region: { startLine: 6 } } }],
          },
        ],
      },
    ]);
  });

  it('and nothing is said where nothing was skipped', async () => {
    expect(await lint(write('a.c', 'int x;\n'))).toEqual({ status: 0, out: '', err: '' });
  });
});

describe('a folder', () => {
  it('that cannot be read costs itself alone', async () => {
    write('a.c', LEAK);
    write('secret/b.c', LEAK);
    refused.add(join(folder, 'secret'));
    const { findings, skipped, status } = await report(folder);
    expect([findings.length, status]).toEqual([1, 1]);
    expect(skipped).toEqual([{ file: join(folder, 'secret'), reason: 'permission denied' }]);
  });

  it('is followed through links to files, and not through links to folders elsewhere', async () => {
    const elsewhere = mkdtempSync(join(top, 'elsewhere-'));
    writeFileSync(join(elsewhere, 'b.c'), LEAK);
    write('a.c', LEAK);
    mkdirSync(join(folder, 'inner'));
    symlinkSync(join(folder, 'a.c'), join(folder, 'again.c'));
    symlinkSync(folder, join(folder, 'inner/loop'));
    symlinkSync(join(elsewhere, 'b.c'), join(folder, 'b.c'));
    symlinkSync(elsewhere, join(folder, 'other'));
    symlinkSync(join(folder, 'nowhere.c'), join(folder, 'dangling.c'));
    const { files, findings, skipped } = await report(folder);
    expect([files, findings.length]).toEqual([2, 2]);
    expect(skipped).toEqual([
      { file: join(folder, 'dangling.c'), reason: 'there is no such file' },
      { file: join(folder, 'other'), reason: 'a link to a folder elsewhere' },
    ]);
  });
});

describe('what has no usable name is told with its reason', () => {
  it('a name that is not UTF-8', async () => {
    write('a.c', LEAK);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/b`), Buffer.of(0xff), Buffer.from('.c')]), LEAK);
    const { skipped, files } = await report(folder);
    expect(files).toBe(1);
    expect(skipped).toEqual([
      { file: join(folder, 'b\uFFFD.c'), reason: 'its name is not UTF-8; rename it to have it read' },
    ]);
  });

  it('a link to itself', async () => {
    write('a.c', LEAK);
    symlinkSync('self.c', join(folder, 'self.c'));
    const { skipped } = await report(folder);
    expect(skipped).toEqual([{ file: join(folder, 'self.c'), reason: 'too many symbolic links' }]);
  });
});

describe('devices and pipes are refused', () => {
  it('by name', async () => {
    const { skipped, files } = await report('/dev/zero', write('a.c', LEAK));
    expect(files).toBe(1);
    expect(skipped).toEqual([{ file: '/dev/zero', reason: 'a device, a pipe or a socket, not a file' }]);
  });

  it('in a folder, and behind links', async () => {
    write('a.c', LEAK);
    execFileSync('mkfifo', [join(folder, 'pipe.c')]);
    symlinkSync('/dev/zero', join(folder, 'zero.c'));
    const { skipped, files } = await report(folder);
    expect(files).toBe(1);
    expect(skipped.map(({ file }) => file)).toEqual([join(folder, 'pipe.c'), join(folder, 'zero.c')]);
  });
});

describe('nothing that could be read ends with 2 and one line', () => {
  it.each([
    ['an empty folder', () => folder, /nothing to lint: no C, C\+\+, TypeScript or JavaScript file found$/],
    [
      'a folder with nothing but node_modules',
      () => join(write('node_modules/a/index.js', 'x'), '../../..'),
      /file found but what is in .*node_modules, which is never read in a folder$/,
    ],
    ['a minified file', () => write('a.min.js', 'x'), /a\.min\.js: minified/],
    ['another language', () => write('a.py', 'x'), /a\.py: not a language that the linter reads$/],
    ['a device', () => '/dev/null', /\/dev\/null: a device/],
  ])('%s', async (_, path, message) => {
    const { status, err } = await lint(path());
    expect(status).toBe(2);
    expect(err.trimEnd().split('\n')).toEqual([expect.stringMatching(message)]);
  });

  it('and the reports are whole all the same', async () => {
    const { findings, files, skipped, status } = await report(write('a.py', 'x'));
    expect([findings, files, skipped.length, status]).toEqual([[], 0, 1, 2]);
  });
});

describe('a folder with nothing but tests', () => {
  const NOTE = /note: all files here \(1\) are tests or examples, whose findings wait for --tier strict\n$/;

  it('says that their findings wait for the tier strict', async () => {
    write('test/a.c', LEAK);
    expect(await lint(folder)).toMatchObject({ status: 0, out: expect.stringMatching(NOTE) });
    write('src/b.spec.ts', 'export const a = 1;\n');
    rmSync(join(folder, 'test'), { recursive: true });
    expect(await lint(folder)).toMatchObject({ status: 0, out: expect.stringMatching(NOTE) });
    expect((await lint(folder, '--tier', 'strict')).out).toBe('');
    write('src/b.ts', 'export const a = 1;\n');
    expect((await lint(folder)).out).toBe('');
  });
});

describe('the help names every ending that is read', () => {
  it('and no other', async () => {
    const { out } = await lint('--help');
    const [named = ''] = /names end in ([^;]*);/.exec(out)?.slice(1) ?? [];
    const endings = named.split(/\s+/);
    expect(endings).toHaveLength(16);
    for (const ending of endings) write(`each/a${ending}`, '\n');
    write('each/a.inl', '\n');
    expect((await report(join(folder, 'each'))).files).toBe(endings.length);
  });
});

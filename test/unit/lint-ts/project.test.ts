import { describe, expect, it } from 'vitest';
import { type LintFinding, LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';
import { edit, numbers } from '../lint/edits';
import { projectFiles } from './project-files';
import { verdicts } from './verdict-lines';

const parsers = await loadParsers();
const FILES = projectFiles();
const SOURCES = [...FILES.keys()].filter((path) => /\.[jt]s$/.test(path));

function lintAll(files: ReadonlyMap<string, string>, atWork: (path: string) => void = () => {}) {
  const session = new LintSession(parsers, 'en', { atWork });
  for (const [path, text] of files) session.set(path, text);
  return { session, report: session.lint() };
}

const within = (findings: readonly LintFinding[], path: string, from: number, to: number) =>
  findings.filter(({ file, line }) => file === path && line >= from && line <= to);

const TOGETHER = lintAll(FILES).report;

const JUDGED = SOURCES.filter((path) => verdicts(FILES.get(path) ?? '').length > 0);

describe.each(JUDGED)('%s', (path) => {
  const text = FILES.get(path) ?? '';
  const alone = lintAll(new Map([[path, text]])).report.findings;

  it.each(verdicts(text))('$name', ({ name, from, to }) => {
    const found = within(TOGETHER.findings, path, from, to);
    if (name.endsWith('_bad')) expect(found.map(({ rule }) => rule)).not.toEqual([]);
    else expect(found).toEqual([]);
    // Without the others less is known, and nothing is said that they would make untrue.
    expect(found).toEqual(expect.arrayContaining([...within(alone, path, from, to)]));
  });
});

it('counts and names sources alone, not what says where modules are', () => {
  expect(TOGETHER.files).toBe(SOURCES.length);
  expect(TOGETHER.skipped).toEqual([]);
});

it('knows of files that are read beside the linted ones, and finds nothing in them', () => {
  const session = new LintSession(parsers, 'en');
  for (const [path, text] of FILES)
    if (path === 'src/app/use.ts') session.set(path, text);
    else session.setBeside(path, text);
  const report = session.lint();
  expect(report.files).toBe(1);
  expect(report.findings).toEqual(TOGETHER.findings.filter(({ file }) => file === 'src/app/use.ts'));
});

it('asks again where a file that is imported comes, goes, or tells something else', () => {
  const { session } = lintAll(FILES);
  const wire = FILES.get('src/net/wire.ts') ?? '';
  const use = () => session.findingsIn('src/app/use.ts').length;
  const before = use();
  session.remove('src/net/wire.ts');
  session.lint();
  expect(use()).toBe(0);
  session.set('src/net/wire.ts', wire);
  session.lint();
  expect(use()).toBe(before);
  session.set('src/net/wire.ts', wire.replace('return socket;', 'shared = socket; return socket;'));
  session.lint();
  expect(use()).toBeLessThan(before);
});

it('reads nothing again when only the inside of an imported function is edited', () => {
  const looked: string[] = [];
  const { session } = lintAll(FILES, (path) => looked.push(path));
  looked.length = 0;
  const wire = FILES.get('src/net/wire.ts') ?? '';
  session.set(
    'src/net/wire.ts',
    wire.replace('socket.setNoDelay(true);', 'socket.setNoDelay(false); let i = 1;'),
  );
  session.lint();
  expect(new Set(looked)).toEqual(new Set(['src/net/wire.ts']));
});

describe('after every one of many edits a session says what a new one would', () => {
  it.each([1, 2, 3, 4])('seed %d', { timeout: 120_000 }, (seed) => {
    const random = numbers(seed * 104_729);
    const files = new Map(FILES);
    const { session } = lintAll(files);
    for (let step = 0; step < 12; step++) {
      const known = new Map(files);
      edit(files, FILES, random);
      for (const path of known.keys()) if (!files.has(path)) session.remove(path);
      for (const [path, text] of files) if (known.get(path) !== text) session.set(path, text);
      expect(session.lint().findings).toEqual(lintAll(files).report.findings);
    }
  });
});

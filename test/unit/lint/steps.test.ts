import { describe, expect, it } from 'vitest';
import { type LintProgress, LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();
const leak = (name: string) =>
  `int ${name}(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n`;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** So many functions that a run takes more than one turn. */
const many = (count: number): readonly [string, string][] =>
  Array.from({ length: count }, (_, at): [string, string] => [
    `f${at}.c`,
    Array.from({ length: 10 }, (_, inFile) => leak(`f${at}_${inFile}`)).join('\n'),
  ]);

const sessionWith = (files: readonly [string, string][]): LintSession => {
  const session = new LintSession(parsers, 'en');
  for (const [path, text] of files) session.set(path, text);
  return session;
};

describe('a run in steps', () => {
  const files = many(30);

  it('comes to what a run at once says, pausing and telling how far it is', async () => {
    const told: LintProgress[] = [];
    let pauses = 0;
    const pause = () => {
      pauses++;
      return turn();
    };
    const session = sessionWith(files);
    const report = await session.lintInSteps({ pause, progress: (progress) => told.push(progress) });
    expect(report).toEqual(sessionWith(files).lint());
    expect(report?.findings).toHaveLength(300);
    expect(pauses).toBeGreaterThan(1);
    expect(told).toHaveLength(pauses);
    const read = told.filter(({ stage }) => stage === 'reading').map(({ done }) => done);
    expect(read).toEqual([...read].sort((a, b) => a - b));
    for (const { done, total } of told) expect(done).toBeLessThanOrEqual(total);
  });

  it('stops when it is told to, and the next one says all', async () => {
    const session = sessionWith(files);
    const signal = { aborted: false };
    const pause = () => {
      signal.aborted = true;
      return turn();
    };
    expect(await session.lintInSteps({ pause, signal })).toBeNull();
    expect(session.findingsIn('f0.c')).toEqual([]);
    const report = session.lint();
    expect(report).toEqual(sessionWith(files).lint());
  });

  it('takes in what is set, removed and asked meanwhile', async () => {
    const session = sessionWith(files);
    let pauses = 0;
    const pause = () => {
      pauses++;
      if (pauses === 1) session.set('f1.c', 'int nothing;\n');
      if (pauses === 2) session.remove('f2.c');
      if (pauses === 3) expect(session.lint().findings).toHaveLength(28 * 10);
      return turn();
    };
    await session.lintInSteps({ pause });
    const now = files.filter(([path]) => path !== 'f2.c');
    const expected = sessionWith(
      now.map(([path, text]) => [path, path === 'f1.c' ? 'int nothing;\n' : text]),
    );
    expect(session.lint().findings).toEqual(expected.lint().findings);
  });
});

describe('what a person chose', () => {
  it('counts at the next report, and names the files that it changes', () => {
    const session = sessionWith([
      ['a.c', leak('a')],
      ['b.c', 'int b;\n'],
    ]);
    expect(session.lint().changed).toEqual(['a.c']);
    session.configure({ rules: { 'missing-close': 'error' } });
    const report = session.lint();
    expect([report.changed, report.findings[0].severity]).toEqual([['a.c'], 'error']);
    session.configure({ rules: { 'missing-close': 'off' } });
    expect(session.lint()).toMatchObject({ changed: ['a.c'], findings: [] });
    expect(session.lint().changed).toEqual([]);
  });

  it('has models, by which the same code is looked at again', () => {
    const session = sessionWith([['a.c', leak('a').replace('socket(2, 1, 0)', 'obtain()')]]);
    expect(session.lint().findings).toEqual([]);
    session.configure({ models: [{ function: 'obtain', opens: 'result' }] });
    expect(session.lint()).toMatchObject({ changed: ['a.c'], findings: [{ rule: 'missing-close' }] });
    session.configure({});
    expect(session.lint()).toMatchObject({ changed: ['a.c'], findings: [] });
  });
});

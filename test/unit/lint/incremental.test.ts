import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { LIMITS, type LintReport, LintSession, type SourceParser } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';
import { edit, type Files, numbers } from './edits';

/** What is compared with each other is followed as far as work goes: on a busy machine time would cut one of them short. */
const limits = { ...LIMITS, clock: () => 0 };
const parsers = await loadParsers(limits.clock);
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const FIXTURES = join(__dirname, '../../fixtures/lint');

/** Wrappers and macros across files, functions that call each other in a cycle, configurations that differ. */
const PROGRAM: ReadonlyMap<string, string> = new Map([
  [
    'net.h',
    '#include "drop.h"\n#define BAD (-1)\nenum outcome {\n  GOOD, /* all is well */\n  LOST,\n};\nint net_open(void);\n',
  ],
  ['drop.h', '#define DROP(fd) close(fd)\n#define KEEP(fd) (fd)\n'],
  [
    'net.c',
    '#include "net.h"\n\nint net_open(void) {\n  return socket(2, 1, 0);\n}\n\nvoid net_close(int fd) {\n  DROP(fd);\n}\n\nstatic int helper(int fd) {\n  return listen(fd, 5);\n}\n\nint net_listen(int fd) {\n  if (helper(fd) < 0) {\n    net_close(fd);\n    return -1;\n  }\n  return 0;\n}\n\nvoid net_drop(int fd) {\n  net_close(fd);\n}\n',
  ],
  [
    'main.c',
    '#include "net.h"\n\nint cycle(int fd);\n\nint round_about(int fd) {\n  if (fd > 7)\n    return cycle(fd);\n  net_close(fd);\n  return 0;\n}\n\nint cycle(int fd) {\n  return round_about(fd);\n}\n\nint serve(void) {\n  int s = net_open();\n  if (s == BAD)\n    return 1;\n  if (net_listen(s))\n    return 1;\n#ifdef FAST\n  if (KEEP(s) > 9)\n    return 2;\n#else\n  cycle(s);\n#endif\n  DROP(s);\n  return 0;\n}\n',
  ],
  [
    'make.c',
    '#include "net.h"\n\nint prepare(int fd) {\n  if (listen(fd, 5) < 0) {\n    net_close(fd);\n    return LOST;\n  }\n  return GOOD;\n}\n\nint make(void) {\n  int fd = net_open();\n  if (fd == BAD)\n    return 1;\n  if (prepare(fd))\n    return 1;\n  DROP(fd);\n  return 0;\n}\n',
  ],
  [
    'accept.c',
    '#include "net.h"\nvoid talk(int fd) {\n  char buffer[9];\n  while (recv(fd, buffer, 9, 0) > 0)\n    ;\n}\n\nvoid run(int l) {\n  for (;;) {\n    int c = accept(l, 0, 0);\n    if (c < 0)\n      continue;\n    talk(c);\n    net_drop(c);\n  }\n}\n',
  ],
]);

const fixtures = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map([
    ...PROGRAM,
    ...names.map((name) => [name, readFileSync(join(FIXTURES, '..', name), 'utf8')] as const),
  ]);

function lintAnew(files: Files): LintReport {
  const session = new LintSession(parsers, 'en', {}, limits);
  for (const [path, text] of files) session.set(path, text);
  return session.lint();
}

/** Tells a session what is other than it was told last. */
function update(session: LintSession, known: Files, files: Files): void {
  for (const path of known.keys()) if (!files.has(path)) session.remove(path);
  for (const [path, text] of files) if (known.get(path) !== text) session.set(path, text);
  known.clear();
  for (const [path, text] of files) known.set(path, text);
}

const pathsThatDiffer = (a: LintReport, b: LintReport): string[] => {
  const of = ({ findings }: LintReport, path: string) =>
    JSON.stringify(findings.filter(({ file }) => file === path));
  const paths = new Set([...a.findings, ...b.findings].map(({ file }) => file));
  return [...paths].filter((path) => of(a, path) !== of(b, path)).sort();
};

const ALL_FIXTURES = ['lint', 'lint-ts'].flatMap((folder) =>
  readdirSync(join(FIXTURES, '..', folder))
    .filter((name) => /\.(c|ts)$/.test(name))
    .map((name) => `${folder}/${name}`),
);

describe('after every one of many edits a session says what a new one would', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %d', { timeout: 120_000 }, (seed) => {
    const random = numbers(seed * 7919);
    const original = fixtures(ALL_FIXTURES.filter((_, at) => at % 8 === seed - 1));
    const files: Files = new Map(original);
    const known: Files = new Map();
    const session = new LintSession(parsers, 'en', {}, limits);
    let before: LintReport = { findings: [], files: 0, skipped: [], changed: [] };
    for (let round = 0; round < 24; round++) {
      update(session, known, files);
      const report = session.lint();
      const { findings, skipped } = lintAnew(files);
      expect({ findings: report.findings, skipped: report.skipped }).toEqual({ findings, skipped });
      expect(report.changed).toEqual(pathsThatDiffer(before, report));
      for (const path of files.keys())
        expect(session.findingsIn(path)).toEqual(findings.filter(({ file }) => file === path));
      before = report;
      for (let count = random(3); count >= 0; count--) edit(files, original, random);
    }
  });
});

describe('thousands of edits', () => {
  it('leave no syntax tree and no memory behind', { timeout: 120_000 }, () => {
    let alive = 0;
    const counted = (parser: SourceParser): SourceParser => ({
      parse: (text) => {
        const tree = parser.parse(text);
        if (tree === null) return null;
        alive++;
        const remove = tree.delete.bind(tree);
        tree.delete = () => {
          alive--;
          remove();
        };
        return tree;
      },
    });
    const session = new LintSession({ ...parsers, c: counted(parsers.c) }, 'en', {}, limits);
    for (const [path, text] of PROGRAM) session.set(path, text);
    const typeOn = (from: number, to: number): number => {
      for (let count = from; count < to; count++) {
        session.set(
          'main.c',
          `#define M${count} f${count}(x)\n#include "h${count}.h"\n${PROGRAM.get('main.c')}int g${count}(int fd${count}) { M${count}; return close(fd${count}); }\n`,
        );
        session.set('drop.h', `${PROGRAM.get('drop.h')}#define N ${count}\n`);
        session.lint();
      }
      expect(alive).toBe(0);
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const early = typeOn(0, 400);
    const late = typeOn(400, 2400);
    expect(late - early).toBeLessThan(4e6);
  });
});

describe('what an edit reaches', () => {
  const lintable = () => {
    const session = new LintSession(parsers, 'en', {}, limits);
    for (const [path, text] of PROGRAM) session.set(path, text);
    return session;
  };
  const rules = (report: LintReport) =>
    report.findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
  const withText = (path: string, from: string, to: string) => {
    const text = PROGRAM.get(path) as string;
    expect(text).toContain(from);
    return text.replace(from, to);
  };

  it('a wrapper that closes no more makes those leak that call it through another', () => {
    const session = lintable();
    expect(rules(session.lint())).toEqual(['accept.c:10 serial-accept', 'main.c:24 missing-close']);
    session.set('net.c', withText('net.c', 'DROP(fd)', 'KEEP(fd)'));
    const report = session.lint();
    expect(report.changed).toContain('accept.c');
    expect(rules(report).filter((each) => /accept.c.*missing-close/.test(each))).toHaveLength(1);
  });

  it('a macro of a header reaches through another header', () => {
    const session = lintable();
    session.lint();
    session.set('drop.h', withText('drop.h', 'DROP(fd) close(fd)', 'DROP(fd) (void)(fd)'));
    const report = session.lint();
    expect(report.changed).toContain('main.c');
    expect(report.findings).toEqual(
      lintAnew(new Map([...PROGRAM, ['drop.h', '#define DROP(fd) (void)(fd)\n#define KEEP(fd) (fd)\n']]))
        .findings,
    );
  });

  it('an enumerator of a header that gets another value', () => {
    const session = lintable();
    session.lint();
    const header = withText('net.h', 'GOOD, /*', 'GOOD = 3, /*');
    session.set('net.h', header);
    const report = session.lint();
    expect(report.changed).toContain('make.c');
    expect(report.findings).toEqual(lintAnew(new Map([...PROGRAM, ['net.h', header]])).findings);
    session.set('net.h', PROGRAM.get('net.h') as string);
    expect(session.lint().changed).toContain('make.c');
    expect(session.findingsIn('make.c')).toEqual([]);
  });

  it('lines above a finding move it, and nothing else changes', () => {
    const session = lintable();
    session.lint();
    session.set('main.c', `\n\n${PROGRAM.get('main.c')}`);
    const report = session.lint();
    expect(rules(report)).toContain('main.c:26 missing-close');
    expect(report.changed).toEqual(['main.c']);
    expect(session.lint().changed).toEqual([]);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { globOf, IgnoreFiles } from '../../../src/core/ignore';
import { TESTS_AND_EXAMPLES } from '../../../src/core/session/lint';

const IGNORES = {
  '.gitignore': '*.log\n/built/\nout\n!keep.log\ndocs/*\n!docs/kept.md\n# a comment\n\\#odd\nspace\\ \n',
  'a/.gitignore': 'local.ts\n!b.log\n/only-here\n',
  'a/deep/.gitignore': '*\n!.gitignore\n!one.ts\n',
};
const PATHS = [
  ...['x.ts', 'x.log', 'keep.log', 'built/x.ts', 'a/built/x.ts', 'out/x.ts', 'a/out/y.ts', 'out.ts', '#odd'],
  ...['docs/gone.md', 'docs/kept.md', 'docs/sub/kept.md', 'a/local.ts', 'local.ts', 'a/b.log', 'b.log'],
  ...['a/only-here/x.ts', 'a/sub/only-here/x.ts', 'a/deep/one.ts', 'a/deep/two.ts', 'a/deep/sub/one.ts'],
];

const root = mkdtempSync(join(tmpdir(), 'closewait-ignore-'));
afterAll(() => rmSync(root, { recursive: true }));

/** What git itself leaves out of the working tree. */
function ignoredByGit(): ReadonlySet<string> {
  for (const [path, text] of [...Object.entries(IGNORES), ...PATHS.map((each) => [each, ''] as const)]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });
  git('init', '-q');
  const kept = new Set(git('ls-files', '--others', '--exclude-standard', '-z').split('\0'));
  return new Set(PATHS.filter((path) => !kept.has(path)));
}

describe('ignore files leave out what git leaves out', () => {
  const ignored = ignoredByGit();
  const files = new IgnoreFiles();
  for (const path of Object.keys(IGNORES))
    files.add(dirname(join(root, path)), readFileSync(join(root, path), 'utf8'));

  it('of which there is some, and not all', () => {
    expect(ignored.size).toBeGreaterThan(5);
    expect(ignored.size).toBeLessThan(PATHS.length - 5);
  });

  it.each(PATHS)('%s', (path) => {
    expect(files.leavesOut(join(root, path))).toBe(ignored.has(path));
  });
});

it('knows no rule for what lies elsewhere', () => {
  const files = new IgnoreFiles();
  files.add('/w', '*.ts');
  expect(['/w/a.ts', '/v/a.ts', '/wa.ts'].map((path) => files.leavesOut(path))).toEqual([true, false, false]);
});

describe('tests and examples', () => {
  const isAside = globOf(TESTS_AND_EXAMPLES);
  it.each([
    ...['test/a.js', 'packages/a/tests/a.ts', 'src/__tests__/a.ts', 'src/a.test.ts', 'src/a.spec.tsx'],
    ...['examples/server.js', 'a/example/x.mjs', 'benchmarks/run.js', 'test-server.js', 'lib/socket_test.js'],
  ])('%s', (path) => expect(isAside(path)).toBe(true));
  it.each([
    ...[
      'src/a.ts',
      'src/latest/a.ts',
      'src/testing.ts',
      'src/contest/a.ts',
      'lib/spec.ts',
      '../test/a.ts',
      '/test/a.ts',
    ],
    ...['src/attest.ts', 'src/tester/a.ts', ''],
  ])('not %s', (path) => expect(isAside(path)).toBe(false));

  it('are the default of the setting', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    const settings = contributes.configuration.flatMap(({ properties }: { properties: object }) =>
      Object.entries(properties),
    );
    const tests = settings.find(([key]: [string]) => key === 'closewait.lint.tests');
    expect(tests[1].default).toEqual(TESTS_AND_EXAMPLES);
  });
});

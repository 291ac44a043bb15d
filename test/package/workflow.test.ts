import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { annotation, summary } from '../../scripts/workflow-step.mjs';

const folder = mkdtempSync(join(tmpdir(), 'closewait-workflow-'));
beforeAll(() => {
  cpSync('samples/server.c', join(folder, 'server.c'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** Runs the step of action.yml as a runner does: by bash, with its variables, in the checkout of who uses it. */
function runStep(inputs: Readonly<Record<string, string>>) {
  for (const name of ['output', 'summary.md']) writeFileSync(join(folder, name), '');
  const command = /^ {6}run: (.*)$/m.exec(readFileSync('action.yml', 'utf8'))?.[1] ?? '';
  return spawnSync('bash', ['-e', '-c', command], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      ACTION_PATH: resolve('.'),
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      RUNNER_TEMP: folder,
      LINT_PATH: '.',
      LINT_CHANGED: '',
      LINT_TIER: 'recommended',
      LINT_FAIL: 'true',
      ...inputs,
    },
  });
}

test('the step fails on findings, shows them at their lines, and leaves a summary and a report', () => {
  const { status, stdout } = runStep({});
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^::warning file=server\.c,line=61,title=unreachable-close::close\('server_sockfd'\)/m,
  );
  expect(file('summary.md')).toContain('server\\.c:61');
  const [, count] = /findings=(\d+)/.exec(file('output')) ?? [];
  expect(Number(count)).toBe(stdout.match(/^::/gm)?.length);
  expect(file('output')).toContain(`sarif=${join(folder, 'closewait.sarif')}`);
  expect(JSON.parse(file('closewait.sarif')).version).toBe('2.1.0');
});

test('it passes where findings are not to fail it, and says so where nothing could be linted', () => {
  expect(runStep({ LINT_FAIL: 'false' }).status).toBe(0);
  const { status, stderr } = runStep({ LINT_PATH: 'not-there' });
  expect(status).toBe(2);
  expect(stderr).toContain('not-there');
});

test('what a source says can be no command to the runner, and no Markdown', () => {
  const hostile = { level: 'warning', file: 'a:b,c\n', line: 1, rule: 'r', text: 'x\n::error::y %0A <img>' };
  expect(annotation(hostile)).toBe('::warning file=a%3Ab%2Cc%0A,line=1,title=r::x%0A::error::y %250A <img>');
  expect(summary([hostile])).not.toContain('<img>'.replace('<', ' <'));
  expect(summary([hostile])).toContain('\\<img\\>');
});

test('the hook for pre-commit names a program of this repository', () => {
  const hooks = readFileSync('.pre-commit-hooks.yaml', 'utf8');
  const [, program, ...rest] = /^ {2}entry: (\S+) (\S+)$/m.exec(hooks) ?? [];
  const { status, stdout } = spawnSync(resolve(program), [...rest, 'server.c'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout).toContain('server.c:61:5');
});

import { describe, expect, it } from 'vitest';
import { sayOfSource as say } from '../../../src/core/lint/words';
import { applyFix } from './apply-fix';
import { lintFiles } from './lint-text';

const lintOf = (text: string) => lintFiles({ 'a.c': text });
const stepsOf = (text: string) => lintOf(text).map(({ trace }) => trace.map(({ message }) => message));

/** The server of the story as a function: bind, listen and accept each may fail. */
const SERVER = `int serve(void) {
  int s = socket(2, 1, 0), c;
  if (s < 0) return -1;
  if (bind(s, 0, 0) < 0) return -1;
  if (listen(s, 5) < 0) return -1;
  c = accept(s, 0, 0);
  if (c < 0) return -1;
  close(c);
  close(s);
  return 0;
}
`;

describe('every exit that leaks', () => {
  it('is a finding of its own, with its path', () => {
    const findings = lintOf(SERVER);
    expect(findings.map(({ line }) => line)).toEqual([4, 5, 7]);
    for (const { resource, trace, line } of findings) {
      expect(resource).toEqual({ name: 's', acquiredBy: 'socket', line: 2 });
      expect(trace.at(0)?.line).toBe(2);
      expect(trace.at(-1)?.line).toBe(line);
    }
  });

  it('has its own fix', () => {
    let text = SERVER;
    for (const left of [2, 1, 0]) {
      const [finding] = lintOf(text);
      const repair = finding.fixes.find(({ kind }) => kind === 'repair');
      text = applyFix(text, repair as NonNullable<typeof repair>);
      expect(lintOf(text)).toHaveLength(left);
    }
    expect(text.match(/close\(s\)/g)).toHaveLength(4);
  });

  it('speaks of other paths only where one closes', () => {
    const leaks = 'int f(void) { int s = socket(2, 1, 0); if (s < 0) return -1; return listen(s, 1); }';
    const values = { name: 's', callee: 'socket' };
    expect(lintOf(leaks).map(({ message }) => message)).toEqual([
      say('en', 'lint.missing-close.return', values),
    ]);
    expect(lintOf(SERVER)[0].message).toBe(say('en', 'lint.missing-close.return.too', values));
  });
});

describe('a pipe', () => {
  const PIPE = `int f(void) {
  int p[2];
  if (pipe(p) < 0) return -1;
  if (fork() < 0)
    return -1;
  close(p[0]);
  close(p[1]);
  return 0;
}
`;

  it('is one finding, which names both ends', () => {
    const [finding, ...others] = lintOf(PIPE);
    expect(others).toEqual([]);
    const values = { name: 'p[0]', other: 'p[1]', callee: 'pipe' };
    expect(finding.message).toBe(say('en', 'lint.missing-close.both.return.too', values));
    expect(stepsOf(PIPE)[0].at(0)).toBe(say('en', 'lint.step.acquired.both', values));
  });

  it('has one fix, which closes both', () => {
    const [{ fixes }] = lintOf(PIPE);
    const fixed = applyFix(PIPE, fixes[0]);
    expect(fixed).toBe(
      PIPE.replace(
        'if (fork() < 0)\n    return -1;',
        'if (fork() < 0) {\n    close(p[0]);\n    close(p[1]);\n    return -1;\n  }',
      ),
    );
    expect(lintOf(fixed)).toEqual([]);
  });

  it('of which one end is closed is told of the other', () => {
    const [finding] = lintOf(PIPE.replace('return -1;\n  close', 'return close(p[0]), -1;\n  close'));
    expect(finding.resource?.name).toBe('p[1]');
  });
});

describe('the step that proves it', () => {
  const OPENED = 'FILE *f(const char *p) { int fd = open(p, 0); if (fd < 0) return 0; ';
  const failed = say('en', 'lint.step.failed', { callee: 'fdopen' });
  const fails = say('en', 'lint.step.fails', { callee: 'fdopen' });

  it('is the call that failed where its result is only passed on', () => {
    expect(stepsOf(`${OPENED} return fdopen(fd, "r"); }`)[0]).toContain(failed);
  });

  it('is the branch where there is one', () => {
    const [steps] = stepsOf(`${OPENED} FILE *s = fdopen(fd, "r"); if (!s) return 0; return s; }`);
    expect(steps).toContain(fails);
    expect(steps).not.toContain(failed);
  });
});

describe('what has no name in the source', () => {
  it.each([
    ['a result that is only given on', 'void f(void) { use_it(dup(3)); }', ''],
    ['a field behind a call', 'void f(void) { get()->fd = socket(2, 1, 0); }', ''],
  ])('%s is never called by a name of ours', (_, text) => {
    for (const { message, trace } of lintOf(text))
      for (const said of [message, ...trace.map((step) => step.message)])
        expect(said).not.toMatch(/''|[%$]\w/);
  });
});

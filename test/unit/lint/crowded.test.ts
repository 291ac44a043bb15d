import { describe, expect, it } from 'vitest';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();
const GOOD = 'int leak(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n';

const repeat = (count: number, each: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => each(at)).join('');

/** Every exit leaves all open that was opened before it. */
const sockets = (count: number): string =>
  `int f(void) {\n${repeat(count, (at) => `int s${at}=socket(2,1,0); if(s${at}<0)return 1;\n`)}return 0;}\n`;

const clients = (count: number, around: (body: string) => string): string =>
  `import net from 'node:net';\n${around(
    `f(x) {\n${repeat(count, (at) => `const s${at} = net.connect(${at}); if (x.a${at}) return;\n`)}}\n`,
  )}`;

function lint(path: string, text: string) {
  const session = new LintSession(parsers, 'en');
  session.set(path, text);
  session.set('good.c', GOOD);
  const { findings, skipped } = session.lint();
  return {
    own: findings.filter(({ file }) => file === path),
    good: findings.filter(({ file }) => file === 'good.c').map(({ line }) => line),
    skipped: skipped.map(({ file, line, kind }) => `${file}:${line} ${kind}`),
  };
}

describe('what is found in one function has a budget', { timeout: 120_000 }, () => {
  it('is told whole where it is not much', () => {
    const { own, skipped } = lint('a.c', sockets(10));
    // The exit behind the nth socket leaves those before it, the last one all ten.
    expect(own.length).toBe((9 * 10) / 2 + 10);
    expect(skipped).toEqual([]);
  });

  it.each([250, 500, 1000])('%d sockets that each return on failure', (count) => {
    const { own, good, skipped } = lint('a.c', sockets(count));
    expect(own.length).toBe(200);
    expect(good).toEqual([4]);
    expect(skipped).toContain('a.c:1 many');
  });

  it('and of each resource the first exits are told, in the order of the source', () => {
    const { own } = lint('a.c', sockets(150));
    const opened = new Set(own.map(({ resource }) => resource?.name));
    expect(opened.size).toBe(150);
    const first = own.filter(({ resource }) => resource?.name === 's0');
    expect(first.map(({ line }) => line)[0]).toBe(3);
    expect(own.map(({ line }) => line)).toEqual(own.map(({ line }) => line).sort((a, b) => a - b));
  });

  it('is the same each time', () => {
    const told = () => lint('a.c', sockets(300)).own.map(({ line, resource }) => `${line} ${resource?.line}`);
    expect(told()).toEqual(told());
  });

  it.each([
    ['a function', (body: string) => `function ${body}`],
    ['a method', (body: string) => `class A { ${body} }\n`],
  ])('in TypeScript: %s', (_, around) => {
    const { own, good, skipped } = lint('a.ts', clients(500, around));
    expect(own.length).toBe(200);
    expect(good).toEqual([4]);
    expect(skipped.map((each) => each.split(' ')[1])).toContain('many');
  });
});

it('and so has a file', { timeout: 120_000 }, () => {
  const functions = repeat(60, (at) => sockets(30).replace('int f(', `int f${at}(`));
  const { own, good, skipped } = lint('a.c', functions);
  expect(own.length).toBe(5000);
  expect(good).toEqual([4]);
  expect(skipped.filter((each) => each.endsWith(' many')).length).toBeGreaterThan(60);
});

it('fields of an object that are opened one after another end, and cost no other function', {
  timeout: 120_000,
}, () => {
  const open = (at: number) => `p->f${at} = socket(2, 1, 0); if (p->f${at} < 0) return -1;\n`;
  const { own, good, skipped } = lint(
    'a.c',
    `int f(struct s *p) {\n${repeat(1500, open)}return 0; }\n${GOOD}`,
  );
  expect(own.map(({ line }) => line)).toContain(1500 + 3 + 3);
  expect(good).toEqual([4]);
  expect(skipped.length).toBeGreaterThan(0);
});

describe('one that takes its time leaves the others theirs', { timeout: 120_000 }, () => {
  it.each([
    ['classes in classes', 'a.cpp', `${'class A { '.repeat(20_000)}int x; ${'};'.repeat(20_000)}\n`],
    ['variables of one name', 'a.c', `int f(int n) { ${'foo foo; '.repeat(50_000)} return n; }\n`],
  ])('%s', (_, path, text) => {
    const { own, good } = lint(path, `${GOOD}${text}${GOOD.replace('leak', 'leak2')}`);
    expect([own.length, good]).toEqual([2, [4]]);
  });

  it('in the order of their size, whatever the clock says', () => {
    // Each question costs a millisecond: what is large takes all of the file's time, and is the one that is told.
    let now = 0;
    const session = new LintSession(parsers, 'en', {}, { clock: () => now++, function: 40, file: 60 });
    session.set('a.c', `int f(int n) {\n${repeat(3000, (at) => `n += g(${at});\n`)}return n; }\n${GOOD}`);
    const { findings, skipped } = session.lint();
    expect(findings.map(({ line }) => line)).toEqual([3006]);
    expect(skipped.map(({ line, kind }) => `${line} ${kind}`)).toEqual(['1 unfinished']);
  });
});

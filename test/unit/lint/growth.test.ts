import { expect, test } from 'vitest';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();

const HEAD = 'int socket(int, int, int);\nint close(int);\nint step(int);\n';
const LEAK = 'int leak(void) { int fd = socket(1, 2, 3); return 0; }';
const NET = "const net = require('net');\n";

const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');
/** A C function that opens a descriptor, does something with it, and closes it. */
const around = (inside: string): string =>
  `${HEAD}int f(int a) { int fd = socket(1, 2, 3);\n${inside}\nclose(fd); return 0; }\n`;

/** Each dimension in which a source can grow, as the files of a size that takes a tenth of a second or so. */
const DIMENSIONS: Readonly<Record<string, readonly [number, (size: number) => Record<string, string>]>> = {
  files: [
    300,
    (size) => Object.fromEntries(Array.from({ length: size }, (_, at) => [`${at}.c`, HEAD + LEAK])),
  ],
  'functions and findings': [600, (size) => ({ 'a.c': HEAD + times(size, () => `${LEAK}\n`) })],
  'functions in one line': [600, (size) => ({ 'a.c': HEAD + times(size, () => LEAK) })],
  'findings that comments silence': [
    600,
    (size) => ({ 'a.c': HEAD + times(size, () => `${LEAK} // NOLINT\n`) }),
  ],
  'functions that call the next': [
    2000,
    (size) => ({ 'a.c': `${HEAD}${times(size, (at) => `int f${at}(int s) { return f${at + 1}(s); }\n`)}` }),
  ],
  'a string without end': [
    150_000,
    (size) => ({ 'a.c': `${HEAD}${LEAK}\nchar *s = "${'\\"'.repeat(size)}` }),
  ],
  'comments in a line': [60_000, (size) => ({ 'a.c': `${HEAD}${LEAK}\n${'/*'.repeat(size)}` })],
  'nested #if': [
    4000,
    (size) => ({ 'a.c': around(times(size, (at) => `#if X${at}\n`) + '#endif\n'.repeat(size)) }),
  ],
  '#elif': [4000, (size) => ({ 'a.c': around(`#if Y\n${times(size, (at) => `#elif X${at}\n`)}#endif`) })],
  macros: [4000, (size) => ({ 'a.c': times(size, (at) => `#define D${at} ${at}\n`) + around('step(D1);') })],
  constants: [
    15_000,
    (size) => ({ 'a.c': `enum e { ${times(size, (at) => `E${at}, `)} };\n${HEAD}${LEAK}` }),
  ],
  'cases of a switch': [
    800,
    (size) => ({ 'a.c': around(`switch (a) { ${times(size, (at) => `case ${at}: a = 1; break;\n`)} }`) }),
  ],
  'parentheses and braces that stay open': [
    20_000,
    (size) => ({ 'a.c': `${HEAD}${LEAK}\nint g(void) { ${'({'.repeat(size)}` }),
  ],
  'functions of JavaScript that call each other': [
    600,
    (size) => ({
      'a.js': `${NET}const s = net.connect(1);\n${times(size, (at) => `function f${at}() { s.write('x'); f${(at + 1) % size}(); }\n`)}`,
    }),
  ],
  'methods of a class': [
    600,
    (size) => ({
      'a.js': `${NET}class A { constructor() { this.s = net.connect(1); }\n${times(size, (at) => `m${at}() { this.s.write('x'); this.m${(at + 1) % size}(); }\n`)}}\n`,
    }),
  ],
  'a chain of promises': [
    2000,
    (size) => ({
      'a.js': `${NET}function f() { const s = net.connect(1); return g()${'\n.then((x) => s.write(x))'.repeat(size)}; }`,
    }),
  ],
};

/** Milliseconds of processor time that it takes to lint some files. */
function costOf(files: Record<string, string>): number {
  const session = new LintSession(parsers, 'en');
  const before = process.cpuUsage();
  for (const [path, text] of Object.entries(files)) session.set(path, text);
  session.lint();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Beyond twice the input, this much more work fails; what is quadratic takes four times as much. */
const MOST_GROWTH = 2.8;
/** A clock on a machine with other work is wrong upwards, now and then; never for all of these. */
const TRIES = 8;

test.each(Object.entries(DIMENSIONS))(
  '%s: twice as many take twice as long',
  { timeout: 240_000 },
  (_, [size, make]) => {
    const [once, twice] = [make(size), make(size * 2)];
    costOf(once);
    let [least, leastOfTwice, growth] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
    for (let tries = 0; tries < TRIES; tries++) {
      least = Math.min(least, costOf(once));
      leastOfTwice = Math.min(leastOfTwice, costOf(twice));
      growth = leastOfTwice / least;
      if (growth <= MOST_GROWTH) break;
    }
    expect(growth).toBeLessThanOrEqual(MOST_GROWTH);
  },
);

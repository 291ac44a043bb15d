import { describe, expect, it } from 'vitest';
import { rulesIn } from './lint-typescript';

const HEAD = "import net from 'node:net';\n";
const LEAK = `${HEAD}export async function f(port: number, bad: boolean) {
  const socket = net.connect(port);
  if (bad) throw new Error('bad');
  socket.end();
}
`;

describe('hostile and broken sources', () => {
  it.each([
    ['cut off', LEAK.slice(0, 120)],
    ['no program', `${HEAD}}}} ((( ]]] => class function`],
    ['an empty file', ''],
    ['deep parentheses', `${HEAD}const a = ${'('.repeat(3000)}net${')'.repeat(3000)};`],
    ['deep functions', `${HEAD}${'() => '.repeat(2000)}net.connect(1);`],
    [
      'deep blocks',
      `${HEAD}function f() { ${'if (net) { '.repeat(1500)} net.connect(1) ${'}'.repeat(1500)} }`,
    ],
    ['a long chain', `${HEAD}net.connect(1)${".on('data', () => {})".repeat(2000)};`],
    [
      'a variable of itself',
      `${HEAD}let a = b, b = a; a = a ?? net.connect(b); a.on('data', b); function g() { return g(); } g(a);`,
    ],
    [
      'nested finally',
      `${HEAD}function f() { ${'try { net.connect(1); } finally { '.repeat(150)} ${'}'.repeat(150)} }`,
    ],
    [
      'many variables that are each other',
      `${HEAD}let v0 = net.connect(1);\n${Array.from({ length: 300 }, (_, n) => `let v${n + 1} = v${n} || v${(n * 7) % 300};`).join('\n')}`,
    ],
    [
      'many handlers of one socket',
      `${HEAD}function f(cb: (e: Error) => void) { const s = net.connect(1);\n${"setTimeout(() => { if (Math.random()) cb(new Error('')); else s.end(); }, 1);\n".repeat(400)} }`,
    ],
    [
      'many classes that listen and make each other',
      HEAD +
        Array.from(
          { length: 2000 },
          (_, n) =>
            `class A${n} { s = net.connect(1); m() { this.s.on('timeout', () => this.n()); } n() { new A${n + 1}().m(); } }\n`,
        ).join(''),
    ],
  ])('%s', { timeout: 20_000 }, (_, text) => {
    expect(() => rulesIn(text)).not.toThrow();
  });
});

describe('what is read', () => {
  it.each(['a.ts', 'a.mts', 'a.cts', 'a.tsx'])('%s', (path) => {
    expect(rulesIn(LEAK, path)).toEqual(['missing-close 4']);
  });

  it.each(['a.js', 'a.mjs', 'a.cjs', 'a.jsx'])('%s', (path) => {
    expect(rulesIn(LEAK.replace(/: \w+/g, ''), path)).toEqual(['missing-close 4']);
  });

  it.each(['a.d.ts', 'a.min.js', 'a.json'])('not %s', (path) => {
    expect(rulesIn(LEAK, path)).toEqual([]);
  });

  it('not what a program has squeezed together', () => {
    const squeezed = LEAK.replace(/\n/g, ' ').replaceAll(': number', '').replaceAll(': boolean', '');
    expect(rulesIn(`${'/* a header */'.repeat(400)}${squeezed}`, 'a.js')).toEqual([]);
  });

  it('code that does not parse, around which the rest is still seen', () => {
    expect(rulesIn(LEAK.replace('export', 'const = ;\nexport'))).toEqual(['missing-close 5']);
  });

  it('a spread that is still being typed has no options, and the rest of the file is linted', () => {
    const typing =
      "import { get } from 'node:http';\nexport const ask = () => get({ ..., host: 'a' }, (answer) => answer.resume());\n";
    expect(rulesIn(`${LEAK}${typing}`)).toEqual(['missing-close 4']);
  });
});

describe('comments that silence', () => {
  const withLine = (comment: string) => LEAK.replace('  if (bad)', `  ${comment}\n  if (bad)`);

  it.each([
    '// closewait-ignore-next-line missing-close: the test wants it so',
    '// closewait-ignore-next-line',
  ])('%s', (comment) => {
    expect(rulesIn(withLine(comment))).toEqual([]);
  });

  it('not another rule', () => {
    expect(rulesIn(withLine('// closewait-ignore-next-line fin-never-read'))).toEqual(['missing-close 5']);
  });
});

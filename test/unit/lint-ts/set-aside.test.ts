import { describe, expect, it } from 'vitest';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();

const repeat = (count: number, each: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => each(at)).join('');

const HEAD = "import net from 'node:net';\n";
const leak = (name: string): string =>
  `export function ${name}(port, bad) {\n  const s = net.connect(port);\n  if (bad) throw new Error('bad');\n  s.end();\n}\n`;

const COUNT = 300;
const HANDLERS = repeat(
  COUNT,
  (at) =>
    `const s${at} = net.connect(${at});\ns${at}.on('data', (d) => { if (d === ${at}) s${at}.end(); });\n`,
);
const FIELDS = repeat(COUNT, (at) => `this.f${at} = net.connect(${at});\n`);
const CLOSES = repeat(COUNT, (at) => `this.f${at}.destroy();\n`);

/** Each look at the clock takes a millisecond, and there is one for some questions each. */
function lint(text: string, file: number) {
  let now = 0;
  const session = new LintSession(parsers, 'en', {}, { clock: () => now++, function: file / 2, file });
  session.set('a.js', text);
  const { findings, skipped } = session.lint();
  return {
    lines: findings.filter(({ rule }) => rule === 'missing-close').map(({ line }) => line),
    skipped: skipped.map(({ line, kind }) => `${line} ${kind}`),
  };
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('what is too large is set aside, and what is beside it is read', { timeout: 120_000 }, () => {
  it.each([
    ['a function', `function large() {\n${HANDLERS}}\n`, 'function large'],
    ['a variable that is a function', `const large = () => {\n${HANDLERS}};\n`, 'const large'],
    ['an exported function', `export async function large() {\n${HANDLERS}}\n`, 'export async'],
    ['a method', `class A {\nsmall() { return 1; }\nlarge() {\n${HANDLERS}}\n}\n`, 'large()'],
    ['a class', `class Large {\nconstructor() {\n${FIELDS}}\nclose() {\n${CLOSES}}\n}\n`, 'class Large'],
    ['a function in a function', `function around() {\nreturn () => {\n${HANDLERS}};\n}\n`, 'return () =>'],
  ])('%s', (_, large, blamed) => {
    const text = `${HEAD}${leak('ahead')}${large}${leak('behind')}`;
    const [ahead, behind] = [lineOf(text, 'ahead') + 2, lineOf(text, 'behind') + 2];
    const { lines, skipped } = lint(text, 400);
    expect(lines).toEqual([ahead, behind]);
    expect(skipped).toEqual([`${lineOf(text, blamed)} unfinished`]);
  });

  it('and is followed where there is time', () => {
    const text = `${HEAD}${leak('ahead')}function large() {\n${HANDLERS}}\n`;
    expect(lint(text, 1_000_000).skipped).toEqual([]);
  });

  it('what it says of an outer object is not known', () => {
    const text = `${HEAD}export function f(port) {\nconst open = net.connect(port);\nreturn () => {\nopen.end();\n${HANDLERS}};\n}\n${leak('behind')}`;
    const { lines } = lint(text, 400);
    expect(lines).toEqual([lineOf(text, 'behind') + 2]);
  });
});

describe('modules that all lead to each other', { timeout: 120_000 }, () => {
  // Each has two ways on: followed one by one, there would be 2^30 of them.
  const modules = (each: (at: number, next: number, other: number) => string) =>
    Array.from({ length: 60 }, (_, at) => [`m${at}.js`, each(at, (at + 1) % 60, (at * 7 + 3) % 60)] as const);

  it.each([
    [
      'functions that pass on what they are given',
      (at: number, next: number, other: number) =>
        `import { f${next} } from './m${next}.js';\nimport { f${other} as o } from './m${other}.js';\nexport function f${at}(s, g) { o(s, g); f${next}(s, g); }\n`,
    ],
    [
      'all that others export',
      (at: number, next: number, other: number) =>
        `export * from './m${next}.js';\nexport * from './m${other}.js';\nexport const a${at} = 'net';\n`,
    ],
  ])('%s', (_, each) => {
    const session = new LintSession(parsers, 'en');
    for (const [path, text] of modules(each)) session.set(path, text);
    const call = `import { f0 } from './m0.js';\nexport function g(port) { const s = net.connect(port); f0(s, () => s.end()); }\n`;
    session.set('good.js', `${HEAD}${call}${leak('good')}`);
    const { findings, skipped } = session.lint();
    expect(findings.filter(({ rule }) => rule === 'missing-close').map(({ file }) => file)).toEqual([
      'good.js',
    ]);
    expect(skipped).toEqual([]);
  });
});

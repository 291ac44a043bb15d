import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintFiles, lintText } from './lint-text';

const FOLDER = join(__dirname, '../../fixtures/lint-broken');

/** The lines of each function whose name says that something is wrong in it, or that nothing is. */
function verdicts(text: string): readonly { name: string; from: number; to: number }[] {
  const lines = text.split('\n');
  const heads = lines.flatMap((line, at) => {
    const name = /^\w.*?\b(\w+_(?:bad|ok))\(/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, from: at + 1 }];
  });
  return heads.map((head, at) => ({ ...head, to: (heads[at + 1]?.from ?? lines.length + 1) - 1 }));
}

describe('code that is half typed, or that the grammar reads wrongly', () => {
  it.each(readdirSync(FOLDER))('%s', (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const lines = lintFiles({ [name]: text }).map(({ line }) => line);
    for (const { name: fn, from, to } of verdicts(text)) {
      const found = lines.filter((line) => line >= from && line <= to);
      expect(found.length > 0, `${fn}: ${found}`).toBe(fn.endsWith('_bad'));
    }
  });
});

const LEAK = 'int leak(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n';
const OPERATORS = [
  '== != < <= > >= && || + - * / % & | ^ << >> = += -= |= , ? ?: ! ~ ++ -- . -> [ ] ( ) { } ; : sizeof & * case default',
].flatMap((each) => each.split(' '));

describe('an operator without its operands, wherever an expression can stand', { timeout: 60_000 }, () => {
  const places: readonly [string, (code: string) => string][] = [
    ['a condition', (code) => `if (${code}) return 1;`],
    ['a loop', (code) => `while (${code}) work(a);`],
    ['the end of a do', (code) => `do work(a); while (${code});`],
    ['the head of a for', (code) => `for (${code}; ${code}; ${code}) work(a);`],
    ['a switch', (code) => `switch (${code}) { case ${code}: return ${code}; }`],
    ['an initializer', (code) => `int b[] = { ${code} }, c = ${code};`],
    ['an argument', (code) => `work(${code}, (int) ${code}, likely(${code}));`],
    ['a statement', (code) => `${code}; ({ ${code} });`],
    [
      'a macro',
      (code) => `\n#define BAD ${code}\n#define IF(x) if (x ${code}) work(x)\nIF(BAD); if (BAD) IF(a);`,
    ],
  ];
  it.each(places)('%s', (_, place) => {
    for (const operator of OPERATORS)
      for (const code of [
        operator,
        `a ${operator}`,
        `${operator} a`,
        `!(a ${operator})`,
        `a ${operator} ${operator} a`,
      ])
        expect(() => lintText(`int f(int a) { ${place(code)} return 0; }\n`), code).not.toThrow();
  });

  it('costs no finding in the function below', () => {
    for (const operator of OPERATORS)
      if (!/[{}()]/.test(operator))
        expect(
          lintText(`${LEAK}int f(int a) {\n  if (a ${operator}) return 1;\n  return 0;\n}\n${LEAK}`),
          operator,
        ).toEqual(['missing-close 4', 'missing-close 13']);
  });
});

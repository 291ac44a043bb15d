import { describe, expect, it } from 'vitest';
import { LANGUAGES, Linter, type Parsers } from '../../../src/core/lint';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();
const LEAK = 'int leak(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n';

function lint(files: Readonly<Record<string, string>>, given: Parsers = parsers) {
  const session = new LintSession(given, 'en');
  for (const [path, text] of Object.entries(files)) session.set(path, text);
  return session.lint();
}

/** What is skipped as `line kind`. */
const skippedIn = (text: string, path = 'a.c'): readonly string[] =>
  lint({ [path]: text }).skipped.map(({ line, kind }) => `${line} ${kind}`);

describe('functions whose head could not be read are told', () => {
  const body = '{\n  int fd = socket(2, 1, 0);\n  close(fd);\n}\n';
  it.each([
    ['a macro in a head of its own', `MEMBER(link_t, member, int,\n  private_link_t *this, int x)\n${body}`],
    ['a macro with strings', `COMMAND (show,\n  show_cmd,\n  "show")\n${body}`],
    ['a test', `START_CASE(first)\n${body}END_CASE\n`],
  ])('%s', (_, text) => {
    const { skipped } = lint({ 'a.c': `int x;\n\n${text}${LEAK}` });
    for (const each of skipped) {
      expect(each).toMatchObject({ file: 'a.c', line: 3, kind: 'head' });
      expect(each.reason).toMatch(/^line 3, (member|MEMBER|COMMAND|START_CASE): the head/);
    }
    // Either it is read, or it is told that it was not.
    const found = lint({ 'a.c': text.replace('  close(fd);\n', '') }).findings;
    expect(skipped.length + found.length).toBeGreaterThan(0);
  });

  it.each([
    ['an array', 'int a[] = { f(1), (2) };\n'],
    ['a structure', 'struct __attribute__((packed)) s { int (*f)(void); };\n'],
    ['a typedef', 'typedef struct { int a; } __attribute__((aligned(8))) s;\n'],
    ['an enumeration', 'enum e { A = (1), B };\n'],
    ['braces of extern "C"', `extern "C" {\n${LEAK}}\n`],
    ['a namespace', `namespace a {\nint f() { return 0; }\n}\n`],
    ['a comment', '/* f(x) { } */\n// g(x) {\nint a; // }\n'],
    ['a string', 'const char *s = "f(x) {", c = \'{\';\n'],
  ])('%s is not a function', (_, text) => {
    expect(skippedIn(text, 'a.cc')).toEqual([]);
  });

  it('not where another way through the conditions reads it', () => {
    expect(
      skippedIn('#ifdef X\nint f(int a)\n#else\nHEAD(f, int a)\n#endif\n{\n  return close(a);\n}\n'),
    ).toEqual([]);
  });
});

describe('what is too deep or too long', () => {
  it.each([
    ['C', 'a.c', `int f(int a) { return ${'('.repeat(2000)}a${')'.repeat(2000)}; }\n${LEAK}`],
    ['C++', 'a.cc', `int f(int a) { ${'if (a) { '.repeat(2000)}${'}'.repeat(2000)} return 0; }\n${LEAK}`],
  ])('is told, and the rest is linted: %s', (_, path, text) => {
    const { findings, skipped } = lint({ [path]: text });
    expect(findings.map(({ rule }) => rule)).toEqual(['missing-close']);
    expect(skipped).toMatchObject([{ file: path, line: 1, kind: 'nested' }]);
  });

  it.each([
    ['a statement', `const a = ${'(\n'.repeat(3000)}net${')'.repeat(3000)};\n`],
    ['a function', `function f() { ${'if (net) {\n'.repeat(1500)} net.connect(1) ${'}'.repeat(1500)} }\n`],
    ['functions in each other', `const f = ${'() =>\n'.repeat(2000)}net.connect(1);\n`],
    ['an element', `const a = ${'<a>\n'.repeat(2000)}x${'</a>'.repeat(2000)};\n`],
  ])('costs itself in TypeScript: %s', (_, text) => {
    const leak = 'async function leak(a) {\n  const s = net.connect(a);\n  if (a) throw a;\n  s.end();\n}\n';
    const { findings, files, skipped } = lint({ 'a.tsx': `import net from 'node:net';\n${leak}${text}` });
    expect([findings.map(({ line }) => line), files]).toEqual([[4], 1]);
    expect(skipped[0].kind).toBe('nested');
  });
});

describe('files', () => {
  it.each([
    ['jquery.min.js', 'x', 'minified, so a program wrote it'],
    ['index.d.ts', 'x', 'declarations only, without code'],
    ['squeezed.js', `${'var a=1;'.repeat(1000)}`, 'minified, so a program wrote it'],
    ['notes.txt', 'x', 'not a language that the linter reads'],
    [
      'zero.c',
      'int a;\nint\0x;',
      'not a text file: it has NUL bytes (1), the first in line 2, column 4; remove them, or save the file as UTF-8',
    ],
    ['large.c', ' '.repeat(3_000_001), 'larger than 3 MB, so a program wrote it'],
  ])('%s', (path, text, reason) => {
    expect(lint({ [path]: text, 'leak.c': LEAK })).toMatchObject({
      files: 1,
      findings: [{ rule: 'missing-close' }],
      skipped: [{ file: path, line: null, reason }],
    });
  });

  it('are forgotten with what was skipped in them', () => {
    const session = new LintSession(parsers, 'en');
    session.set('a.c', `int f(int a) { return ${'('.repeat(2000)}a${')'.repeat(2000)}; }\n`);
    expect(session.lint().skipped).toHaveLength(1);
    session.remove('a.c');
    expect(session.lint().skipped).toEqual([]);
  });
});

describe('trouble inside the linter', () => {
  const broken: Parsers = {
    ...parsers,
    c: {
      parse: (text, before) => {
        if (text.includes('TROUBLE')) throw new RangeError('Maximum call stack size exceeded');
        return parsers.c.parse(text, before);
      },
    },
    tsx: {
      parse: () => {
        throw new Error('out of memory');
      },
    },
  };

  it('costs the function in which it arises, and is told once', () => {
    const { findings, skipped } = lint({ 'a.c': `${LEAK}int f(void) {\n  TROUBLE;\n}\n${LEAK}` }, broken);
    expect(findings.map(({ line }) => line)).toEqual([4, 12]);
    expect(skipped).toMatchObject([{ file: 'a.c', line: 6, kind: 'failed-function' }]);
    expect(skipped[0].reason).toContain('RangeError: Maximum call stack size exceeded');
  });

  it('costs the file in which it arises', () => {
    const script = 'const net = require("net");\nnet.connect(1);\n';
    const { findings, files, skipped } = lint({ 'a.js': script, 'b.c': LEAK }, broken);
    expect([findings.length, files]).toEqual([1, 1]);
    expect(skipped).toMatchObject([{ file: 'a.js', line: null, kind: 'failed-file' }]);
  });

  it.each(['analysis', 'rule'])('in an %s costs one function', (where) => {
    const [c] = LANGUAGES.filter(({ id }) => id === 'c');
    const fail = (): never => {
      throw new TypeError('not a function');
    };
    const language =
      where === 'rule'
        ? {
            ...c,
            rules: [
              ...c.rules,
              {
                ...c.rules[0],
                check: ({ fn }: Parameters<(typeof c.rules)[0]['check']>[0]) =>
                  fn.id.name === 'bad' ? fail() : [],
              },
            ],
          }
        : {
            ...c,
            knowledge: {
              ...c.knowledge,
              modelOf: (...asked: Parameters<typeof c.knowledge.modelOf>) =>
                asked[0].callee.name === 'explode' ? fail() : c.knowledge.modelOf(...asked),
            },
          };
    const linter = new Linter(parsers, [language]);
    linter.set(
      'a.c',
      `${LEAK}int bad(int fd) {\n  explode(fd);\n  return 0;\n}\nint open_it(void) {\n  int s = socket(2, 1, 0);\n  if (s < 0) return -1;\n  return bad(s);\n}\n`,
    );
    const run = linter.run();
    while (!run.next().done);
    expect(linter.omissionsIn('a.c')).toMatchObject([
      { name: 'bad', reason: 'failed-function', error: 'TypeError: not a function' },
    ]);
    expect(linter.findingsIn('a.c').map(({ rule, at }) => [rule, at.start < LEAK.length])).toContainEqual([
      'missing-close',
      true,
    ]);
  });
});

describe('chains and nests of any length overflow nothing', { timeout: 120_000 }, () => {
  const N = 20_000;
  const row = (each: (at: number) => string) => Array.from({ length: N }, (_, at) => each(at)).join('\n');
  const nest = (open: string, inner: string, close: string) =>
    `${`${open}\n`.repeat(N)}${inner}${close.repeat(N)}`;

  it.each([
    ['sums', `int f(int a) { return a ${row(() => '+ a')}; }\n`],
    ['conditions', `int f(int a) { if (a ${row(() => '&& a')}) return 1; return 0; }\n`],
    [
      'else if',
      `int f(int a) { if (a) return 1; ${row((at) => `else if (a == ${at}) return 2;`)} return 0; }\n`,
    ],
    ['choices', `int f(int a) { return ${row((at) => `a == ${at} ? ${at} :`)} 0; }\n`],
    ['assignments', `int f(int a) { ${row(() => 'a =')} 1; return a; }\n`],
    ['parentheses', `int f(int a) { return ${nest('(', 'a', ')')}; }\n`],
    ['blocks', `int f(int a) { ${nest('if (a) {', '', '}')} return a; }\n`],
    ['casts', `int f(int a) { return ${row(() => '(int)')} a; }\n`],
    ['initializers', `int f(int a) { int b = ${nest('{', 'a', '}')}; return b; }\n`],
    ['a macro', `#define M(a) (a ${'+ a '.repeat(N)})\nint f(int a) { return M(a); }\n`],
    ['a condition of the preprocessor', `#if A${' && A'.repeat(N)}\nint f(int a) { return a; }\n#endif\n`],
    ['negations of the preprocessor', `#if ${'!'.repeat(N)}A\nint f(int a) { return a; }\n#endif\n`],
  ])('C: %s', (_, text) => {
    const { findings, skipped } = lint({ 'a.c': `${LEAK}\n${text}\n${LEAK}` });
    expect(findings.map(({ rule }) => rule)).toEqual(['missing-close', 'missing-close']);
    expect(skipped.filter(({ kind }) => kind !== 'nested' && kind !== 'long')).toEqual([]);
  });

  it.each([
    ['sums', `const a = 1 ${row(() => '+ 1')};`],
    ['else if', `function f(a) { if (a) return; ${row((at) => `else if (a === ${at}) return;`)} }`],
    ['calls', `net.connect(1)${row(() => '.on("data", f)')};`],
    ['arrows', `const f = ${row(() => '() =>')} net.connect(1);`],
    ['arrays', `const a = ${nest('[', 'net.connect(1)', ']')};`],
    ['elements', `const a = ${nest('<a>', 'x', '</a>')};`],
    ['types', `type A = ${nest('Array<', 'net', '>')};`],
  ])('TypeScript: %s', (_, text) => {
    const { skipped } = lint({ 'a.tsx': `import net from 'node:net';\n${text}\n` });
    expect(skipped.filter(({ kind }) => kind !== 'nested' && kind !== 'long')).toEqual([]);
  });

  it('TypeScript: variables that are each the next one', () => {
    const text = Array.from({ length: 2000 }, (_, at) => `let v${at + 1} = v${at};`).join('\n');
    expect(
      lint({ 'a.ts': `import net from 'node:net';\nlet v0 = net.connect(1);\n${text}\n` }).skipped,
    ).toEqual([]);
  });
});

it('a function whose end the grammar does not find is told', () => {
  // `switch` needs parentheses; the macro brings them.
  const choice = '  switch KIND(a->b) {\n  case A: g(a); break;\n  default: h(a, "x"); break;\n  }\n\n';
  const text = `int f(struct s *a) {\n  if (a == 0)\n    return 1;\n${choice}  return 1;\n}\n${LEAK}`;
  const { findings, skipped } = lint({ 'a.c': text });
  expect(findings.map(({ line }) => line)).toEqual([14]);
  expect(skipped.map(({ line, kind }) => `${line} ${kind}`)).toEqual(['1 cut']);
});

describe('functions in branches of #if', () => {
  const leak = (name: string) =>
    `int ${name}(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n`;
  const linesOf = (text: string) => {
    const { findings, skipped } = lint({ 'a.c': text });
    return { found: findings.map(({ line }) => line), skipped: skipped.map(({ kind }) => kind) };
  };

  it.each([
    [
      'the other branch of one inside',
      `#ifdef A\n#ifdef B\nint b;\n#else\n${leak('f')}#endif\n#endif\n`,
      [8],
    ],
    ['the middle one of three', `#if A\nint a;\n#elif B\n${leak('f')}#else\nint c;\n#endif\n`, [7]],
    [
      'behind another system, which is asked for first',
      `#if A\nint a;\n#elif defined(_WIN32)\n${leak('f')}#endif\n`,
      [7],
    ],
    [
      'that exclude each other',
      `#ifdef A\n#ifndef B\n${leak('f')}#endif\n#ifdef B\n${leak('g')}#endif\n#endif\n`,
      [6, 13],
    ],
    [
      'whose condition another one needs too',
      `#ifdef A\nint a;\n#endif\n#ifdef B\n#ifdef A\n#else\n${leak('f')}#endif\n#endif\n`,
      [10],
    ],
  ])('%s are read', (_, text, found) => {
    expect(linesOf(text)).toEqual({ found, skipped: [] });
  });

  it.each([
    ['of a system that is never assumed', `#ifdef __APPLE__\n${leak('f')}#endif\n`],
    ['that what the file defines excludes', `#define A 1\n#if !A\n${leak('f')}#endif\n`],
  ])('%s are told', (_, text) => {
    expect(linesOf(text)).toEqual({ found: [], skipped: ['configuration'] });
  });

  it('that no compiler reads are not', () => {
    const dead = `#if 0\n${leak('f')}#ifdef A\n${leak('g')}#endif\n#endif\n#if 1\nint a;\n#else\n${leak('h')}#endif\n`;
    expect(linesOf(dead)).toEqual({ found: [], skipped: [] });
  });

  it('is read or told, each of very many', () => {
    const many = Array.from(
      { length: 400 },
      (_, at) => `#if A${at}\n#elif B${at} && !B${(at * 7) % 400}\n${leak(`f${at}`)}#endif\n`,
    );
    const { found, skipped } = linesOf(many.join(''));
    expect(found.length + skipped.length).toBe(400);
  });
});

describe('a call that opens something is read or told, whatever stands around it', () => {
  const BODY = '{\n  int fd = accept(l, 0, 0);\n  if (l > 5) return -1;\n  close(fd);\n  return 0;\n}\n';

  it.each([
    ['braces without a head', `int l;\n${BODY}`, 3],
    ['trigraphs', `int serve(int l)\n${BODY.replace('{', '??<').replace('}', '??>')}`, 3],
    ['braces behind a broken head', `int serve(int l) = 1; ${BODY}`, 2],
    ['a statement', '#include <unistd.h>\naccept(l, 0, 0);\n', 2],
    [
      'what another system has',
      `int f(int l) {\n#ifdef __sun\n  l = accept(l, 0, 0);\n#endif\n  return l;\n}\n`,
      3,
    ],
  ])('%s', (_, text, line) => {
    for (const path of ['a.c', 'a.cpp'])
      expect(lint({ [path]: text }).skipped, path).toMatchObject([
        { line, reason: expect.stringContaining('accept') },
      ]);
  });

  it.each([
    ['a comment that is never closed', `/* text\nint serve(int l)\n${BODY}`, 'a.cpp'],
    ['a head of before 1989 in C++', `int serve(l)\nint l;\n${BODY}`, 'a.cpp'],
    ['a lambda in C', `auto serve = [](int l) -> int ${BODY};`, 'a.c'],
    [
      'a text that began in the wrong place',
      'import net from "net";\nexport function f() {\n  const a = `x;\n  const s = net.connect(1);\n  const b = `y`;\n}\n',
      'a.ts',
    ],
    [
      'a text that does not end',
      'import net from "net";\nfunction f() {\n  log("a; const s = net.connect(1);\n}\n',
      'a.ts',
    ],
  ])('%s', (_, text, path) => {
    const { findings, skipped } = lint({ [path]: text });
    expect(findings.length + skipped.length).toBeGreaterThan(0);
  });

  it.each([
    ['a comment', '/* socket(1, 2, 3); */\n// accept(l, 0, 0)\n'],
    ['a string', 'const char *a = "socket(1, 2, 3)";\n'],
    ['a declaration', 'int socket(int, int, int);\nextern FILE *fopen(const char *a, const char *b);\n'],
    ['a macro', '#define OPEN(a) \\\n  socket(a, 1, 0)\n'],
    ['#if 0', '#if 0\nint a = socket(1, 2, 3);\n#endif\n'],
    [
      'a name that a macro changes',
      '#define accept my_accept\nint f(int l) {\n  return accept(l, 0, 0);\n}\n',
    ],
    ['an argument of a macro', '#define TRY(a) (a)\nint f(int l) {\n  return TRY(accept(l, 0, 0));\n}\n'],
    [
      'one of two ways',
      '#ifdef A\nint f(int l) {\n  return accept(l, 0, 0);\n}\n#else\nint f(int l) {\n  return accept4(l, 0, 0, 0);\n}\n#endif\n',
    ],
  ])('not %s', (_, text) => {
    for (const path of ['a.c', 'a.cpp']) expect(skippedIn(text, path), path).toEqual([]);
  });

  it('nor methods of that name', () => {
    const text =
      'class Log {\n  bool open(const char *a);\n  static Log *accept(int a);\n};\nbool f(Log &a) { return a.open("b"); }\n';
    expect(skippedIn(text, 'a.cpp')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';
import { lintFiles } from './lint-text';

const parsers = await loadParsers();

const BODY = '{\n  int fd = accept(l, 0, 0);\n  if (l > 5) return -1;\n  close(fd);\n  return 0;\n}';
const LEAVES = 'if (l > 5) return -1;';
const CLOSES = 'if (l > 5) { close(fd); return -1; }';
const findingsIn = (path: string, text: string): readonly string[] =>
  lintFiles({ [path]: text }).map(({ rule, line }) => `${rule} ${line}`);

describe('lambdas outside of functions', () => {
  it.each([
    ['a variable', `auto serve = [](int l) -> int ${BODY};\n`, 3],
    ['a function object', `static std::function<int(int)> serve = [](int l) ${BODY};\n`, 3],
    ['braces', `std::function<int(int)> serve{[](int l) ${BODY}};\n`, 3],
    ['a table', `handler table[] = {\n  [](int l) ${BODY},\n};\n`, 4],
    ['a namespace', `namespace a {\nauto serve = [](int l) -> int ${BODY};\n}\n`, 4],
    [
      'a field',
      `struct s {\n  std::function<int(int)> serve = [](int l) ${BODY.replaceAll('\n', '\n  ')};\n};\n`,
      4,
    ],
  ])('are followed: %s', (_, text, line) => {
    expect(findingsIn('a.cpp', text)).toEqual([`missing-close ${line}`]);
    expect(findingsIn('a.cpp', text.replace(LEAVES, CLOSES))).toEqual([]);
  });
});

describe('a merge that is not finished', () => {
  it.each([
    [
      'two sides',
      '<<<<<<< HEAD\n  int fd = accept(l, 0, 0);\n=======\n  int fd = accept(l, NULL, NULL);\n>>>>>>> x\n',
      7,
    ],
    [
      'two sides and what they come from',
      '<<<<<<< ours\n  int fd = accept(l, 0, 0);\n||||||| base\n  int fd = 0;\n=======\n  int fd = accept4(l, 0, 0, 0);\n>>>>>>> theirs\n',
      9,
    ],
    [
      'the other side alone',
      '<<<<<<< HEAD\n  int fd = l;\n=======\n  int fd = accept(l, 0, 0);\n>>>>>>> x\n',
      7,
    ],
  ])('%s', (_, conflict, line) => {
    const text = `int serve(int l) {\n${conflict}  if (l) return 1;\n  close(fd);\n  return 0;\n}\n`;
    const found = new Set(findingsIn('a.c', text));
    expect(found).toEqual(new Set([`missing-close ${line}`]));
    expect(new Set(findingsIn('a.cpp', text))).toEqual(found);
    expect(new Set(findingsIn('a.c', text.replaceAll('\n', '\r\n')))).toEqual(found);
  });

  it('costs the code around it nothing, and underlines in comments are not one', () => {
    const text = `/*\nTitle\n=======\n<<<<<<< x\n*/\nint serve(int l) ${BODY}\n`;
    expect(findingsIn('a.c', text)).toEqual(['missing-close 8']);
  });
});

describe('digraphs', () => {
  it.each(['a.c', 'a.cpp'])('are braces: %s', (path) => {
    const text = `int serve(int l) ${BODY}\n`.replace('{', '<%').replace(/\}\n$/, '%>\n');
    expect(findingsIn(path, text)).toEqual(['missing-close 3']);
  });

  it('are text in a string', () => {
    const text = `const char *a = "<%: %>", b = "<%";\nint serve(int l) ${BODY}\n`;
    expect(findingsIn('a.c', text)).toEqual(['missing-close 4']);
  });
});

describe('braces behind the name of a macro', () => {
  it.each(['a.c', 'a.cpp'])('are the body of a function: %s', (path) => {
    for (const head of ['BENCHMARK ', 'DEFINE_SERVE\n', 'static STUFF '])
      expect(findingsIn(path, `${head}${BODY}\n`)).toEqual([`missing-close ${head.endsWith('\n') ? 4 : 3}`]);
    expect(findingsIn(path, `BENCHMARK ${BODY.replace(LEAVES, CLOSES)}\n`)).toEqual([]);
  });

  it.each(['a.c', 'a.cpp'])('are a part of the file where functions are in them: %s', (path) => {
    expect(findingsIn(path, `BEGIN_DECLS {\nint serve(int l) ${BODY}\n}\n`)).toEqual(['missing-close 4']);
  });
});

describe('functions that a macro writes', () => {
  const LINES = BODY.replaceAll('\n', '\\\n');
  const skippedIn = (path: string, text: string): readonly string[] => {
    const session = new LintSession(parsers, 'en');
    session.set(path, text);
    return session.lint().skipped.map(({ kind, line }) => `${kind} ${line}`);
  };

  it.each(['a.c', 'a.cpp'])('are told: %s', (path) => {
    expect(skippedIn(path, `#define F(n) int n(int l) ${LINES}\n\nF(serve)\n`)).toEqual(['macro 8']);
    expect(skippedIn(path, `#define BODY ${LINES}\n\nint serve(int l) BODY\n`)).toEqual(['macro 8']);
  });

  it.each([
    ['a macro that is not used', `#define F(n) int n(int l) ${LINES}\nint a;\n`],
    [
      'a block in a function',
      `#define CHECK(a) { if (a) g(a); }\nint f(int a) {\n  CHECK(a)\n  return a;\n}\n`,
    ],
    ['values', '#define INIT { g(1), 2 }\nint a[] = INIT;\n'],
    ['a structure', '#define LIST(n) struct n { int (*f)(void); }\nLIST(a);\n'],
  ])('are not seen in %s', (_, text) => {
    expect(skippedIn('a.c', text)).toEqual([]);
  });
});

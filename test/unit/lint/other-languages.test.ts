import { describe, expect, it } from 'vitest';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();

function lint(path: string, text: string) {
  const session = new LintSession(parsers, 'en');
  session.set(path, text);
  return session.lint();
}

const PYTHON = 'import socket\ndef f(x):\n  s = socket.socket()\n  if x: return\n  s.close()\n';
const C =
  '#include <sys/socket.h>\nint serve(int l) {\n  int fd = accept(l, 0, 0);\n  char b[10];\n  close(fd);\n  return 0;\n}\n';
const BODY =
  "{\n  const s = net.connect(80, 'h');\n  s.on('error', () => {});\n  if (x > 3) return;\n  s.end('bye');\n  s.destroy();\n}\n";

describe('a file in another language than its name says is told, not passed for clean', () => {
  it.each([
    ['a.ts', PYTHON],
    ['a.tsx', PYTHON],
    ['a.mjs', PYTHON],
    ['a.c', PYTHON],
    ['a.cpp', PYTHON],
  ])('%s', (path, text) => {
    expect(lint(path, text)).toMatchObject({
      files: 0,
      skipped: [
        { file: path, line: null, kind: 'unreadable', reason: expect.stringContaining('most of it') },
      ],
    });
  });
});

it('C in a script is told by the functions that could not be read', () => {
  const { findings, skipped } = lint('a.mts', C);
  expect(findings).toEqual([]);
  expect(skipped.length).toBeGreaterThan(0);
});

describe('heads of functions that cannot be read are told with their line', () => {
  it.each([
    ['words that are none', `int f(int x) ${BODY}`],
    ['a generator that is none', `export async * f(x: number): void ${BODY}`],
    ['no word at all', `f(x: number) ${BODY}`],
  ])('%s', (_, text) => {
    const { files, skipped } = lint('a.ts', `import net from 'node:net';\n${text}`);
    expect(files).toBe(1);
    expect(skipped.length).toBeGreaterThan(0);
    for (const each of skipped) expect(each).toMatchObject({ file: 'a.ts', line: 2 });
  });
});

describe('nothing is said of', () => {
  it.each([
    ['a sound script', 'a.ts', `import net from 'node:net';\nexport function f(x: number): void ${BODY}`],
    ['a sound source', 'a.c', C],
    ['a table', 'a.c', '#include "a.h"\nconst int sizes[] = {\n  1,\n  2,\n};\n'],
    ['declarations', 'a.c', 'int f(int a);\nextern int b;\n'],
    ['an empty source', 'a.c', '\n'],
    ['comments', 'a.c', '/* def f(x): */\n// if x: return\n'],
    [
      'a mistake while a line is typed',
      'a.ts',
      `import net from 'node:net';\nexport function f(x: number): void ${BODY.replace('x > 3', 'x > ')}`,
    ],
  ])('%s', (_, path, text) => {
    expect(lint(path, text)).toMatchObject({ files: 1, skipped: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { lintFiles, lintText } from './lint-text';

const LEAK = 'int f(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n';

describe('a lint session', () => {
  it('places findings from 1 on, and names what was acquired where', () => {
    const [finding, ...others] = lintFiles({ 'a.c': LEAK });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'missing-close',
      severity: 'warning',
      file: 'a.c',
      line: 4,
      column: 3,
      endLine: 4,
      endColumn: 12,
      resource: { name: 'fd', acquiredBy: 'socket', line: 2 },
    });
    expect(finding.trace.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('reads a last function that no line break follows, and one that is all of a file', () => {
    expect(lintText(LEAK.trimEnd())).toEqual(['missing-close 4']);
    expect(lintText(LEAK.replaceAll('\n', ' ').trim())).toEqual(['missing-close 1']);
  });

  it('honours comments that silence a line', () => {
    const withLine = (comment: string) => LEAK.replace('  return 0', `  ${comment}\n  return 0`);
    expect(lintText(withLine('// closewait-ignore-next-line missing-close: inherited on purpose'))).toEqual(
      [],
    );
    expect(lintText(withLine('// NOLINTNEXTLINE'))).toEqual([]);
    expect(lintText(LEAK.replace('return 0;', 'return 0; // NOLINT(closewait-missing-close)'))).toEqual([]);
    expect(lintText(withLine('// closewait-ignore-next-line double-close'))).toEqual(['missing-close 5']);
  });

  it('looks from one file into another, and takes macros from headers', () => {
    const files = {
      'net.h': '#define DROP(fd) close(fd)\nint net_open(void);\n',
      'net.c': '#include "net.h"\nint net_open(void) { return socket(2, 1, 0); }\n',
      'main.c':
        '#include "net.h"\nint f(void) { int s = net_open(); if (s < 0) return 1;\n if (listen(s, 1)) return 1;\n DROP(s); return 0; }\n',
    };
    expect(lintFiles(files).map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
      'main.c:3 missing-close',
    ]);
  });

  it.each([
    ['cut off', LEAK.slice(0, 70)],
    ['no C', '}}} ((( #if #else #endif "'],
    ['directives that do not end', '#if A\n#if B\n#else\nint f(void) { return 0;'],
    ['deep nesting', `int f(void) { return ${'('.repeat(5000)}1${')'.repeat(5000)}; }`],
    ['a macro of itself', '#define A A(A)\n#define B(x) B(B(x))\nint f(void) { A; return B(1); }'],
    ['an empty file', ''],
  ])('survives %s', (_, text) => {
    expect(() => lintText(text)).not.toThrow();
  });
});

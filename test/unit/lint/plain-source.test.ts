import { describe, expect, it } from 'vitest';
import { decodedSource } from '../../../src/core/text';
import { lintFiles } from './lint-text';

const LEAK =
  'int leak(int l) {\n  int fd = accept(l, 0, 0);\n  if (l > 5) return -1;\n  close(fd);\n  return 0;\n}\n';
const SCRIPT =
  "import net from 'node:net';\nexport function f(x) {\n  const s = net.connect(80, 'h');\n  s.on('error', () => {});\n  if (x > 3) return;\n  s.end('bye');\n  s.destroy();\n}\n";
const placesIn = (path: string, text: string) =>
  lintFiles({ [path]: text }).map(({ rule, line, column }) => `${rule} ${line}:${column}`);

describe('sources that an editor shows as others', () => {
  it.each([
    ['a.c', LEAK],
    ['a.cpp', LEAK],
    ['a.ts', SCRIPT],
  ])('with CR alone at the ends of lines: %s', (path, text) => {
    const expected = placesIn(path, text);
    expect(expected).toHaveLength(1);
    expect(placesIn(path, text.replaceAll('\n', '\r'))).toEqual(expected);
    expect(placesIn(path, text.replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  it('a directive ends with its line there too', () => {
    expect(placesIn('a.c', `#include <unistd.h>\r${LEAK.replaceAll('\n', '\r')}`)).toEqual([
      'missing-close 4:14',
    ]);
  });

  it('a NUL character in much good code costs nothing', () => {
    const code = `/* ${'x'.repeat(2000)}\0 */\n${LEAK}`;
    expect(placesIn('a.c', code)).toEqual(['missing-close 4:14']);
  });
});

describe('bytes of a source', () => {
  const wide = Buffer.from(`\ufeff${LEAK}`, 'utf16le');
  it.each([
    ['UTF-8', Buffer.from(LEAK)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${LEAK}`)],
    ['UTF-16, the low byte first', wide],
    ['UTF-16, the high byte first', Buffer.from(wide).swap16()],
  ])('%s', (_, bytes) => {
    expect(decodedSource(bytes)).toBe(LEAK);
  });
});

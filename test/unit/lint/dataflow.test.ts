import { describe, expect, it } from 'vitest';
import { Program } from '../../../src/core/lint/dataflow';
import { parseFunctions } from '../../../src/core/lint/ir';
import { knowledge } from '../../../src/core/lint/models';

/** What happens in functions given as text, without any front-end: `kind how name`. */
function events(text: string): string[] {
  return new Program(parseFunctions(text), knowledge)
    .analyseAll()
    .flatMap((analysis) => analysis.events.map(({ kind, how, place }) => `${kind} ${how} ${place}`));
}

const CASES: readonly [string, string, readonly string[]][] = [
  ['a return while open', 'fd = call socket(2, 1, 0)\n  return', ['leaked return fd']],
  ['closed', 'fd = call socket(2, 1, 0)\n  call close(fd)\n  return', []],
  ['returned', 'fd = call socket(2, 1, 0)\n  return fd', []],
  ['an alias closed', 'fd = call socket(2, 1, 0)\n  g = fd\n  call close(g)\n  return', []],
  ['overwritten', 'fd = call socket(2, 1, 0)\n  fd = -1\n  return', ['leaked overwritten fd']],
  ['out of scope', 'fd = call socket(2, 1, 0)\n  end fd\n  return', ['leaked scope fd']],
  ["into somebody else's memory", 'fd = call socket(2, 1, 0)\n  p.*.fd = fd\n  return', []],
  [
    'closed twice',
    'fd = call dup(3)\n  call close(fd)\n  call close(fd)\n  return',
    ['double-close close fd'],
  ],
  ['used closed', 'call close(p)\n  call listen(p)\n  return', ['use-after-close listen p']],
  ['code that nobody could read', 'fd = call socket(2, 1, 0)\n  unread fd\n  return', []],
];

describe('a path', () => {
  it.each(CASES)('%s', (_, body, expected) => {
    expect([...new Set(events(`fn f(p: pointer) {\n  var fd, g\nb0:\n  ${body}\n}\n`))]).toEqual(expected);
  });

  it('on which acquiring failed owns nothing', () => {
    const text = `fn f() {
  var fd
b0:
  fd = call socket(2, 1, 0)
  if fd < 0 goto b1 else b2
b1:
  return -1
b2:
  call close(fd)
  return 0
}
`;
    expect(events(text)).toEqual([]);
    expect(events(text.replace('fd < 0', 'fd == #SOME_BAD'))).toEqual([]);
    expect(events(text.replace('fd < 0', 'fd >= 0'))).toEqual(['leaked return fd']);
  });

  it('takes the same side of the same condition', () => {
    const text = `fn f(want) {
  var fd
b0:
  fd = -1
  if want != 0 goto b1 else b2
b1:
  fd = call socket(2, 1, 0)
  goto b2
b2:
  if want != 0 goto b3 else b4
b3:
  call close(fd)
  goto b4
b4:
  return
}
`;
    expect(events(text)).toEqual([]);
    expect(events(text.replace('b2:\n  if want', 'b2:\n  want = ?\n  if want'))).toEqual([
      'leaked return fd',
    ]);
  });

  it('through functions that call each other comes to an end', () => {
    const text = `fn even(fd) {
b0:
  if fd == 0 goto b1 else b2
b1:
  call close(fd)
  return
b2:
  call odd(fd)
  return
}
fn odd(fd) {
b0:
  call even(fd)
  return
}
`;
    expect(events(text)).toEqual([]);
  });

  it('in a function with very many branches stays bounded', () => {
    const blocks = Array.from({ length: 400 }, (_, at) => {
      const [one, next] = [at * 2 + 1, at * 2 + 2];
      return `b${at * 2}:\n  if p${at} != 0 goto b${one} else b${next}\nb${one}:\n  v${at} = call open()\n  goto b${next}`;
    });
    const names = Array.from({ length: 400 }, (_, at) => `v${at}, p${at}`).join(', ');
    const text = `fn f() {\n  var ${names}\n${blocks.join('\n')}\nb800:\n  return\n}\n`;
    const before = performance.now();
    events(text);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});

import { describe, expect, it } from 'vitest';
import { liveVariables, parseFunctions, printFunction, reachable, validate } from '../../../src/core/lint/ir';

const TEXT = `fn serve(l, c: pointer) {
  var fd, fds: array
b0:
  fd = call accept(l, 0, 0)
  fds.[0] = fd
  c.*.fd = (cast)fd
  if fd < 0 goto b1 else b2
b1:
  end fds
  return -1
b2:
  n = n + 1
  x = \`a & b\`{a b}
  y = ?:negative
  call *done(&fds.[0], #NAME:positive, fds.[@n], ?)
  unread fd, c
  if \`a | B\`{a}:nonzero != 0 goto b2 else b3
b3:
  stop
b4:
  return
}
`;

describe('the intermediate language', () => {
  const [fn] = parseFunctions(TEXT);

  it('prints what it parsed', () => {
    expect(printFunction(fn)).toBe(TEXT);
  });

  it('is valid, or says what is wrong', () => {
    expect(validate(fn)).toEqual([]);
    const [broken] = parseFunctions('fn f() {\nb0:\n  a.b-c = 1\n  goto b7\n}\n');
    expect(validate(broken)).toEqual(['f b0: there is no block b7', 'f b0: a.b-c: b-c is no projection']);
  });

  it('knows which blocks can be reached', () => {
    expect([...reachable(fn)].sort()).toEqual([0, 1, 2, 3]);
  });

  it('knows which variables are read later', () => {
    const live = liveVariables(fn) ?? [];
    expect([...live[2]].map(String).sort()).toEqual(['a', 'b', 'c', 'fd', 'fds', 'n']);
    expect([...live[1]]).toEqual([]);
  });
});

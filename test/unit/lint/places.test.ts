import { describe, expect, it } from 'vitest';
import { ArgumentPath } from '../../../src/core/lint/dataflow';
import { functionId, isNamed, Places, parseFunctions, printFunction } from '../../../src/core/lint/ir';
import { shownName } from '../../../src/core/lint/rules/shown-name';

describe('places of a function', () => {
  const places = new Places();
  const conn = places.variable('conn');
  const fd = conn.pointee.field('fd');

  it('are the same object where they are the same place', () => {
    expect(places.variable('conn').pointee.field('fd')).toBe(fd);
    expect(new Places().variable('conn')).not.toBe(conn);
    expect(places.variable('fds').project({ kind: 'indexed', by: conn })).toBe(
      places.variable('fds').project({ kind: 'indexed', by: conn }),
    );
  });

  it('lie within each other by their projections, not by their texts', () => {
    expect(fd.isWithin(conn)).toBe(true);
    expect(fd.isWithin(fd)).toBe(true);
    expect(conn.isWithin(fd)).toBe(false);
    expect(conn.pointee.field('fds').isWithin(fd)).toBe(false);
    expect(places.variable('connection').isWithin(conn)).toBe(false);
  });

  it('know what is on the way to them', () => {
    expect(fd.isBehindPointer).toBe(true);
    expect(places.variable('addr').field('port').isBehindPointer).toBe(false);
    expect(places.variable('fds').someElement.field('fd').isVague).toBe(true);
    expect(places.variable('fds').element(1).isVague).toBe(false);
  });

  it('move with what they are in', () => {
    const other = places.variable('other').pointee;
    expect(fd.movedTo(other, conn.pointee)).toBe(other.field('fd'));
  });

  it.each([
    ['conn.*.fd', 'conn->fd'],
    ['fd.*', '*fd'],
    ['fds.*.+1', 'fds[1]'],
    ['fds.[1]', 'fds[1]'],
    ['fds.[@conn.*.n]', 'fds[conn->n]'],
    ['conn.*.pair.[0]', 'conn->pair[0]'],
    ['addr.port', 'addr.port'],
    ['%1', ''],
  ])('%s is written %s in C', (text, written) => {
    const source = `fn f() {\nb0:\n  ${text} = 0\n  return\n}\n`;
    const [fn] = parseFunctions(source);
    const [first] = fn.blocks[0].instructions;
    expect(first.op === 'assign' ? shownName(first.to) : null).toBe(written);
    expect(printFunction(fn)).toBe(source);
  });
});

it('a path behind an argument reads back from its text', () => {
  for (const text of ['0', '1.*', '0.*.fd', '1.*.+1']) expect(ArgumentPath.read(text).text).toBe(text);
  expect(ArgumentPath.read('0').isWhole).toBe(true);
  expect(ArgumentPath.read('0.*.fd').ofArgument(2).equals(ArgumentPath.read('2.*.fd'))).toBe(true);
});

it('functions of one name differ by file, by what is around them and by overload', () => {
  const ids = [
    functionId('a.cc', ['Client', 'connect'], 'int'),
    functionId('a.cc', ['Client', 'connect'], 'char *'),
    functionId('a.cc', ['Server', 'connect']),
    functionId('b/a.cc', ['connect']),
  ];
  expect(new Set(ids.map(({ text }) => text)).size).toBe(ids.length);
  expect(ids.map((id) => isNamed(id, 'connect'))).toEqual([true, true, true, true]);
  expect(ids.map((id) => isNamed(id, 'Client.connect'))).toEqual([true, true, false, false]);
});

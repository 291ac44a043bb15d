import { describe, expect, it } from 'vitest';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();
const HEAD = "import net from 'node:net';\n";

/** Right code: one leak, in its third line. */
const leak = (name: string): string =>
  `export async function ${name}(port: number) {\n  const socket = net.connect(port);\n  if (port > 3) return 1;\n  socket.destroy();\n}\n`;

function lint(text: string) {
  const session = new LintSession(parsers, 'en');
  session.set('a.ts', text);
  const { findings, skipped } = session.lint();
  return {
    found: findings.map(({ line }) => line),
    skipped: skipped.map(({ line, kind }) => `${line} ${kind}`),
  };
}

/** A function that destroys what it makes, as long as it is read as it was meant. */
const body = (...middle: readonly string[]): readonly string[] => [
  '  const socket = net.connect(port);',
  ...middle,
  "  await new Promise((done) => socket.once('data', done));",
  '  socket.destroy();',
];
const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
const BROKEN: readonly (readonly [string, string, ...string[]])[] = [
  ['a brace too many', 'unbalanced', '  if (port > 4) {', '    port = 4;', '  }', '  }'],
  ['a brace that is never closed', 'unbalanced', '  if (port > 4) {', '    port = 4;'],
  ['a listener that is never closed', 'unbalanced', "  socket.on('end', () => {", '    if (port) {', '  });'],
  ['a string that is never closed', 'cut', "  const name = 'abc;"],
  ['a template that is never closed', 'unbalanced', '  const name = `a ${port;'],
];

describe('a function that cannot be read is told, costs itself alone, and nothing is said of what it names', () => {
  it.each(BROKEN)('%s', (_, kind, ...middle) => {
    const broken = ['export async function broken(port: number) {', ...body(...middle), '}', ''];
    const { found, skipped } = lint(`${HEAD}${leak('before')}${broken.join('\n')}${leak('after')}`);
    const inListener = middle.some((line) => line.includes('=> {'));
    expect(skipped).toEqual([`${inListener ? 9 : 7} ${kind}`]);
    expect(found).toEqual([4, 7 + broken.length - 1 + 2]);
  });

  it.each(BROKEN)('a method: %s', (_, kind, ...middle) => {
    const method = (name: string) =>
      indented(leak(name).replace('export async function', 'async').trimEnd().split('\n'));
    const broken = ['  async broken(port: number) {', ...indented(body(...middle)), '  }'];
    const lines = ['export class Client {', ...method('before'), ...broken, ...method('after'), '}'];
    const { found, skipped } = lint(`${HEAD}${lines.join('\n')}\n${leak('last')}`);
    const inListener = middle.some((line) => line.includes('=> {'));
    expect(skipped).toEqual([`${inListener ? 10 : 8} ${kind}`]);
    expect(found).toEqual([5, 8 + broken.length + 2, 2 + lines.length + 2]);
  });

  it('the last function, which has no end yet', () => {
    expect(lint(`${HEAD}${leak('f')}${leak('g').split('\n').slice(0, 3).join('\n')}\n`)).toEqual({
      found: [4],
      skipped: ['7 unbalanced'],
    });
  });
});

describe('what unreadable code may do with an object', () => {
  const UNREADABLE = ['    if (a) {', '      a = 2;', '  }'];

  it('that a variable around it holds', () => {
    const text = [
      'export async function f(port: number) {',
      '  const socket = net.connect(port);',
      '  const stop = (a: number) => {',
      '    socket.destroy();',
      ...UNREADABLE,
      '  await new Promise((done) => setTimeout(done, 4));',
      '  if (port > 3) return 1;',
      '  socket.end();',
      '}',
      '',
    ].join('\n');
    const { found, skipped } = lint(HEAD + text + leak('after'));
    expect([found, skipped]).toEqual([[15], ['4 unbalanced']]);
    // Another name is another object.
    expect(lint(HEAD + text.replace('    socket.destroy();', '    other.destroy();')).found).toEqual([10]);
  });

  it('that a field of its class holds', () => {
    const text = (does: string): string =>
      [
        'export class Client {',
        '  socket = net.connect(1);',
        '  read(a: number) {',
        `    ${does};`,
        ...UNREADABLE,
        '  close() {',
        "    console.log('closed');",
        '  }',
        '}',
        '',
      ].join('\n');
    expect(lint(HEAD + text('this.socket.pipe(process.stdout)'))).toEqual({
      found: [],
      skipped: ['4 unbalanced'],
    });
    expect(lint(HEAD + text('this.other()')).found).not.toEqual([]);
  });
});

it('a text that stays broken ends, and is told', () => {
  const text = HEAD + Array.from({ length: 3000 }, (_, at) => `function f${at}( { if ) ${at}; =>`).join('\n');
  expect(lint(text).skipped.length).toBeGreaterThan(0);
}, 120_000);

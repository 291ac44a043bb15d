import { describe, expect, it } from 'vitest';
import { lowered, rulesIn } from './lint-typescript';

const NET = "import net from 'node:net';\n";

/** A function around statements that use a socket `s`; what it must not lose is what `lost` says. */
const around = (statements: string) =>
  `${NET}export async function f(a: number, b: boolean, go: () => Promise<void>) {\n${statements}\n}\n`;

describe('control flow', () => {
  it.each([
    [
      'finally on every way out',
      'const s = net.connect(a);\ntry { if (b) return 1; if (a) throw new Error(); await go(); } finally { s.destroy(); }',
    ],
    [
      'a finally that returns through another',
      'const s = net.connect(a);\ntry { try { return 1; } finally { await go(); } } finally { s.end(); }',
    ],
    [
      'catch and rethrow',
      'const s = net.connect(a);\ntry { await go(); } catch (e) { s.destroy(); throw e; }\ns.end();',
    ],
    [
      'a labelled continue',
      'for (const x of [1]) outer: for (const y of [2]) {\n const s = net.connect(a);\n s.end();\n continue outer;\n}',
    ],
    [
      'switch with fall-through',
      'const s = net.connect(a);\nswitch (a) { case 1: case 2: s.end(); break; default: s.destroy(); }',
    ],
    ['optional chaining', 'let s: net.Socket | undefined;\nif (b) s = net.connect(a);\ns?.destroy();'],
    [
      'a flag',
      'const s = net.connect(a);\nlet open = true;\nif (b) { s.destroy(); open = false; }\nif (open) s.end();',
    ],
    ['short circuit', 'const s = net.connect(a);\nb && s.destroy();\nb || s.destroy();'],
    ['using', 'await using s = net.connect(a);\nif (b) throw new Error();'],
    ['using where it is not awaited', 'using s = net.connect(a);\nif (b) return;'],
    [
      'null until opened',
      'let s = null;\ntry { await go(); s = net.connect(a); await go(); } finally { if (s) s.destroy(); }',
    ],
    ['a generator', 'const s = net.connect(a);\nconst each = function* () { yield s; };\nreturn each;'],
    [
      'do and while',
      'let s = net.connect(a);\ndo { s.destroy(); s = net.connect(a); } while (b);\ns.destroy();',
    ],
  ])('%s', (_, statements) => {
    expect(rulesIn(around(statements))).toEqual([]);
  });

  it.each([
    ['an early return', 'const s = net.connect(a);\nif (b) return;\ns.end();', 4],
    ['a throw', "const s = net.connect(a);\nif (b) throw new Error('no');\ns.end();", 4],
    ['a catch that swallows', 'const s = net.connect(a);\ntry { await go(); s.end(); } catch { return; }', 4],
    [
      'a continue',
      'for (const x of [1, 2]) {\nconst s = net.connect(a);\nif (x > 1) continue;\ns.end();\n}',
      4,
    ],
    [
      'a branch of a switch',
      'const s = net.connect(a);\nswitch (a) {\ncase 1: s.end(); break;\ncase 2: return;\n}\ns.end();',
      6,
    ],
    [
      'a finally that closes at times',
      'const s = net.connect(a);\ntry {\n  await go();\n} finally { if (b) s.end(); }',
      5,
    ],
  ])('%s', (_, statements, line) => {
    expect(rulesIn(around(statements))).toEqual([`missing-close ${line}`]);
  });
});

describe('names', () => {
  const body = '.connect(a);\nif (b) return;\ns.end();\n}\n';
  it.each([
    ['a default import', "import net from 'net';", 'net'],
    ['a namespace', "import * as n from 'node:net';", 'n'],
    ['require', "const n = require('net');", 'n'],
    ['a compiled require', "const net_1 = __importDefault(require('net'));", 'net_1.default'],
    ['import = require', "import n = require('net');", 'n'],
    ['a choice', "import tls from 'tls'; import net from 'net'; const n = Math.random() ? tls : net;", 'n'],
  ])('%s', (_, head, name) => {
    expect(rulesIn(`${head}\nexport function f(a: number, b: boolean) {\nconst s = ${name}${body}`)).toEqual([
      'missing-close 4',
    ]);
  });

  it.each([
    ['a named import', "import { connect } from 'net';", 'connect'],
    ['one under another name', "import { connect as open } from 'net';", 'open'],
    ['a destructured require', "const { createConnection: open } = require('net');", 'open'],
  ])('%s', (_, head, name) => {
    const text = `${head}\nexport function f(a: number, b: boolean) {\nconst s = ${name}(a);\nif (b) return;\ns.end();\n}\n`;
    expect(rulesIn(text)).toEqual(['missing-close 4']);
  });

  it('a shadowed name is another', () => {
    const text = `${NET}export function f(net: { connect(a: number): { end(): void } }, a: number) {\nconst s = net.connect(a);\nif (a) return;\ns.end();\n}\n`;
    expect(rulesIn(text)).toEqual([]);
  });

  it('JSDoc types count', () => {
    const text =
      "const net = require('net');\n/** @param {net.Socket} peer */\nfunction guard(peer) {\n  peer.setTimeout(10, () => console.log('idle'));\n}\nmodule.exports = guard;\n";
    expect(rulesIn(text, 'a.js')).toEqual(['timeout-without-destroy 4']);
  });
});

it('a function prints in the intermediate language', () => {
  expect(
    lowered(`${NET}export function f(a: number) {\n  const s = net.connect(a);\n  s.destroy();\n}\n`),
  ).toContain(
    ['b0:', "  s'1 = call create:socket:net.connect()", "  call close:destroy(s'1)", '  return', ''].join(
      '\n',
    ),
  );
});

import { expect, test } from 'vitest';
import { cyclesAmong, importsOf, isFile, MAY_IMPORT, readSource, sourceFiles, wrongWith } from './layers';

const ROOT = process.cwd();

/** What is wrong with the imports of a file with this code, in a repository where every path is a file. */
const wrong = (file: string, code: string, exists: (path: string) => boolean = () => true) =>
  importsOf(file, code).flatMap((found) => wrongWith(found, exists) ?? []);

test('every import of the product points the way the layers allow', () => {
  const files = sourceFiles(ROOT);
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) =>
    importsOf(file, readSource(ROOT, file)).flatMap((found) => {
      const problem = wrongWith(found, isFile(ROOT));
      return problem === null ? [] : [`${file}:${found.line}: ${problem}`];
    }),
  );
  expect(found).toEqual([]);
});

test('the table of rooms is an order: no room may import one that may import it, over others too', () => {
  const below = (room: string, way: readonly string[]): string[] =>
    way.includes(room)
      ? [[...way.slice(way.indexOf(room)), room].join(' -> ')]
      : (MAY_IMPORT[room] ?? []).flatMap((next) => below(next, [...way, room]));
  expect([...new Set(Object.keys(MAY_IMPORT).flatMap((room) => below(room, [])))]).toEqual([]);
});

test('files do not need each other in a circle when the program runs', () => {
  const imports = sourceFiles(ROOT).flatMap((file) => importsOf(file, readSource(ROOT, file)));
  expect(cyclesAmong(imports, isFile(ROOT))).toEqual([]);
});

test.each([
  ['two files', [`import { b } from './b';`, `import { a } from './a';`], ['a.ts -> b.ts -> a.ts']],
  ['a file and itself', [`export { a } from './a';`], ['a.ts -> a.ts']],
  [
    'types marked one by one',
    [`import { type B, b } from './b';`, `import { a, type A } from './a';`],
    ['a.ts -> b.ts -> a.ts'],
  ],
  [
    'an import in the middle of the code',
    [`import { b } from './b';`, `const a = () => import('./a');`],
    ['a.ts -> b.ts -> a.ts'],
  ],
  ['only types on the way back', [`import { b } from './b';`, `import type { A } from './a';`], []],
  [
    'only types in braces on the way back',
    [`import { b } from './b';`, `import { type A, type C } from './a';`],
    [],
  ],
])('a cycle of %s is seen as it is', (_, codes, cycles) => {
  const imports = codes.flatMap((code, at) => importsOf(`src/core/bytes/${'ab'[at]}.ts`, code));
  expect(cyclesAmong(imports, () => true)).toEqual(
    cycles.map((cycle) => cycle.replace(/\w\.ts/g, 'src/core/bytes/$&')),
  );
});

test.each([
  [
    'the direction',
    'src/core/bytes/a.ts',
    `import { Frame } from '../decode/index';`,
    'src/core/bytes must not import src/core/decode',
  ],
  [
    'the direction, types too',
    'src/core/flow/a.ts',
    `import type { X } from '../session/capture/index';`,
    'src/core/flow must not import src/core/session/capture',
  ],
  [
    're-exports',
    'src/core/bytes/a.ts',
    `export * from '../flow/index';`,
    'src/core/bytes must not import src/core/flow',
  ],
  [
    'dynamic imports',
    'src/core/decode/a.ts',
    `const x = await import('../capture/index');`,
    'src/core/decode must not import src/core/capture',
  ],
  [
    'types inside an import expression',
    'src/core/decode/a.ts',
    `type X = import('../session/capture/index').X;`,
    'src/core/decode must not import src/core/session/capture',
  ],
  [
    'imports over several lines',
    'src/core/decode/a.ts',
    `import {\n  a,\n  b,\n} from '../session/capture/index';`,
    'src/core/decode must not import src/core/session/capture',
  ],
  [
    'the order inside the linter: dataflow knows no language',
    'src/core/lint/dataflow/a.ts',
    `import type { X } from '../frontend-c/index';`,
    'src/core/lint/dataflow must not import src/core/lint/frontend-c',
  ],
  [
    'the order inside the linter: dataflow knows no API',
    'src/core/lint/dataflow/a.ts',
    `import { X } from '../models/index';`,
    'src/core/lint/dataflow must not import src/core/lint/models',
  ],
  [
    'the order inside the linter: a front-end does not judge',
    'src/core/lint/frontend-ts/lifetimes/a.ts',
    `import { X } from '../../rules-ts/index';`,
    'src/core/lint/frontend-ts must not import src/core/lint/rules-ts',
  ],
  [
    'the order inside the linter: rules know no syntax',
    'src/core/lint/rules-ts/a.ts',
    `import { X } from '../frontend-ts/index';`,
    'src/core/lint/rules-ts must not import src/core/lint/frontend-ts',
  ],
  [
    'the order inside the linter: models know no rule',
    'src/core/lint/models/a.ts',
    `import type { X } from '../rules/index';`,
    'src/core/lint/models must not import src/core/lint/rules',
  ],
  [
    'the order inside the linter: a language knows nothing of who runs it',
    'src/core/lint/languages/a.ts',
    `import { X } from '../linter';`,
    'src/core/lint/languages must not import src/core/lint',
  ],
  [
    'the way into the linter',
    'src/core/session/lint/a.ts',
    `import { RULES } from '../../lint/rules/index';`,
    'src/core/session/lint must not import src/core/lint/rules',
  ],
  [
    'captures and sources apart: the session of sources explains no packets',
    'src/core/session/lint/a.ts',
    `import { say } from '../../explain/index';`,
    'src/core/session/lint must not import src/core/explain',
  ],
  [
    'captures and sources apart: the editor’s captures ask no linter',
    'src/extension/capture/a.ts',
    `import type { LintSession } from '../../core/session/lint/index';`,
    'src/extension/capture must not import src/core/session/lint',
  ],
  [
    'behind other code on the line',
    'src/core/bytes/a.ts',
    `const a = 1; export { x } from '../flow/index';`,
    'src/core/bytes must not import src/core/flow',
  ],
  [
    'between strings that look like the ends of a comment',
    'src/core/bytes/a.ts',
    `const a = '**/*.c';\nimport { x } from '../flow/index';\nconst b = '**/*.h';`,
    'src/core/bytes must not import src/core/flow',
  ],
  [
    'the index',
    'src/core/decode/a.ts',
    `import { u16be } from '../bytes/read-integers';`,
    'src/core/bytes is entered through its index',
  ],
  [
    'no Node in the core',
    'src/core/session/capture/a.ts',
    `import { readFileSync } from 'node:fs';`,
    'src/core/session/capture must not import node:fs',
  ],
  [
    'no editor outside of the extension',
    'src/host/node/a.ts',
    `import * as vscode from 'vscode';`,
    'src/host/node must not import vscode',
  ],
  [
    'no package that is not listed',
    'src/core/capture/a.ts',
    `import { decompress } from 'fzstd';`,
    'src/core/capture must not import fzstd',
  ],
  [
    'no imports for their effect',
    'src/core/bytes/a.ts',
    `import 'node:process';`,
    'src/core/bytes must not import node:process',
  ],
  [
    'the page keeps out of the extension',
    'webview/a.ts',
    `import { activate } from '../src/extension/index';`,
    'webview must not import src/extension',
  ],
  [
    'features of the extension: the linter needs no capture',
    'src/extension/lint/a.ts',
    `import { OpenEditors } from '../capture/index';`,
    'src/extension/lint must not import src/extension/capture',
  ],
  [
    'reports: they know no command line',
    'src/core/report/a.ts',
    `import { Output } from '../../cli/terminal/output';`,
    'src/core/report must not import src/cli',
  ],
  [
    'front doors: the command line is not the extension’s',
    'src/extension/capture/a.ts',
    `import { run } from '../../cli/run';`,
    'src/extension/capture must not import src/cli',
  ],
  [
    'nothing from the tests',
    'src/core/bytes/a.ts',
    `import { x } from '../../../test/unit/x';`,
    'leads out of the rooms',
  ],
])('a breach of %s is caught', (_, file, code, message) => {
  expect(wrong(file, code)).toEqual([expect.stringContaining(message)]);
});

test.each([
  ['src/core/session/capture/a.ts', `import { Frame } from '../../decode';`],
  ['src/core/session/capture/filter/a.ts', `import type { Frame } from '../../../decode';`],
  ['src/extension/capture/a.ts', `import { window } from 'vscode';\nimport { startWorker } from '#host';`],
  ['src/core/bytes/a.ts', `// import { x } from '../session';\n/* import 'vscode'; */`],
])('%s may say %s', (file, code) => {
  expect(wrong(file, code, (path) => path.endsWith('/index.ts'))).toEqual([]);
});

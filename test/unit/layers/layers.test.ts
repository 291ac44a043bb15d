import { expect, test } from 'vitest';
import { importsOf, isFile, readSource, sourceFiles, wrongWith } from './layers';

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
    `import type { X } from '../session/index';`,
    'src/core/flow must not import src/core/session',
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
    `type X = import('../session/index').X;`,
    'src/core/decode must not import src/core/session',
  ],
  [
    'imports over several lines',
    'src/core/decode/a.ts',
    `import {\n  a,\n  b,\n} from '../session/index';`,
    'src/core/decode must not import src/core/session',
  ],
  [
    'the index',
    'src/core/decode/a.ts',
    `import { u16be } from '../bytes/read-integers';`,
    'src/core/bytes is entered through its index',
  ],
  [
    'no Node in the core',
    'src/core/session/a.ts',
    `import { readFileSync } from 'node:fs';`,
    'src/core/session must not import node:fs',
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
    'nothing from the tests',
    'src/core/bytes/a.ts',
    `import { x } from '../../../test/unit/x';`,
    'leads out of the rooms',
  ],
])('a breach of %s is caught', (_, file, code, message) => {
  expect(wrong(file, code)).toEqual([expect.stringContaining(message)]);
});

test.each([
  ['src/core/session/a.ts', `import { Frame } from '../decode';`],
  ['src/core/session/filter/a.ts', `import type { Frame } from '../../decode';`],
  ['src/extension/a.ts', `import { window } from 'vscode';\nimport { startWorker } from '#host';`],
  ['src/core/bytes/a.ts', `// import { x } from '../session';\n/* import 'vscode'; */`],
])('%s may say %s', (file, code) => {
  expect(wrong(file, code, (path) => path.endsWith('/index.ts'))).toEqual([]);
});

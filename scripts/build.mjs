// Bundles everything that runs: `node scripts/build.mjs [--watch] [--minify]`.
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const flags = new Set(process.argv.slice(2));
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const { resolve } = createRequire(import.meta.url);

const shared = {
  bundle: true,
  // Its module for import asks where it lies (import.meta.url), which no CommonJS bundle can say.
  alias: { 'web-tree-sitter': resolve('web-tree-sitter') },
  sourcemap: flags.has('--minify') ? false : 'linked',
  minify: flags.has('--minify'),
  target: 'es2022',
  logLevel: 'warning',
  // What they say is in ThirdPartyNotices.txt.
  legalComments: 'none',
};
// The linter, the language server and the library of the Model Context Protocol lie beside the command line, which loads them
// when it is asked for them: what is imported so within one bundle would make every module that it shares with the others wait
// to be run, too.
const APART = {
  linter: './cli-linter.js',
  'language-server': './language-server.js',
  protocol: './mcp-protocol.js',
};
const apart = {
  name: 'apart',
  setup: (building) =>
    building.onResolve({ filter: /\/(?:linter|language-server|protocol)$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: APART[basename(path)], external: true } : undefined,
    ),
};
// Chinese words as they are: escaped, each character would take six.
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20', charset: 'utf8' };
// `#host` of package.json becomes src/host/web here, by the condition `browser`.
const browser = { ...shared, platform: 'browser', define: { 'process.env.NODE_ENV': '"production"' } };
const vscode = { external: ['vscode'], format: 'cjs' };

export const bundles = [
  { ...node, ...vscode, entryPoints: ['src/extension/main.ts'], outfile: 'dist/extension.js' },
  { ...node, entryPoints: ['src/host/node/worker.ts'], outfile: 'dist/worker.js' },
  { ...node, entryPoints: ['src/host/node/lint-worker.ts'], outfile: 'dist/lint-worker.js' },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [apart],
  },
  { ...node, entryPoints: ['src/cli/linter.ts'], outfile: 'dist/cli-linter.js' },
  { ...node, entryPoints: ['src/cli/language-server.ts'], outfile: 'dist/language-server.js' },
  { ...node, entryPoints: ['src/cli/mcp/protocol.ts'], outfile: 'dist/mcp-protocol.js' },
  { ...browser, ...vscode, entryPoints: ['src/extension/main.ts'], outfile: 'dist/web/extension.js' },
  { ...browser, format: 'iife', entryPoints: ['src/host/web/worker.ts'], outfile: 'dist/web/worker.js' },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['src/host/web/lint-worker.ts'],
    outfile: 'dist/web/lint-worker.js',
  },
  { ...browser, format: 'iife', entryPoints: ['webview/main.ts'], outfile: 'dist/page.js' },
  { ...browser, entryPoints: ['webview/style.css'], outfile: 'dist/page.css' },
];

// What the linter parses with: tree-sitter's runtime, and the grammars.
const grammars = [
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-c/tree-sitter-c.wasm',
  'tree-sitter-cpp/tree-sitter-cpp.wasm',
  'tree-sitter-typescript/tree-sitter-tsx.wasm',
  'tree-sitter-typescript/tree-sitter-typescript.wasm',
];

/** Puts them into a folder that is there. */
export function copyGrammars(folder) {
  for (const file of grammars) copyFileSync(resolve(file), join(folder, basename(file)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join('dist', 'grammars'), { recursive: true });
  copyGrammars(join('dist', 'grammars'));
  if (flags.has('--watch')) {
    await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
  } else {
    await Promise.all(bundles.map((options) => build(options)));
    chmodSync(join('dist', 'cli.js'), 0o755);
  }
}

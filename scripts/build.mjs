// Bundles everything that runs: `node scripts/build.mjs [--watch] [--minify]`.
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const flags = new Set(process.argv.slice(2));
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const shared = {
  bundle: true,
  sourcemap: flags.has('--minify') ? false : 'linked',
  minify: flags.has('--minify'),
  target: 'es2022',
  logLevel: 'warning',
  // What they say is in ThirdPartyNotices.txt.
  legalComments: 'none',
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20' };
// `#host` of package.json becomes src/host/web here, by the condition `browser`.
const browser = { ...shared, platform: 'browser', define: { 'process.env.NODE_ENV': '"production"' } };
const vscode = { external: ['vscode'], format: 'cjs' };

export const bundles = [
  { ...node, ...vscode, entryPoints: ['src/extension/main.ts'], outfile: 'dist/extension.js' },
  { ...node, entryPoints: ['src/host/node/worker.ts'], outfile: 'dist/worker.js' },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  { ...browser, ...vscode, entryPoints: ['src/extension/main.ts'], outfile: 'dist/web/extension.js' },
  { ...browser, format: 'iife', entryPoints: ['src/host/web/worker.ts'], outfile: 'dist/web/worker.js' },
  { ...browser, format: 'iife', entryPoints: ['webview/main.ts'], outfile: 'dist/page.js' },
  { ...browser, entryPoints: ['webview/style.css'], outfile: 'dist/page.css' },
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (flags.has('--watch')) {
    await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
  } else {
    await Promise.all(bundles.map((options) => build(options)));
    chmodSync(join('dist', 'cli.js'), 0o755);
  }
}

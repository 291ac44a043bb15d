// Bundles everything that runs: `node scripts/build.mjs [--watch] [--minify]`.
import { context, build } from 'esbuild';

const flags = new Set(process.argv.slice(2));
const shared = {
  bundle: true,
  sourcemap: flags.has('--minify') ? false : 'linked',
  minify: flags.has('--minify'),
  target: 'es2022',
  logLevel: 'warning',
  legalComments: 'none',
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20' };
const browser = { ...shared, platform: 'browser', define: { 'process.env.NODE_ENV': '"production"' } };

export const bundles = [
  { ...node, entryPoints: ['src/extension/main.ts'], outfile: 'dist/extension.js', external: ['vscode'], alias: { '#host': './src/host/node/index.ts' } },
  { ...node, entryPoints: ['src/host/node/worker.ts'], outfile: 'dist/worker.js' },
  { ...browser, format: 'cjs', entryPoints: ['src/extension/main.ts'], outfile: 'dist/web/extension.js', external: ['vscode'], alias: { '#host': './src/host/web/index.ts' } },
  { ...browser, format: 'iife', entryPoints: ['src/host/web/worker.ts'], outfile: 'dist/web/worker.js' },
  { ...browser, format: 'iife', entryPoints: ['webview/main.ts'], outfile: 'dist/page.js' },
  { ...browser, entryPoints: ['webview/style.css'], outfile: 'dist/page.css' },
  { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
];

if (flags.has('--watch')) {
  await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
} else {
  await Promise.all(bundles.map((options) => build(options)));
}

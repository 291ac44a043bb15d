// Makes closewait-VERSION.vsix, the extension as it is installed: `npm run package`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main, must, node, ROOT } from './run.mjs';

/** Builds for production and packs; resolves to the file's path. */
export async function packageExtension(log = console.log) {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const vsix = join(ROOT, `${name}-${version}.vsix`);
  // vsce runs `vscode:prepublish`, which builds minified and without source maps.
  const flags = ['--no-dependencies', '--allow-missing-repository', '--out', vsix];
  await must(process.execPath, ['node_modules/@vscode/vsce/vsce', 'package', ...flags], { quiet: true });
  log(`Packaged ${vsix}`);
  // The development build is what stays in dist, for the command line and the debugger.
  if ((await node(['scripts/build.mjs'])) !== 0) throw new Error('the build failed');
  return vsix;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => packageExtension());

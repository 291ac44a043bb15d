// Makes closewait-VERSION.vsix, the extension as it is installed: `npm run package`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main, must, node, ROOT } from './run.mjs';

const README = 'README.md';

/**
 * The readme as the editor's extension page shows it: that page has no repository to take pictures and other
 * documents from, so pictures go and links inside of the repository become plain text. Returns its path.
 */
function readmeForEditor() {
  const text = readFileSync(join(ROOT, README), 'utf8')
    .replace(/^[ \t]*!\[[^\]]*\]\((?!https:)[^)]*\)[ \t]*\n+/gm, '')
    .replace(/!\[[^\]]*\]\((?!https:)[^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\((?!https:|#)[^)]*\)/g, '$1');
  const path = join('.cache', README);
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(join(ROOT, path), text);
  return path;
}

/** Builds for production and packs; resolves to the file's path. */
export async function packageExtension(log = console.log) {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const vsix = join(ROOT, `${name}-${version}.vsix`);
  // vsce runs `vscode:prepublish`, which builds minified and without source maps.
  const flags = ['--no-dependencies', '--allow-missing-repository', '--out', vsix];
  if (existsSync(join(ROOT, README))) flags.push('--readme-path', readmeForEditor());
  await must(process.execPath, ['node_modules/@vscode/vsce/vsce', 'package', ...flags], { quiet: true });
  log(`Packaged ${vsix}`);
  // The development build is what stays in dist, for the command line and the debugger.
  if ((await node(['scripts/build.mjs'])) !== 0) throw new Error('the build failed');
  return vsix;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => packageExtension());

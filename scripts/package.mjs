// Makes closewait-VERSION.vsix, the extension as it is installed: `npm run package`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main, must, node, ROOT } from './run.mjs';

const README = 'README.md';

/** Documents that the readme sends its reader to: they follow it on the editor's extension page. */
const WITH_README = ['editor', 'settings', 'linter', 'lint-models', 'findings', 'socket-tables', 'speed'];

const LINK = /(!?)\[([^\]]*)\]\(((?!https:|#)[^)]*)\)/g;
const title = (text) => /^# (.*)/m.exec(text)[1];
/** The anchor of a heading, as the editor's page and GitHub have it. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

/** Headings a level lower; what begins with # in a block of code is none. */
const lowered = (text) =>
  text
    .split(/^(```[\s\S]*?^```)/m)
    .map((part) => (part.startsWith('```') ? part : part.replace(/^#/gm, '##')))
    .join('');

/**
 * The readme as the editor's extension page shows it. That page has no repository to take pictures and other documents
 * from, and follows links to https and within itself only: pictures of the readme are in it, documents that it links to
 * follow it, with their headings a level lower and without their pictures, and links to others are plain text.
 */
export function readmeForEditor(read = (file) => readFileSync(join(ROOT, file))) {
  const documents = WITH_README.map((name) => [`docs/${name}.md`, read(`docs/${name}.md`).toString('utf8')]);
  const anchors = new Map(documents.map(([file, text]) => [file, anchor(title(text))]));
  const placed = (file, text) =>
    text.replace(LINK, (_, picture, words, target) => {
      const path = posix.join(posix.dirname(file), target);
      if (picture === '') return anchors.has(path) ? `[${words}](#${anchors.get(path)})` : words;
      if (file !== README) return '';
      return `![${words}](data:image/png;base64,${read(path).toString('base64')})`;
    });
  const following = documents.map(([file, text]) => lowered(placed(file, text)));
  return [placed(README, read(README).toString('utf8')), ...following].join('\n');
}

/** Writes that readme and returns its path. */
function writeReadme() {
  const path = join('.cache', README);
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(join(ROOT, path), readmeForEditor());
  return path;
}

/** Builds for production and packs; resolves to the file's path. */
export async function packageExtension(log = console.log) {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const vsix = join(ROOT, `${name}-${version}.vsix`);
  // vsce runs `vscode:prepublish`, which builds minified and without source maps.
  // The readme has no relative links any more, and vsce takes pictures that are in it for such.
  const flags = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ];
  if (existsSync(join(ROOT, README))) flags.push('--readme-path', writeReadme());
  await must(process.execPath, ['node_modules/@vscode/vsce/vsce', 'package', ...flags], { quiet: true });
  log(`Packaged ${vsix}`);
  // The development build is what stays in dist, for the command line and the debugger.
  if ((await node(['scripts/build.mjs'])) !== 0) throw new Error('the build failed');
  return vsix;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => packageExtension());

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { bundles } from '../../scripts/build.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { unzip } from './zip';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
let vsix: string;
let files: Map<string, Buffer>;
const paths = () => [...files.keys()].sort();
const text = (path: string) => files.get(path)?.toString('utf8') ?? '';

beforeAll(async () => {
  vsix = await packageExtension(() => {});
  files = unzip(vsix);
});

/** The package that a grammar's file came from. */
const packageOf = (path: string): string => basename(path, '.wasm').replace('-tsx', '-typescript');

/** What the linter parses with. */
const GRAMMAR_FILES = [
  'extension/dist/grammars/tree-sitter-c.wasm',
  'extension/dist/grammars/tree-sitter-cpp.wasm',
  'extension/dist/grammars/tree-sitter-tsx.wasm',
  'extension/dist/grammars/tree-sitter-typescript.wasm',
  'extension/dist/grammars/web-tree-sitter.wasm',
];

test('it is named after the version', () => {
  expect(basename(vsix)).toBe(`closewait-${manifest.version}.vsix`);
});

/** The page of each rule, which a click on its name shows. */
const RULE_PAGES = readdirSync('docs/rules')
  .map((name) => `extension/docs/rules/${name}`)
  .sort();

/** What the walkthrough shows. */
const PICTURES = readdirSync('media/walkthrough', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.png'))
  .map((name) => `extension/media/walkthrough/${name}`)
  .sort();

test('it holds what runs, its words, its pictures, its papers and a sample, and nothing else', () => {
  expect(paths()).toEqual([
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE.txt',
    'extension/ThirdPartyNotices.txt',
    'extension/changelog.md',
    'extension/dist/extension.js',
    ...GRAMMAR_FILES,
    'extension/dist/lint-worker.js',
    'extension/dist/page.css',
    'extension/dist/page.js',
    'extension/dist/web/extension.js',
    'extension/dist/web/lint-worker.js',
    'extension/dist/web/worker.js',
    'extension/dist/worker.js',
    ...RULE_PAGES,
    'extension/l10n/bundle.l10n.json',
    'extension/l10n/bundle.l10n.zh-cn.json',
    'extension/media/icon.png',
    ...PICTURES,
    'extension/package.json',
    'extension/package.nls.json',
    'extension/package.nls.zh-cn.json',
    'extension/readme.md',
    'extension/samples/close-wait/packets.tcpdump',
    'extension/samples/close-wait/server.c',
    'extension/samples/close-wait/sockets.txt',
    'extension/syntaxes/tcpdump.configuration.json',
    'extension/syntaxes/tcpdump.tmLanguage.json',
  ]);
});

test.each([
  ['sources', /\.ts$|\/src\/|\/webview\//],
  ['source maps', /\.map$/],
  ['tests and their data', /\/test\/|\.pcap|fixtures/],
  ['packages that it is developed with', /node_modules/],
  ['scripts and settings of the repository', /\/scripts\/|\/\.|tsconfig|biome|vitest/],
])('it holds no %s', (_, pattern) => {
  expect(paths().filter((path) => pattern.test(path))).toEqual([]);
});

// The engine is in it twice, for Node and for the browser, in a worker each for captures and for sources: what the linter
// learns and what is written (exports, streams) counts four times. 2.63 MB with both; a slip such as a map or a fixture is more.
test('it is small enough to be installed without a thought', () => {
  expect(statSync(vsix).size).toBeLessThan(2_700_000);
});

test('what it declares is in it', () => {
  const { main, browser, icon } = JSON.parse(text('extension/package.json'));
  for (const path of [main, browser, icon])
    expect(files.has(`extension/${path.replace('./', '')}`)).toBe(true);
});

test('the readme refers to nothing that is only in the repository', () => {
  const targets = [...text('extension/readme.md').matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]);
  expect(targets.filter((target) => !/^(https:|#|data:image\/png;)/.test(target))).toEqual([]);
  expect(text('extension/readme.md')).toContain('# Closewait');
});

test('the code names no path of the machine that built it and refers to no source map', () => {
  const code = paths().filter((path) => path.endsWith('.js'));
  expect(code.length).toBeGreaterThan(4);
  for (const path of code) {
    expect(text(path).includes(process.cwd())).toBe(false);
    expect(text(path)).not.toContain('sourceMappingURL');
  }
});

test('the browser builds ask for nothing that only Node has', () => {
  for (const path of [
    'extension/dist/web/extension.js',
    'extension/dist/web/lint-worker.js',
    'extension/dist/web/worker.js',
    'extension/dist/page.js',
  ]) {
    expect(
      [...text(path).matchAll(/require\("([^"]+)"\)/g)]
        .map((match) => match[1])
        .filter((name) => name !== 'vscode'),
    ).toEqual([]);
  }
});

test('the notices name every package whose code it contains, and no other', async () => {
  const used = new Set<string>();
  for (const bundle of bundles) {
    const { metafile } = await build({ ...bundle, write: false, metafile: true });
    for (const input of Object.keys(metafile.inputs)) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
      if (name !== undefined) used.add(name);
    }
  }
  for (const path of GRAMMAR_FILES) used.add(packageOf(path));
  const named = [...text('extension/ThirdPartyNotices.txt').matchAll(/^-{80}\n(\S+) \(/gm)].map(
    (match) => match[1],
  );
  expect(named.sort()).toEqual([...used].sort());
});

test('none of the packages that only tests and builds use is in the code', () => {
  const all = paths()
    .filter((path) => path.endsWith('.js'))
    .map(text)
    .join('\n');
  for (const name of ['pcap-parser', 'playwright', 'vitest', 'esbuild']) expect(all).not.toContain(name);
});

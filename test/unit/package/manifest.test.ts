import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');
const manifest = JSON.parse(read('package.json'));
const { contributes } = manifest;

/** All of the extension's own code. */
const extensionCode = readdirSync('src/extension', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(join('src/extension', name)))
  .join('\n');

/** The width and height that a PNG file states in its header. */
function pngSize(file: string): [number, number] {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** Texts in `%...%` anywhere in the manifest. */
const placeholders = [
  ...new Set([...read('package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1])),
];

test('what the marketplace shows is there', () => {
  expect(manifest).toMatchObject({ publisher: 'closewait', license: 'MIT', icon: 'media/icon.png' });
  expect(manifest.categories.length).toBeGreaterThan(0);
  // The marketplace takes at most 30.
  expect(manifest.keywords.length).toBeGreaterThan(4);
  expect(manifest.keywords.length).toBeLessThanOrEqual(30);
  expect(existsSync('LICENSE')).toBe(true);
  const [width, height] = pngSize(manifest.icon);
  expect(width).toBeGreaterThanOrEqual(128);
  expect(height).toBe(width);
});

test('an untrusted workspace and one without files on disk are no obstacle', () => {
  expect(manifest.capabilities).toEqual({
    untrustedWorkspaces: { supported: true },
    virtualWorkspaces: true,
  });
});

test('the API that is compiled against is the one that is asked of the editor', () => {
  const types = JSON.parse(read('node_modules/@types/vscode/package.json')).version;
  expect(manifest.engines.vscode).toBe(`^${types}`);
});

test('there is an entry for desktop and server, and one for the browser', () => {
  expect(manifest.main).toBe('./dist/extension.js');
  expect(manifest.browser).toBe('./dist/web/extension.js');
});

test('nothing is activated before it is needed: by a language that is linted, else by what VS Code sees itself', () => {
  for (const event of manifest.activationEvents) expect(event).toMatch(/^onLanguage:/);
});

test('captures open by default, logs only when asked', () => {
  const patterns = (priority: string) =>
    contributes.customEditors
      .filter((editor: { priority: string }) => editor.priority === priority)
      .flatMap((editor: { selector: { filenamePattern: string }[] }) => editor.selector)
      .map(({ filenamePattern }: { filenamePattern: string }) => filenamePattern);
  expect(patterns('default')).toEqual([
    '*.pcap',
    '*.pcapng',
    '*.cap',
    '*.dmp',
    '*.pcap.gz',
    '*.pcapng.gz',
    '*.pcap.zst',
    '*.pcap[0-9]*',
    '*.tcpdump',
  ]);
  expect(patterns('option')).toEqual(['*.log', '*.txt', '*.out']);
});

test('the palette has the commands that the readme names, under one category', () => {
  const english = JSON.parse(read('package.nls.json'));
  const titles = contributes.commands.map(
    ({ category, title }: { category: string; title: string }) =>
      `${category}: ${english[title.slice(1, -1)]}`,
  );
  expect(titles).toEqual(
    expect.arrayContaining([
      'Closewait: Explain TCP State',
      'Closewait: Open as Capture',
      'Closewait: Go to Packet...',
      'Closewait: Reopen as Text',
      'Closewait: Paste Sockets or Packets',
      'Closewait: Sockets on This Machine',
    ]),
  );
});

test('every command that is declared is registered, and the other way round', () => {
  const registered = [...extensionCode.matchAll(/registerCommand\(\s*'([^']+)'/g)].map((match) => match[1]);
  const declared = contributes.commands.map(({ command }: { command: string }) => command);
  expect(registered.sort()).toEqual(declared.sort());
});

test('menus and keys name commands that exist, and keys work in the capture editor only', () => {
  const declared = contributes.commands.map(({ command }: { command: string }) => command);
  const menus = Object.values(contributes.menus).flat() as { command?: string; submenu?: string }[];
  const submenus = contributes.submenus.map(({ id }: { id: string }) => id);
  for (const { command, submenu } of [...menus, ...contributes.keybindings])
    if (submenu === undefined) expect(declared).toContain(command);
    else expect(submenus).toContain(submenu);
  for (const id of submenus) expect(Object.keys(contributes.menus)).toContain(id);
  for (const { when } of contributes.keybindings) expect(when).toContain('activeCustomEditorId');
});

test('every setting that is declared is read, and the other way round', () => {
  const declared = contributes.configuration
    .flatMap(({ properties }: { properties: object }) => Object.keys(properties))
    .map((key: string) => key.replace('closewait.', ''));
  const used = [
    ...extensionCode.matchAll(
      /(?:settings(?:\([^)]*\)|)|chosen|getConfiguration\(SECTION\))\s*\.get\('([^']+)'/g,
    ),
  ].map((match) => match[1]);
  expect(used.sort()).toEqual(declared.sort());
});

test.each(['package.nls.json', 'package.nls.zh-cn.json'])(
  '%s has every text of the manifest and no other',
  (file) => {
    expect(Object.keys(JSON.parse(read(file))).sort()).toEqual([...placeholders].sort());
  },
);

test('the Chinese texts are Chinese', () => {
  for (const [key, text] of Object.entries<string>(JSON.parse(read('package.nls.zh-cn.json'))))
    if (key.endsWith('.image')) expect(text).toMatch(/^media\/walkthrough\/zh-cn\/\w+\.png$/);
    else expect(text, key).toMatch(/\p{Script=Han}/u);
});

test('the pictures of the walkthrough are there in both languages', () => {
  for (const file of ['package.nls.json', 'package.nls.zh-cn.json'])
    for (const [key, path] of Object.entries<string>(JSON.parse(read(file))))
      if (key.endsWith('.image')) expect(read(path).length, path).toBeGreaterThan(1000);
});

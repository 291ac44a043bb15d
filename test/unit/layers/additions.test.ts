import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, isFile, readSource, sourceFiles } from './layers';

const ROOT = process.cwd();
const exists = isFile(ROOT);

/** Which files import each file, over the whole product. */
const importers = new Map<string, string[]>();
for (const file of sourceFiles(ROOT))
  for (const { specifier } of importsOf(file, readSource(ROOT, file))) {
    if (!specifier.startsWith('.')) continue;
    const path = normalize(join(dirname(file), specifier));
    const target = [`${path}.ts`, `${path}/index.ts`].find(exists);
    if (target !== undefined) importers.set(target, [...(importers.get(target) ?? []), file]);
  }

/**
 * What is added often, and the one file that is to know of a new one. Everything else reads that table, so that an addition
 * is its own file, a line there, and its words.
 */
test.each([
  ['a finding about a connection', 'src/core/findings/connection', 'src/core/findings/catalogue.ts'],
  ['a finding about a capture', 'src/core/findings/capture', 'src/core/findings/catalogue.ts'],
  ['a link type', 'src/core/decode/link', 'src/core/decode/handlers.ts'],
  [
    'a command',
    'src/cli/commands',
    'src/cli/run.ts',
    // A bundle of its own, which run.ts loads when it is asked for.
    'src/cli/linter.ts imports src/cli/commands/lint.ts',
  ],
])('%s is known to its own folder and to one file', (_, folder, table, ...known) => {
  const files = [...importers.keys()].filter((file) => dirname(file) === folder);
  expect(files.length).toBeGreaterThan(2);
  const others = files.flatMap((file) =>
    (importers.get(file) ?? [])
      .filter((importer) => dirname(importer) !== folder && importer !== table)
      .map((importer) => `${importer} imports ${file}`),
  );
  expect(others).toEqual(known);
});

test.each([['connections/connections-view.ts'], ['ladder/ladder-view.ts']])(
  'the view webview/%s is known to the registry alone',
  (view) => {
    expect(importers.get(join('webview', view))).toEqual(['webview/views/registry.ts']);
  },
);

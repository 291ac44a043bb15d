import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Rooms in the order of DESIGN section 3; each with the rooms it may import from besides itself. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/core/bytes': [],
  'src/core/text': [],
  'src/core/decode': ['src/core/bytes'],
  'src/core/capture': ['src/core/bytes', 'src/core/decode'],
  'src/core/flow': ['src/core/bytes', 'src/core/decode'],
  'src/core/findings': ['src/core/bytes', 'src/core/decode', 'src/core/flow'],
  'src/core/explain': [
    'src/core/bytes',
    'src/core/decode',
    'src/core/capture',
    'src/core/flow',
    'src/core/findings',
  ],
  'src/core/session': [
    'src/core/bytes',
    'src/core/decode',
    'src/core/capture',
    'src/core/flow',
    'src/core/findings',
    'src/core/explain',
    'src/core/sockets',
    'src/core/lint',
  ],
  'src/core/sockets': ['src/core/bytes'],
  // Inside the linter: syntax, ir < dataflow < models < front-ends < rules < fixes < languages < linter.
  'src/core/lint/syntax': [],
  'src/core/lint/ir': [],
  'src/core/lint/words': [],
  'src/core/lint/dataflow': ['src/core/lint/ir'],
  'src/core/lint/models': ['src/core/lint/ir', 'src/core/lint/dataflow', 'src/core/lint/words'],
  'src/core/lint/models-ts': ['src/core/lint/ir', 'src/core/lint/dataflow'],
  'src/core/lint/frontend-c': ['src/core/lint/syntax', 'src/core/lint/ir', 'src/core/lint/models'],
  'src/core/lint/frontend-ts': ['src/core/lint/syntax', 'src/core/lint/ir', 'src/core/lint/models-ts'],
  'src/core/lint/rules': [
    'src/core/lint/ir',
    'src/core/lint/dataflow',
    'src/core/lint/models',
    'src/core/lint/words',
  ],
  'src/core/lint/rules-ts': [
    'src/core/lint/ir',
    'src/core/lint/dataflow',
    'src/core/lint/models-ts',
    'src/core/lint/rules',
    'src/core/lint/words',
  ],
  'src/core/lint/fixes': ['src/core/lint/ir', 'src/core/lint/rules', 'src/core/lint/words'],
  'src/core/lint/languages': [
    'src/core/lint/syntax',
    'src/core/lint/ir',
    'src/core/lint/dataflow',
    'src/core/lint/models',
    'src/core/lint/models-ts',
    'src/core/lint/frontend-c',
    'src/core/lint/frontend-ts',
    'src/core/lint/rules',
    'src/core/lint/rules-ts',
  ],
  'src/core/lint': [
    'src/core/lint/syntax',
    'src/core/lint/ir',
    'src/core/lint/words',
    'src/core/lint/dataflow',
    'src/core/lint/models',
    'src/core/lint/rules',
    'src/core/lint/fixes',
    'src/core/lint/languages',
  ],
  'src/protocol': ['src/core/session'],
  'src/host/node': [
    'src/core/bytes',
    'src/core/capture',
    'src/core/session',
    'src/protocol',
    'src/host/worker',
    'src/host',
  ],
  'src/host/web': [
    'src/core/bytes',
    'src/core/capture',
    'src/core/session',
    'src/protocol',
    'src/host/worker',
    'src/host',
  ],
  'src/host/worker': ['src/core/bytes', 'src/core/session', 'src/protocol'],
  'src/host': ['src/protocol', 'src/core/session'],
  'src/extension': ['src/core/text', 'src/core/session', 'src/core/explain', 'src/protocol', '#host'],
  'src/cli': [
    'src/core/bytes',
    'src/core/text',
    'src/core/session',
    'src/core/capture',
    'src/core/explain',
    'src/core/flow',
    'src/host/node',
  ],
  webview: ['src/core/text', 'src/core/session', 'src/protocol'],
};

/** What the product says of itself: its version. */
const MANIFEST = 'package.json';

/** Packages that a room may use; `node:` stands for all of Node's own modules. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'src/extension': ['vscode'],
  'src/host': ['web-tree-sitter'],
  'src/host/node': ['node:', 'fzstd'],
  'src/host/web': ['fzstd'],
  'src/cli': ['node:'],
  webview: ['@vscode/webview-ui-toolkit'],
};

export interface Import {
  /** Path of the importing file from the repository's root. */
  readonly file: string;
  readonly line: number;
  /** As it stands in the code. */
  readonly specifier: string;
  /** Nothing of it is there when the program runs. */
  readonly typesOnly: boolean;
}

/** Every import, re-export and dynamic import, types included. */
export function importsOf(file: string, code: string): Import[] {
  const withoutComments = code
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
  const patterns = [
    /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^[ \t]*import\s*['"]([^'"]+)['"]/gm,
    /\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/g,
  ];
  return patterns.flatMap((pattern) =>
    [...withoutComments.matchAll(pattern)].map((match) => ({
      file,
      line: withoutComments.slice(0, match.index).split('\n').length,
      specifier: match[1],
      typesOnly: isOfTypes(match[0]),
    })),
  );
}

/** `import type ...`, or braces in which every name is marked as a type. */
function isOfTypes(statement: string): boolean {
  if (/^\s*(?:import|export)\s+type\b/.test(statement)) return true;
  const names = /^\s*(?:import|export)\s*\{([^}]*)\}/.exec(statement)?.[1].split(',') ?? [];
  const told = names.map((name) => name.trim()).filter((name) => name !== '');
  return told.length > 0 && told.every((name) => name.startsWith('type '));
}

/** Files that need each other when the program runs, each cycle once, as `a.ts -> b.ts -> a.ts`. */
export function cyclesAmong(
  imports: readonly Import[],
  exists: (path: string) => boolean,
): readonly string[] {
  const needs = new Map<string, Set<string>>();
  for (const { file, specifier, typesOnly } of imports) {
    if (typesOnly || !specifier.startsWith('.')) continue;
    const target = normalize(join(dirname(file), specifier));
    const path = exists(`${target}.ts`) ? `${target}.ts` : `${target}/index.ts`;
    needs.set(file, (needs.get(file) ?? new Set()).add(path));
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) cycles.push([...way.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const next of needs.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of needs.keys()) visit(file, []);
  return cycles;
}

/** What is wrong with an import, or null. `exists` tells whether a path from the root is a file. */
export function wrongWith({ file, specifier }: Import, exists: (path: string) => boolean): string | null {
  const from = roomOf(file);
  if (from === undefined) return `${file} is in no room that the layers know`;
  if (specifier === '#host')
    return MAY_IMPORT[from].includes('#host') ? null : `${from} must not import #host`;
  if (!specifier.startsWith('.')) return wrongPackage(from, specifier);
  const target = normalize(join(dirname(file), specifier));
  if (target === MANIFEST) return null;
  const to = roomOf(exists(`${target}.ts`) ? `${target}.ts` : `${target}/index.ts`);
  if (to === undefined) return `${specifier} leads out of the rooms`;
  if (to === from) return null;
  if (!MAY_IMPORT[from].includes(to)) return `${from} must not import ${to}`;
  const byIndex = target === to || target === `${to}/index`;
  return byIndex || to === 'src/host' ? null : `${to} is entered through its index, not through ${specifier}`;
}

function wrongPackage(from: string, specifier: string): string | null {
  const allowed = (PACKAGES[from] ?? []).some((name) =>
    name.endsWith(':') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`),
  );
  return allowed ? null : `${from} must not import ${specifier}`;
}

function roomOf(path: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((room) => path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Every TypeScript file under the rooms, by its path from `root`. */
export function sourceFiles(root: string): string[] {
  return ['src', 'webview'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
}

export const readSource = (root: string, file: string): string => readFileSync(join(root, file), 'utf8');

export const isFile = (root: string) => (path: string) =>
  existsSync(join(root, path)) && statSync(join(root, path)).isFile();

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
  'src/core/lint': [],
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
    })),
  );
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

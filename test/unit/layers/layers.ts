import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const core = (...rooms: readonly string[]): readonly string[] => rooms.map((room) => `src/core/${room}`);

const features = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `src/extension/${name}`);

/** What the front doors speak to: of captures and socket tables, and of sources. */
const CAPTURES = ['session/capture', 'session/sockets', 'session/incident', 'session/log'];
const SESSIONS = [...CAPTURES, 'session/lint', 'session/code'];

/** Rooms in the order of ARCHITECTURE.md's map; each with the rooms it may import from besides itself. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/core/bytes': [],
  'src/core/tcp': core('bytes'),
  'src/core/text': core('bytes'),
  'src/core/names': [],
  'src/core/words': [],
  'src/core/ignore': [],
  'src/core/decode': core('bytes', 'tcp'),
  'src/core/capture': core('bytes', 'tcp', 'text', 'names', 'words', 'decode'),
  'src/core/export': core('bytes', 'tcp', 'decode'),
  'src/core/flow': core('bytes', 'tcp', 'decode'),
  'src/core/observation': core('bytes', 'tcp', 'decode', 'flow'),
  'src/core/findings': core('bytes', 'tcp', 'words', 'decode', 'flow', 'observation'),
  'src/core/explain': core('tcp', 'words', 'capture', 'flow', 'observation', 'findings'),
  'src/core/sockets': core('tcp', 'text', 'names'),
  'src/core/incident': core('tcp', 'words', 'findings', 'sockets', 'lint/workspace'),
  // Inside the linter: syntax, ir < dataflow < models < front-ends < rules < fixes < languages < linter.
  'src/core/lint/syntax': [],
  // What the editor knows of the linter without loading it.
  'src/core/lint/tiers': [],
  'src/core/lint/ir': [],
  'src/core/lint/words': core('words'),
  'src/core/lint/dataflow': core('lint/ir'),
  'src/core/lint/models': core('lint/ir', 'lint/dataflow', 'lint/words'),
  'src/core/lint/models-ts': core('lint/ir', 'lint/dataflow'),
  'src/core/lint/frontend-c': core('lint/syntax', 'lint/ir', 'lint/models'),
  'src/core/lint/frontend-ts': core('lint/syntax', 'lint/ir', 'lint/models-ts'),
  'src/core/lint/rules': core('lint/ir', 'lint/dataflow', 'lint/models', 'lint/tiers', 'lint/words'),
  'src/core/lint/rules-ts': core('lint/ir', 'lint/dataflow', 'lint/models-ts', 'lint/rules', 'lint/words'),
  'src/core/lint/fixes': core('lint/ir', 'lint/rules', 'lint/words'),
  'src/core/lint/languages': core(
    'lint/tiers',
    'lint/syntax',
    'lint/ir',
    'lint/dataflow',
    'lint/models',
    'lint/models-ts',
    'lint/frontend-c',
    'lint/frontend-ts',
    'lint/rules',
    'lint/rules-ts',
  ),
  'src/core/lint/workspace': core('names', 'lint/syntax', 'lint/ir'),
  'src/core/lint': core(
    'lint/syntax',
    'lint/ir',
    'lint/words',
    'lint/dataflow',
    'lint/models',
    'lint/rules',
    'lint/fixes',
    'lint/languages',
  ),
  'src/core/session/capture': core(
    ...[
      'bytes',
      'tcp',
      'text',
      'words',
      'decode',
      'capture',
      'flow',
      'observation',
      'findings',
      'explain',
      'export',
    ],
  ),
  'src/core/session/code': core(
    ...['text', 'words', 'explain', 'incident', 'lint/workspace', 'session/lint'],
  ),
  'src/core/session/sockets': core('tcp', 'words', 'sockets', 'findings', 'incident', 'explain'),
  'src/core/session/incident': core(
    ...['bytes', 'tcp', 'words', 'sockets', 'incident', 'explain', 'session/capture', 'session/sockets'],
  ),
  'src/core/session/log': core(
    ...['bytes', 'tcp', 'words', 'explain', 'session/capture', 'session/incident', 'session/sockets'],
  ),
  'src/core/session/lint': core('bytes', 'text', 'words', 'lint', 'lint/tiers'),
  'src/core/report': core('text', 'tcp', 'words', 'explain', ...SESSIONS),
  'src/protocol': core('words', ...SESSIONS),
  'src/host/node': [...core('bytes', 'capture', ...SESSIONS), 'src/protocol', 'src/host/worker', 'src/host'],
  'src/host/web': [...core('bytes', 'capture', ...SESSIONS), 'src/protocol', 'src/host/worker', 'src/host'],
  'src/host/worker': [...core('bytes', 'words', 'report', ...SESSIONS), 'src/protocol'],
  'src/host/supervision': ['src/protocol', 'src/host'],
  'src/host': [...core(...SESSIONS), 'src/protocol'],
  // A folder a feature; what each needs of VS Code is in the workbench.
  'src/extension/workbench': [...core('words'), 'src/protocol', '#host'],
  'src/extension/capture': [
    ...core('text', 'words', 'explain', 'report', ...CAPTURES),
    ...['src/protocol', '#host', 'src/extension/workbench', 'src/host/supervision'],
  ],
  'src/extension/logs': [...core('text'), 'src/extension/capture', 'src/extension/workbench'],
  'src/extension/textlogs': [
    ...core('text', 'session/log'),
    ...['src/protocol', '#host', 'src/extension/capture', 'src/extension/logs', 'src/extension/workbench'],
  ],
  'src/extension/incident': [
    ...core('session/sockets'),
    ...['#host', 'src/extension/capture', 'src/extension/logs', 'src/extension/workbench'],
  ],
  'src/extension/lint': [
    ...core('ignore', 'text', 'words', 'report', 'lint/tiers', 'session/lint'),
    ...['src/protocol', '#host', 'src/extension/workbench', 'src/host/supervision'],
  ],
  'src/extension/code': [
    ...core('text', 'session/capture', 'session/code', 'session/lint'),
    ...['src/protocol', 'src/extension/capture', 'src/extension/lint', 'src/extension/workbench'],
  ],
  'src/extension/overview': [
    ...core('text', 'words', 'session/capture'),
    ...['src/extension/capture', 'src/extension/lint', 'src/extension/workbench'],
  ],
  'src/extension': features(
    'workbench',
    'capture',
    'logs',
    'incident',
    'lint',
    'code',
    'textlogs',
    'overview',
  ),
  'src/cli': [
    ...core('ignore', 'text', 'bytes', 'words', 'explain', 'report', ...SESSIONS),
    ...['src/protocol', 'src/host/node', 'src/host/supervision'],
  ],
  webview: [...core('text', 'tcp', 'words', ...CAPTURES), 'src/protocol'],
};

/** What the product says of itself: its version. */
const MANIFEST = 'package.json';

/** Packages that a room may use; `node:` stands for all of Node's own modules. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'src/core/ignore': ['ignore'],
  'src/extension': ['vscode'],
  'src/extension/workbench': ['vscode'],
  'src/extension/capture': ['vscode'],
  'src/extension/logs': ['vscode'],
  'src/extension/incident': ['vscode'],
  'src/extension/textlogs': ['vscode'],
  'src/extension/overview': ['vscode'],
  'src/extension/lint': ['vscode'],
  'src/extension/code': ['vscode'],
  'src/host': ['web-tree-sitter'],
  'src/host/node': ['node:', 'fzstd'],
  'src/host/web': ['fzstd'],
  'src/cli': [
    'node:',
    '@modelcontextprotocol/sdk',
    'vscode-languageserver',
    'vscode-languageserver-textdocument',
  ],
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

/** Comments, strings in quotes, and templates of one line without expressions; `\//` ends a regular expression. */
const COMMENT_OR_STRING =
  /\/\*[\s\S]*?\*\/|(?<!\\)\/\/.*|(["'])((?:\\.|(?!\1)[^\\\n])*)\1|`((?:\\.|[^\\`$\n])*)`/g;

/** The code with blanks for comments and a number for each string, so that no word of either is taken for code. */
function bareCode(code: string): { readonly bare: string; readonly strings: readonly string[] } {
  const strings: string[] = [];
  const bare = code.replace(COMMENT_OR_STRING, (whole, quote?: string, text?: string, template?: string) => {
    if (quote === undefined && template === undefined) return whole.replace(/[^\n]/g, ' ');
    return `"${strings.push(text ?? template ?? '') - 1}"`;
  });
  return { bare, strings };
}

/** Every import, re-export and dynamic import, types included. */
export function importsOf(file: string, code: string): Import[] {
  const { bare, strings } = bareCode(code);
  const patterns = [
    /\b(?:import|export)\b[^"`;()=]*?\bfrom\s*"(\d+)"/g,
    /\bimport\s*"(\d+)"/g,
    /\b(?:import|require)\s*\(\s*"(\d+)"/g,
  ];
  return patterns.flatMap((pattern) =>
    [...bare.matchAll(pattern)].map((match) => ({
      file,
      line: bare.slice(0, match.index).split('\n').length,
      specifier: strings[Number(match[1])],
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

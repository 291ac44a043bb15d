import type { SourceText } from './project-files';

/** What `tsconfig.json` says of where modules are: https://www.typescriptlang.org/tsconfig/#paths */
export interface PathMapping {
  /** From where the targets are counted: `baseUrl`, else the folder of the file. */
  readonly base: string;
  /** Whether names without a dot are looked up from there. */
  readonly hasBase: boolean;
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
  readonly extends: string | null;
}

/** What `package.json` says: https://nodejs.org/api/packages.html */
export interface PackageFile {
  readonly name: string | null;
  /** By subpath, `.` and `#...` included: where it may lead, the sources first. */
  readonly entries: readonly (readonly [subpath: string, targets: readonly string[]])[];
}

/** Names of files that say where modules are. */
export const CONFIGURES = /(?:^|[/\\])(?:package|jsconfig|tsconfig(?:\.[\w-]+)*)\.json$/;

export function readPathMapping({ text }: SourceText): PathMapping {
  const config = record(parsed(text));
  const options = record(config.compilerOptions);
  const base = typeof options.baseUrl === 'string' ? options.baseUrl : null;
  return {
    base: base ?? '.',
    hasBase: base !== null,
    paths: Object.entries(record(options.paths)).map(([pattern, targets]) => [pattern, texts(targets)]),
    extends: typeof config.extends === 'string' ? config.extends : null,
  };
}

export function readPackage({ text }: SourceText): PackageFile {
  const { name, main, module, types, source, exports, imports } = record(parsed(text));
  const whole = typeof exports === 'object' && exports !== null && !Array.isArray(exports);
  const subpaths = whole && Object.keys(exports).some((key) => key.startsWith('.'));
  const own = subpaths
    ? Object.entries(record(exports))
    : exports === undefined
      ? []
      : [['.', exports] as const];
  const plain = [source, module, main, types].flatMap(texts);
  return {
    name: typeof name === 'string' && name !== '' ? name : null,
    entries: [
      ...[...own, ...Object.entries(record(imports))].map(
        ([subpath, targets]) => [subpath, texts(targets)] as const,
      ),
      ['.', plain],
    ],
  };
}

/** All texts in a value, however deep: conditions of `exports` are nested, and any of them may be the source's. */
function texts(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > 5) return [];
  return Object.values(value).flatMap((each) => texts(each, depth + 1));
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** JSON as people write it into these files: with comments and commas at the ends. */
function parsed(text: string): unknown {
  const outsideTexts = (pattern: RegExp, from: string): string =>
    from.replace(pattern, (each) => (each.startsWith('"') ? each : ''));
  const plain = outsideTexts(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, text);
  try {
    return JSON.parse(outsideTexts(/"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g, plain));
  } catch {
    return null;
  }
}

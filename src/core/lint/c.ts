import { directivesOf, lowerFile, type Macro, macrosOf } from './frontend-c';
import type { Language, LintFile, Surroundings } from './language';
import { knowledge } from './models';
import { RULES } from './rules';

/** C, and what of C++ reads like C. */
export const c: Language = {
  id: 'c',
  reads: (path) => /\.(c|h|cc|cpp|cxx|hh|hpp|hxx)$/i.test(path),
  surroundings,
  knowledge,
  rules: RULES,
};

type Macros = ReadonlyMap<string, Macro>;
type Headers = ReadonlyMap<string, { readonly macros: Macros; readonly text: string }>;

/** Macros of headers count where they are included. */
function surroundings(files: readonly LintFile[]): Surroundings {
  const headers = headerMacros(files);
  return {
    keyOf: ({ text }) =>
      [...included(text, headers)].map(([name, macro]) => `${name} ${JSON.stringify(macro)}`).join('\n'),
    lower: (parsers, { path, text }) => lowerFile(parsers.c, path, text, included(text, headers)),
  };
}

/** The macros of each header by the last part of its path, with the headers that it includes itself. */
function headerMacros(files: readonly LintFile[]): Headers {
  const headers = new Map<string, { macros: Macros; text: string }>();
  for (const { path, text } of files)
    if (/\.(h|hh|hpp)$/i.test(path)) {
      const defines = directivesOf(text).filter(({ name }) => name === 'define');
      headers.set(baseName(path), { macros: macrosOf(defines), text });
    }
  return headers;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function included(text: string, headers: Headers): Macros {
  const macros = new Map<string, Macro>();
  const seen = new Set<string>();
  const waiting = [text];
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop())
    for (const [, path] of source.matchAll(/^[ \t]*#[ \t]*include[ \t]+["<]([^">\n]+)[">]/gm)) {
      const header = headers.get(baseName(path));
      if (header === undefined || seen.has(baseName(path))) continue;
      seen.add(baseName(path));
      for (const [name, macro] of header.macros) macros.set(name, macro);
      waiting.push(header.text);
    }
  return macros;
}

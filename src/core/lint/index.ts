import { Program } from './dataflow';
import { type CParser, directivesOf, lowerFile, type Macro, macrosOf } from './frontend-c';
import { knowledge } from './models';
import { RULES, type RuleFinding } from './rules';

export type { CParser, SyntaxTree } from './frontend-c';
export type { Message, RuleFinding, Severity, TraceStep } from './rules';
export { RULES } from './rules';

export interface LintFile {
  readonly path: string;
  readonly text: string;
}

/** Lints C files together: what one calls, another may define; macros of headers count where they are included. */
export function lintC(parser: CParser, files: readonly LintFile[]): readonly RuleFinding[] {
  const headers = headerMacros(files);
  const functions = files.flatMap(({ path, text }) => lowerFile(parser, path, text, included(text, headers)));
  const program = new Program(functions, knowledge);
  const findings = program
    .analyseAll()
    .flatMap((analysis) => RULES.flatMap((rule) => rule.check({ fn: analysis.fn, analysis, program })));
  return distinct(findings);
}

type Macros = ReadonlyMap<string, Macro>;

/** The macros of each header by the last part of its path, with the headers that it includes itself. */
function headerMacros(files: readonly LintFile[]): ReadonlyMap<string, { macros: Macros; text: string }> {
  const headers = new Map<string, { macros: Macros; text: string }>();
  for (const { path, text } of files)
    if (/\.(h|hh|hpp)$/i.test(path)) {
      const defines = directivesOf(text).filter(({ name }) => name === 'define');
      headers.set(baseName(path), { macros: macrosOf(defines), text });
    }
  return headers;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function included(text: string, headers: ReturnType<typeof headerMacros>): Macros {
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

/** A finding that several worlds share is one; of one acquisition the one with the shortest path stays. */
function distinct(findings: readonly RuleFinding[]): readonly RuleFinding[] {
  const kept = new Map<string, RuleFinding>();
  for (const finding of findings) {
    const about = finding.rule === 'missing-close' ? (finding.resource?.at.start ?? 0) : finding.at.start;
    const name = finding.rule === 'missing-close' ? (finding.resource?.name ?? '') : '';
    const key = `${finding.rule} ${finding.file} ${about} ${name}`;
    const known = kept.get(key);
    if (known === undefined || finding.trace.length < known.trace.length) kept.set(key, finding);
  }
  return [...kept.values()].sort((a, b) =>
    a.file === b.file ? a.at.start - b.at.start : a.file < b.file ? -1 : 1,
  );
}

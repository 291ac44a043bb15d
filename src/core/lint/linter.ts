import { Program } from './dataflow';
import type { Language, LintFile } from './language';
import type { RuleFinding } from './rules';
import type { Parsers } from './syntax';

/** Lints the files of all languages: what one file calls, another of its language may define. */
export function lint(
  parsers: Parsers,
  files: readonly LintFile[],
  languages: readonly Language[],
): readonly RuleFinding[] {
  return distinct(languages.flatMap((language) => lintLanguage(parsers, files, language)));
}

function lintLanguage(
  parsers: Parsers,
  files: readonly LintFile[],
  language: Language,
): readonly RuleFinding[] {
  const own = files.filter(({ path }) => language.reads(path));
  const { lower } = language.surroundings(own);
  const functions = own.flatMap((file) => lower(parsers, file));
  const program = new Program(functions, language.knowledge);
  return program
    .analyseAll()
    .flatMap((analysis) =>
      language.rules.flatMap((rule) =>
        rule.check({ fn: analysis.fn, analysis, program: program.viewFor(analysis.fn) }),
      ),
    );
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

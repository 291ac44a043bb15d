import { LIMITS, type LintFinding, LintSession } from '../../../src/core/session/lint';
import { loadParsers, processorTime } from '../../../src/host/node';

const parsers = await loadParsers(processorTime);

/** The findings in files given by name, at a tier. */
export function lintFiles(
  files: Readonly<Record<string, string>>,
  strictness: 'recommended' | 'strict' = 'recommended',
): readonly LintFinding[] {
  const session = new LintSession(parsers, 'en', { strictness }, { ...LIMITS, clock: processorTime });
  for (const [path, text] of Object.entries(files)) session.set(path, text);
  return session.lint().findings;
}

/** The findings in one file as `rule line`. */
export const lintText = (text: string): readonly string[] =>
  lintFiles({ 'a.c': text }).map(({ rule, line }) => `${rule} ${line}`);

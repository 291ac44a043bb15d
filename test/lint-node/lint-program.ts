import { readFileSync } from 'node:fs';
import { LintSession } from '../../src/core/session/lint';
import { loadParsers } from '../../src/host/node';

const parsers = await loadParsers();

/** The rules that the linter names in one program at the tier strict, which it knows nothing else of. */
export function lintFindings(path: string): readonly string[] {
  const session = new LintSession(parsers, 'en', { strictness: 'strict' });
  session.set(path, readFileSync(path, 'utf8'));
  return session.lint().findings.map(({ rule }) => rule);
}

import { readFileSync } from 'node:fs';
import { LIMITS, LintSession } from '../../src/core/session/lint';
import { loadParsers, processorTime } from '../../src/host/node';

const parsers = await loadParsers(processorTime);

/** The rules that the linter names at a tier in one program, which it knows nothing else of. */
export function lintFindings(path: string, strictness: 'recommended' | 'strict'): readonly string[] {
  const session = new LintSession(parsers, 'en', { strictness }, { ...LIMITS, clock: processorTime });
  session.set(path, readFileSync(path, 'utf8'));
  return session.lint().findings.map(({ rule }) => rule);
}

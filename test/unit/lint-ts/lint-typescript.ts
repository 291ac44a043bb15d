import { readFileSync } from 'node:fs';
import { lowerFile } from '../../../src/core/lint/frontend-ts';
import { printFunction } from '../../../src/core/lint/ir';
import { KeptTree } from '../../../src/core/lint/syntax';
import { LIMITS, type LintFinding, LintSession } from '../../../src/core/session/lint';
import { loadParsers, processorTime } from '../../../src/host/node';

const parsers = await loadParsers(processorTime);

export const read = (path: string): string => readFileSync(path, 'utf8');

/** The findings in one text, at a tier. */
export function lint(
  text: string,
  path = 'a.ts',
  strictness: 'recommended' | 'strict' = 'recommended',
): readonly LintFinding[] {
  const session = new LintSession(parsers, 'en', { strictness }, { ...LIMITS, clock: processorTime });
  session.set(path, text);
  return session.lint().findings;
}

/** The findings as `rule line`. */
export const rulesIn = (text: string, path?: string): readonly string[] =>
  lint(text, path).map(({ rule, line }) => `${rule} ${line}`);

/** The intermediate language of the functions that have to do with sockets, without their file's name. */
export function lowered(text: string): string {
  const tree = new KeptTree(parsers.typescript);
  const printed = lowerFile(tree, 'a.ts', text).functions.map(printFunction).join('');
  tree.delete();
  return printed.replaceAll('a.ts#', '#');
}

import type { FixEdit } from '../rules';
import type { Code } from './code';
import { replaceStatement } from './insert';

const SAVED = 'saved_errno';

/** close(2) may set errno: a function that returns what errno says needs its value from before. */
export function savedErrno(
  code: Code,
  start: number,
  statement: string,
  lines: readonly string[],
): readonly FixEdit[] | null {
  // A lone body gets braces of its own, and with them a scope.
  if (!code.isLoneBody(start) && new RegExp(`\\b${SAVED}\\b`).test(code.blanked)) return null;
  const end = start + statement.length;
  const returned = code.text.slice(start, end).replace(/\berrno\b/g, SAVED);
  return replaceStatement(code, start, [`int ${SAVED} = errno;`, ...lines, returned]);
}

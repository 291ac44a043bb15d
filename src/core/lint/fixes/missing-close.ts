import type { Fix, Release, RuleFinding } from '../rules';
import { jumpToCleanup } from './cleanup-label';
import { closeOf, guardedCloseOf, isInitialized, wordOf } from './closer';
import { Code } from './code';
import { savedErrno } from './errno';
import { insertBefore } from './insert';

/** A close on the path that has none; where the function has a label that cleans up, a jump to it. */
export function closeWhereLost({ file, release, resource }: RuleFinding, text: string): readonly Fix[] {
  if (release === undefined || resource === null) return [];
  const code = new Code(file, text, release.within);
  const close = closeOf(code, text, release, resource.acquiredBy);
  return [jumpToCleanup(code, release), insertion(code, release, close)].flatMap((fix) => fix ?? []);
}

function insertion(code: Code, release: Release, close: string): Fix | null {
  if (release.how === 'overwritten') return beforeOverwriting(code, release, close);
  const { start, end } = code.local(release.at);
  const statement = code.blanked.slice(start, end);
  const line = release.always ? close : guardedCloseOf(code, release, close);
  if (line === null) return null;
  if (/^return\b/.test(statement)) return beforeReturn(code, release, start, statement, line);
  if (/^throw\b/.test(statement)) return beforeThrow(code, release, start, statement, line);
  if (/^(?:break|continue)\b|^}$/.test(statement)) return fixOf(line, insertBefore(code, start, [line]));
  const isStatement = release.how === 'freed' && code.statementStart(start) === start;
  return isStatement ? fixOf(line, insertBefore(code, start, [line])) : null;
}

const fixOf = (line: string, edits: Fix['edits'] | null): Fix | null =>
  edits === null ? null : { kind: 'repair', title: { id: 'lint.fix.close', values: { code: line } }, edits };

/** What is returned must not need the descriptor, nor be spoilt by the close. */
function beforeReturn(
  code: Code,
  { holder }: Release,
  start: number,
  statement: string,
  line: string,
): Fix | null {
  const value = statement.replace(/^return\b/, '');
  if (wordOf(holder).test(value)) return null;
  if (/\berrno\b/.test(value)) return fixOf(line, savedErrno(code, start, statement, line));
  // A function may look at errno, or reach the descriptor in its own way.
  if (/\b[a-z_]\w*\s*\(/.test(value.replace(/\bsizeof\b/g, ''))) return null;
  return fixOf(line, insertBefore(code, start, [line]));
}

/** The exception may tell errno, which a close would change, or the descriptor. */
function beforeThrow(
  code: Code,
  { holder }: Release,
  start: number,
  statement: string,
  line: string,
): Fix | null {
  if (/\berrno\b/.test(statement) || wordOf(holder).test(statement)) return null;
  return fixOf(line, insertBefore(code, start, [line]));
}

/** On the way back to a loop's head: before the `continue`, else before it is acquired anew. */
function beforeOverwriting(code: Code, release: Release, close: string): Fix | null {
  const { branch } = release;
  const jump = branch === null ? null : continueAfter(code, code.local(branch.at).start, branch.truth);
  if (branch !== null && jump !== null) {
    const line = branch.always ? close : guardedCloseOf(code, release, close);
    if (line !== null) return fixOf(line, insertBefore(code, jump, [line]));
  }
  const start = code.statementStart(code.local(release.at).start);
  const line = isInitialized(code, release.holder, start) ? guardedCloseOf(code, release, close) : null;
  const keyword = /^(?:while|for|do|else|switch|case|default|return)\b/.test(code.blanked.slice(start));
  return line === null || keyword || code.isLoneBody(start)
    ? null
    : fixOf(line, insertBefore(code, start, [line]));
}

/** The `continue` that an `if` with the condition at `at` leads to by itself. */
function continueAfter(code: Code, at: number, truth: boolean): number | null {
  const start = code.statementStart(at);
  const open = code.blanked.indexOf('(', start);
  const head = /^(?:else\s+)?if\s*$/.test(code.blanked.slice(start, open));
  const behind = head ? code.behindBracket(open) : null;
  if (behind === null || at > behind || !truth) return null;
  const body = code.firstFrom(behind);
  if (/^continue\s*;/.test(code.blanked.slice(body, body + 20))) return body;
  const end = code.blanked[body] === '{' ? code.behindBracket(body) : null;
  const last = /(?:^|[;{}])\s*(continue\s*;\s*)}$/.exec(end === null ? '' : code.blanked.slice(body, end));
  return end === null || last === null ? null : end - 1 - last[1].length;
}

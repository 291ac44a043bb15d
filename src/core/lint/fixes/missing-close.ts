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
  const { acquiredBy } = resource;
  if (release.beside !== undefined)
    return [insertion(code, text, [release, release.beside], acquiredBy)].flatMap((fix) => fix ?? []);
  return [jumpToCleanup(code, release), insertion(code, text, [release], acquiredBy)].flatMap(
    (fix) => fix ?? [],
  );
}

/** Closes what is lost at one place: mostly one descriptor, or both ends of a pipe. */
function insertion(code: Code, whole: string, lost: readonly Release[], opener: string): Fix | null {
  const [release] = lost;
  const closes = lost.map((each) => closeOf(code, whole, each, opener));
  if (release.how === 'overwritten')
    return lost.length > 1 ? null : beforeOverwriting(code, release, closes[0]);
  const { start, end } = code.local(release.at);
  const statement = code.blanked.slice(start, end);
  const lines = lost.flatMap((each, at) =>
    each.always ? closes[at] : (guardedCloseOf(code, each, closes[at]) ?? []),
  );
  if (lines.length < lost.length) return null;
  if (/^return\b/.test(statement)) return beforeReturn(code, lost, start, statement, lines);
  if (/^throw\b/.test(statement)) return beforeThrow(code, lost, start, statement, lines);
  if (/^(?:break|continue)\b|^}$/.test(statement)) return fixOf(lines, insertBefore(code, start, lines));
  const isStatement = release.how === 'freed' && code.statementStart(start) === start;
  return isStatement ? fixOf(lines, insertBefore(code, start, lines)) : null;
}

const fixOf = (lines: readonly string[], edits: Fix['edits'] | null): Fix | null =>
  edits === null
    ? null
    : { kind: 'repair', title: { id: 'lint.fix.close', values: { code: lines.join(' ') } }, edits };

const isNamedIn = (text: string, lost: readonly Release[]): boolean =>
  lost.some(({ holder }) => wordOf(holder).test(text));

/** What is returned must not need the descriptor, nor be spoilt by the close. */
function beforeReturn(
  code: Code,
  lost: readonly Release[],
  start: number,
  statement: string,
  lines: readonly string[],
): Fix | null {
  const value = statement.replace(/^return\b/, '');
  if (isNamedIn(value, lost)) return null;
  if (/\berrno\b/.test(value)) return fixOf(lines, savedErrno(code, start, statement, lines));
  // A function may look at errno, or reach the descriptor in its own way.
  if (/\b[a-z_]\w*\s*\(/.test(value.replace(/\bsizeof\b/g, ''))) return null;
  return fixOf(lines, insertBefore(code, start, lines));
}

/** The exception may tell errno, which a close would change, or the descriptor. */
function beforeThrow(
  code: Code,
  lost: readonly Release[],
  start: number,
  statement: string,
  lines: readonly string[],
): Fix | null {
  if (/\berrno\b/.test(statement) || isNamedIn(statement, lost)) return null;
  return fixOf(lines, insertBefore(code, start, lines));
}

/** On the way back to a loop's head: before the `continue`, else before it is acquired anew. */
function beforeOverwriting(code: Code, release: Release, close: string): Fix | null {
  const { branch } = release;
  const jump = branch === null ? null : continueAfter(code, code.local(branch.at).start, branch.truth);
  if (branch !== null && jump !== null) {
    const line = branch.always ? close : guardedCloseOf(code, release, close);
    if (line !== null) return fixOf([line], insertBefore(code, jump, [line]));
  }
  const start = code.statementStart(code.local(release.at).start);
  const line = isInitialized(code, release.holder, start) ? guardedCloseOf(code, release, close) : null;
  const keyword = /^(?:while|for|do|else|switch|case|default|return)\b/.test(code.blanked.slice(start));
  return line === null || keyword || code.isLoneBody(start)
    ? null
    : fixOf([line], insertBefore(code, start, [line]));
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

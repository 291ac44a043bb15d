import type { Fix, RuleFinding } from '../rules';
import { Code } from './code';

const MINUS_ONE = String.raw`(?:-\s*1|\(\s*-\s*1\s*\)|SOCKET_ERROR)(?![\w.])`;
const ZERO = String.raw`0(?![\w.])`;

/** Comparisons that see an error and let the end pass, and what sees both: if that alone decides. */
const BLIND: readonly { readonly blind: RegExp; readonly seeing: string; readonly decides: RegExp }[] = [
  {
    blind: new RegExp(`^\\s*(?:<\\s*${ZERO}|(?:==|<=)\\s*${MINUS_ONE})`),
    seeing: ' <= 0',
    decides: /^\s*(?:\)|\|\|)/,
  },
  {
    blind: new RegExp(`^\\s*(?:>=\\s*${ZERO}|(?:!=|>)\\s*${MINUS_ONE})`),
    seeing: ' > 0',
    decides: /^\s*(?:\)|&&)/,
  },
];

/** How far below the call its result is looked for. */
const NEAR = 1500;

/** The comparison that lets 0 pass is made to see it, or a way out of the loop is put behind the call. */
export function endLoopAtEnd({ file, at }: RuleFinding, text: string): readonly Fix[] {
  // Whole functions begin at the margin: the part before the call is needed for its loop only.
  const from = Math.max(0, text.lastIndexOf('\n}', at.start));
  const code = new Code(file, text, { start: from, end: Math.min(text.length, at.end + NEAR) });
  const call = code.local(at);
  const assigned = /([A-Za-z_]\w*)\s*=\s*(?:\([\w\s]+\)\s*)?$/.exec(code.blanked.slice(0, call.start));
  const fix =
    comparisonAt(code, behindParentheses(code, call.end)) ??
    (assigned === null
      ? null
      : (comparisonOf(code, assigned[1], call.end) ?? wayOut(code, assigned[1], call.end)));
  return fix === null ? [] : [fix];
}

/** `(n = recv(...)) < 0`: the comparison follows brackets that close. */
function behindParentheses(code: Code, at: number): number {
  const closing = /^(?:\s*\))+/.exec(code.blanked.slice(at))?.[0] ?? '';
  return at + closing.length;
}

function comparisonAt(code: Code, at: number): Fix | null {
  const rest = code.blanked.slice(at, at + 40);
  for (const { blind, seeing, decides } of BLIND) {
    const found = blind.exec(rest);
    if (found === null || !decides.test(code.blanked.slice(at + found[0].length))) continue;
    return {
      kind: 'repair',
      title: { id: 'lint.fix.zero', values: { code: seeing.trim() } },
      edits: [code.edit(at, at + found[0].length, seeing)],
    };
  }
  return null;
}

/** The first comparison of the result below the call, if what it leads to leaves the loop. */
function comparisonOf(code: Code, name: string, from: number): Fix | null {
  const found = new RegExp(`\\bif\\s*\\(\\s*${name}(?=\\s*[<>=!])`).exec(code.blanked.slice(from));
  if (found === null) return null;
  const at = from + found.index + found[0].length;
  const behind = code.behindBracket(code.blanked.indexOf('(', from + found.index));
  const next = behind === null ? '' : code.blanked.slice(behind, behind + 400);
  const body = next.trimStart().startsWith('{')
    ? next.slice(0, next.indexOf('}'))
    : next.slice(0, next.indexOf(';'));
  const leaves = /\b(?:break|return|goto|exit|_exit|abort|die)\b/.test(body) && !/\bcontinue\b/.test(body);
  const negative = /^\s*(?:<|==)/.test(code.blanked.slice(at));
  return leaves && negative ? comparisonAt(code, at) : null;
}

/** `if (n == 0) break;` behind a call that is a statement of a loop which something follows. */
function wayOut(code: Code, name: string, from: number): Fix | null {
  const end = code.behindStatement(from);
  const start = code.statementStart(from - 1);
  if (end === null || code.blanked.slice(from, end).trim() !== ';' || code.isLoneBody(start)) return null;
  if (!canBreak(code, start)) return null;
  const line = `if (${name} == 0) break;`;
  const between = code.isFirstOnLine(start) ? code.eol + code.indentAt(start) : ' ';
  return {
    kind: 'repair',
    title: { id: 'lint.fix.end', values: { code: line } },
    edits: [code.edit(end, end, between + line)],
  };
}

/** The block around `at` is a loop's own, and the function goes on behind it. */
function canBreak(code: Code, at: number): boolean {
  let depth = 0;
  let open = at - 1;
  for (; open >= 0; open--) {
    if (code.blanked[open] === '}') depth++;
    else if (code.blanked[open] === '{' && depth-- === 0) break;
  }
  if (open < 0) return false;
  const head = code.blanked.slice(code.statementStart(open), open);
  const behind = code.behindBracket(open);
  if (behind === null || !/^(?:for|while|do)\b/.test(head)) return false;
  const next = code.firstFrom(behind);
  return next < code.blanked.length && code.blanked[next] !== '}';
}

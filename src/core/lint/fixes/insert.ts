import type { FixEdit } from '../rules';
import type { Code } from './code';

/** Puts statements before the one at `at`, or before the bracket there; in braces where that was a lone body. */
export function insertBefore(code: Code, at: number, lines: readonly string[]): readonly FixEdit[] | null {
  if (code.blanked[at] === '}') return [insertAtEnd(code, at, lines)];
  if (!code.isLoneBody(at)) return [code.edit(at, at, joined(code, at, lines))];
  const end = code.behindStatement(at);
  return end === null ? null : wrap(code, at, end, lines, code.text.slice(at, end));
}

/** Puts statements in place of the one at `at`. */
export function replaceStatement(
  code: Code,
  at: number,
  lines: readonly string[],
): readonly FixEdit[] | null {
  const end = code.behindStatement(at);
  if (end === null) return null;
  const [last] = lines.slice(-1);
  if (!code.isLoneBody(at) || lines.length === 1)
    return [code.edit(at, end, joined(code, at, lines.slice(0, -1)) + last)];
  return wrap(code, at, end, lines.slice(0, -1), last);
}

function insertAtEnd(code: Code, at: number, lines: readonly string[]): FixEdit {
  if (!code.isFirstOnLine(at)) return code.edit(at, at, `${lines.join(' ')} `);
  const indent = code.indentAt(at);
  const deeper = indent + code.unit;
  return code.edit(at, at, code.unit + lines.join(code.eol + deeper) + code.eol + indent);
}

/** The lines, each followed by what separates it from the next. */
function joined(code: Code, at: number, lines: readonly string[]): string {
  const between = code.isFirstOnLine(at) ? code.eol + code.indentAt(at) : ' ';
  return lines.map((line) => line + between).join('');
}

function wrap(
  code: Code,
  at: number,
  end: number,
  lines: readonly string[],
  statement: string,
): readonly FixEdit[] {
  const head = code.lastBefore(at) + 1;
  const alone = code.isFirstOnLine(at);
  const rest = /^[^\n]*/.exec(code.blanked.slice(end))?.[0].trim() ?? '';
  const headLine = code.text.slice(0, head);
  // All on one line, and not alone there: it stays on that line.
  const inline =
    !alone && (rest !== '' || !code.isFirstOnLine(code.statementStart(head)) || !headLine.includes('\n'));
  if (inline) return [code.edit(at, end, `{ ${[...lines, statement].join(' ')} }`)];
  const indent = alone ? outerIndent(code, head) : code.indentAt(at);
  const deeper = alone ? code.indentAt(at) : indent + code.unit;
  const closing = `${code.eol}${indent}}`;
  const between = code.eol + deeper;
  if (alone)
    return [code.edit(head, head, ' {'), code.edit(at, end, [...lines, statement].join(between) + closing)];
  return [code.edit(at, end, `{${between}${[...lines, statement].join(between)}${closing}`)];
}

const outerIndent = (code: Code, head: number): string => {
  const start = code.statementStart(head);
  return code.indentAt(code.isFirstOnLine(start) ? start : head);
};

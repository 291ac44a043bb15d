import type { LintFix } from '../../../src/core/session/lint';

/** A text after the edits of a fix, as an editor applies them: all positions mean the text before. */
export function applyFix(text: string, { edits }: LintFix): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number) => starts[line - 1] + column - 1;
  const placed = edits
    .map((edit) => ({
      from: offset(edit.line, edit.column),
      to: offset(edit.endLine, edit.endColumn),
      text: edit.newText,
    }))
    .sort((a, b) => b.from - a.from);
  return placed.reduce(
    (fixed, { from, to, text: put }) => fixed.slice(0, from) + put + fixed.slice(to),
    text,
  );
}

import type { Fix, RuleFinding } from '../rules';
import { eolOf, lineStart } from './code';

/** A comment above the line; its reason is the reader's to write. A line of a program's making has none above it. */
export function suppress({ rule, file, at: { start } }: RuleFinding, text: string): readonly Fix[] {
  const line = lineStart(text, start);
  if (line === null) return [];
  // A backslash before the line joins it to the one above: a comment there would swallow it.
  if (/\\\r?\n$/.test(text.slice(Math.max(0, line - 3), line))) return [];
  const indent = /^[ \t]*/.exec(text.slice(line, start))?.[0] ?? '';
  const comment = `${indent}// closewait-ignore-next-line ${rule}: reason${eolOf(text)}`;
  return [
    {
      kind: 'suppress',
      title: { id: 'lint.fix.suppress', values: { rule } },
      edits: [{ file, at: { start: line, end: line }, text: comment }],
    },
  ];
}

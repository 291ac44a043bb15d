import type { Fix, RuleFinding } from '../rules';

/** A comment above the line; its reason is the reader's to write. */
export function suppress({ rule, file, at: { start } }: RuleFinding, text: string): readonly Fix[] {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  // A backslash before the line joins it to the one above: a comment there would swallow it.
  if (/\\\r?\n$/.test(text.slice(Math.max(0, line - 3), line))) return [];
  const indent = /^[ \t]*/.exec(text.slice(line, start))?.[0] ?? '';
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const comment = `${indent}// closewait-ignore-next-line ${rule}: reason${eol}`;
  return [
    {
      kind: 'suppress',
      title: { id: 'lint.fix.suppress', values: { rule } },
      edits: [{ file, at: { start: line, end: line }, text: comment }],
    },
  ];
}

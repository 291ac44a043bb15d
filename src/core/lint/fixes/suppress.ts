import type { Fix, RuleFinding } from '../rules';

/** A comment above the line; its reason is the reader's to write. */
export function suppress({ rule, file, at: { start } }: RuleFinding, text: string): Fix {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, start))?.[0] ?? '';
  return {
    kind: 'suppress',
    title: { id: 'lint.fix.suppress', values: { rule } },
    edits: [
      {
        file,
        at: { start: line, end: line },
        text: `${indent}// closewait-ignore-next-line ${rule}: reason\n`,
      },
    ],
  };
}

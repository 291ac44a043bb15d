import { spelledOut } from '../text';

/** Backquotes in the text would end the block; the fence is longer than any of them. */
export function fenced(lines: readonly string[], language = ''): string {
  if (lines.length === 0) return '';
  const text = lines.join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** What Markdown and HTML act on; an underscore between letters is none of it. */
const SPECIAL = /[\\*<>[\]#|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

/** Host names come out of the file: nothing in them may act as Markdown or HTML. */
export const escaped = (text: string): string =>
  spelledOut(text)
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(SPECIAL, '\\$&')))
    .join('');

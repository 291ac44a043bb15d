/**
 * What editors, chats and web pages make of the characters of a row: links around addresses, typographic quotes and
 * hyphens, backslashes before what Markdown would take as a mark. Undone, since no tool prints any of it.
 */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/<a\b[^<>]{0,300}>([^<>]{0,200})<\/a>/gi, '$1'],
  // Markdown `[text](http://...)`, Slack `<http://192.0.2.1:80|192.0.2.1:80>`, `<http://192.0.2.1:80>`.
  [/\[([^[\]]{1,120}(?:\[[^[\]]{1,60}\][^[\]]{0,20})?)\]\(https?:[^()\s]{1,300}\)/g, '$1'],
  [/<https?:\/\/[^<>|\s]{1,300}\|([^<>|]{1,120})>/g, '$1'],
  [/<?\bhttps?:\/\/((?:\[[0-9a-f:.]{2,45}\]|[\w.-]{1,80}):[\w-]{1,20})\/?>?(?=\s|->|$)/gi, '$1'],
  [/[\u2010-\u2013\u2212]/g, '-'],
  [/\u2192/g, '->'],
  [/[\u201c-\u201f\u2033]/g, '"'],
  [/\\([_*[\]().|<>~`#+-])/g, '$1'],
];

/** Whether a line holds any of it; most do not. */
const ANY = /[\u2010-\u2013\u2212\u2192\u201c-\u201f\u2033\\]|<a\b|https?:/i;

/** Quotes within a text that JSON or CSV has quoted. */
const QUOTED: readonly (readonly [RegExp, string])[] = [
  [/\\+"/g, '"'],
  [/\(\(""([^",]{1,64})""/g, '(("$1"'],
];

/** Closing marks, quotes and borders that a paste put behind a row. */
const CLOSING = new Set('`*\'"]}|\u2502\u2503\u2551,; ');
/** A remark behind a row: a comment, an arrow, words of a language that no tool prints there. */
const REMARK =
  / (?:#|<[-=](?!-? \S+:\d+\s*$)|\u2190|\/\/|--+>? )|(?<=[\w)\]] {0,3})[\u2018-\u201d\u2026\u3000-\u9fff\uff00-\uffef]/;

/** A line without what stands behind its row; the same where nothing does. */
export function withoutBehind(text: string): string {
  let end = REMARK.exec(text)?.index ?? text.length;
  while (end > 0 && CLOSING.has(text[end - 1])) end--;
  return text.slice(0, end);
}

export const unmarked = (text: string): string =>
  ANY.test(text) || text.includes('((""')
    ? [...QUOTED, ...CHANGES].reduce((line, [pattern, plain]) => line.replace(pattern, plain), text)
    : text;

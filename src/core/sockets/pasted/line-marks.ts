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

export const unmarked = (text: string): string =>
  ANY.test(text) ? CHANGES.reduce((line, [pattern, plain]) => line.replace(pattern, plain), text) : text;

/** A line of the preprocessor's, continued lines included. */
export interface Directive {
  readonly name: string;
  readonly rest: string;
  readonly start: number;
  readonly end: number;
}

/** A literal that its line does not end is passed over with it: to try at each quote in it would take for ever. */
const TOKEN = /\/\*|\/\/|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n]){1,12}'|^[ \t]*#/gm;

/** All directives, those in comments and strings left out. */
export function directivesOf(text: string): readonly Directive[] {
  const found: Directive[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    if (match[0] === '/*') TOKEN.lastIndex = after(text, '*/', match.index + 2);
    else if (match[0] === '//') TOKEN.lastIndex = after(text, '\n', match.index);
    else if (match[0].endsWith('#')) {
      const end = endOfLine(text, TOKEN.lastIndex);
      found.push(directive(text, match.index, TOKEN.lastIndex, end));
      TOKEN.lastIndex = end;
    }
  }
  return found;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

/** The end of a line that a backslash, or a comment, may carry over to the next. */
export function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\n' && text[at - 1] !== '\\' && !(text[at - 1] === '\r' && text[at - 2] === '\\'))
      return at;
    if (text.startsWith('/*', at)) at = after(text, '*/', at + 2) - 1;
    else if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      return end < 0 ? text.length : end;
    }
  }
  return text.length;
}

function directive(text: string, start: number, body: number, end: number): Directive {
  const line = text
    .slice(body, end)
    .replace(/\\\r?\n/g, ' ')
    .replace(/\/\*[\s\S]*?(\*\/|$)|\/\/.*$/g, ' ')
    .trim();
  const [, name = '', rest = ''] = /^(\w*)\s*([\s\S]*)$/.exec(line) ?? [];
  return { name, rest, start, end };
}

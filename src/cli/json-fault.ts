/** Where a text ceases to be JSON (RFC 8259), from 1, and what was to stand there. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  /** What stands there instead, cut; `the end` where the text ends. */
  readonly found: string;
}

const TOKEN =
  /([{}[\],:])|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const SPACE = /[ \t\r\n]*/y;
const SHOWN = 20;

/** What may come next: `before` what the list or object at hand goes on with, `behind` what stands behind a value in it. */
type Next = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'behind' | 'end';

/** The first place at which a text is not JSON; null where all of it is. */
export function jsonFaultIn(text: string): JsonFault | null {
  const open: ('[' | '{')[] = [];
  let next: Next = 'value';
  for (let at = 0; ; ) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0] ?? '';
    if (at === text.length && next === 'end') return null;
    const after = follow(next, token, open);
    if (after === null) return faultAt(text, at, expectedIn(next, open.at(-1)));
    next = after;
    at += token.length;
  }
}

/** What may stand behind a token; null where it must not stand there. */
function follow(next: Next, token: string, open: ('[' | '{')[]): Next | null {
  const around = open.at(-1);
  const behind = (): Next => (open.length === 0 ? 'end' : 'behind');
  if (token === '') return null;
  switch (next) {
    case 'value':
    case 'first value':
      if (token === '[' || token === '{') {
        open.push(token);
        return token === '[' ? 'first value' : 'first name';
      }
      if (token === ']' && next === 'first value') break;
      return /^[}\],:]$/.test(token) ? null : behind();
    case 'name':
    case 'first name':
      if (token === '}' && next === 'first name') break;
      return token.startsWith('"') ? 'colon' : null;
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'behind':
      if (token === ',') return around === '[' ? 'value' : 'name';
      if (token === (around === '[' ? ']' : '}')) break;
      return null;
    case 'end':
      return null;
  }
  open.pop();
  return behind();
}

function expectedIn(next: Next, around: '[' | '{' | undefined): string {
  const end = around === '[' ? "']'" : "'}'";
  switch (next) {
    case 'value':
      return 'a value';
    case 'first value':
      return `a value or ${end}`;
    case 'name':
      return 'a name in double quotes';
    case 'first name':
      return `a name in double quotes or ${end}`;
    case 'colon':
      return "':'";
    case 'behind':
      return `',' or ${end}`;
    case 'end':
      return 'nothing more';
  }
}

function faultAt(text: string, at: number, expected: string): JsonFault {
  const before = text.slice(0, at);
  const found = /^[\w.+-]+|^./u.exec(text.slice(at, at + SHOWN))?.[0];
  return {
    line: before.split('\n').length,
    column: at - before.lastIndexOf('\n'),
    expected,
    found: found === undefined ? 'the end' : `'${found}'`,
  };
}

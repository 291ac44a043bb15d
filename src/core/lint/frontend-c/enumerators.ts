import { integerOf } from './constants';
import type { Macro } from './macros';

const TOKEN = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|\benum\b/g;
/** What stands between `enum` and its list; a scoped enumeration's names mean nothing by themselves. */
const HEAD =
  /\s*(?!class\b|struct\b)(?:__attribute__\s*\(\([^()]{0,100}\)\)\s*)?(?:\w+\s*)?(?::[\w\s]{1,100})?\{/y;
const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const LIST = /(?:[^{};/]+|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|\/)*/y;
const ENUMERATOR = /^([A-Za-z_]\w*)\s*(?:=([\s\S]*))?$/;

/**
 * The enumerators of a text that have one value each, as the macros that they could be. Where a directive stands in
 * the list, or a value is not followed, those that count on from there have none.
 */
export function enumeratorsOf(text: string): ReadonlyMap<string, Macro> {
  const values = new Map<string, number | null>();
  if (text.includes('enum')) for (const list of listsOf(text)) readList(list, values);
  const macros = new Map<string, Macro>();
  for (const [name, value] of values)
    if (value !== null) macros.set(name, { name, parameters: null, body: `${value}` });
  return macros;
}

/** What stands between the braces of every `enum`, its comments left out. */
function listsOf(text: string): readonly string[] {
  const lists: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    if (match[0] !== 'enum') continue;
    HEAD.lastIndex = TOKEN.lastIndex;
    if (!HEAD.test(text)) continue;
    LIST.lastIndex = HEAD.lastIndex;
    const list = LIST.exec(text)?.[0] ?? '';
    TOKEN.lastIndex = LIST.lastIndex;
    if (text[LIST.lastIndex] === '}') lists.push(list.replace(COMMENTS, ' '));
  }
  return lists;
}

function readList(list: string, values: Map<string, number | null>): void {
  let next: number | null = 0;
  for (const entry of list.split(',')) {
    const [, name, value]: (string | undefined)[] = ENUMERATOR.exec(entry.trim()) ?? [];
    if (name === undefined) {
      next = null;
      continue;
    }
    if (value !== undefined) next = worth(value, values);
    // Declared twice, in two branches of a condition: nobody knows which one counts.
    values.set(name, values.has(name) && values.get(name) !== next ? null : next);
    if (next !== null) next++;
  }
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '<<': (a, b) => a << b,
  '|': (a, b) => a | b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
};

/** A number, an enumerator, or two of them and an operator between; null for anything else. */
function worth(expression: string, known: ReadonlyMap<string, number | null>): number | null {
  const plain = expression.replace(/\s+/g, '').replace(/^\(([^()]*)\)$/, '$1');
  const [, left, operator, right] = /^([+-]?\w+)(?:(<<|[|+-])(\w+))?$/.exec(plain) ?? [];
  if (left === undefined) return null;
  const atom = (word: string) => integerOf(word) ?? known.get(word) ?? null;
  const first = atom(left);
  if (operator === undefined || first === null) return first;
  const second = atom(right);
  return second === null ? null : OPERATORS[operator](first, second);
}

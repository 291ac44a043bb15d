import { integerOf } from './constants';
import type { Macro } from './macros';

const TOKEN =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\.|[^'\\\n]){1,12}'|\benum\b/g;
/** What stands between `enum` and its list; a scoped enumeration's names mean nothing by themselves. */
const HEAD =
  /\s*(?!class\b|struct\b)(?:__attribute__\s*\(\([^()]{0,100}\)\)\s*)?(?:\w+\s*)?(?::[\w\s]{1,100})?(?:\/\*(?:[^*]|\*(?!\/)){0,500}\*\/\s*|\/\/[^\n]{0,500}\n\s*){0,4}\{/y;
const COMMENTS = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g;
const LIST = /(?:[^{};/]+|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|\/)*/y;
const ENUMERATOR = /^([A-Za-z_]\w*)\s*(?:=([\s\S]*))?$/;

/** At the margin, which is outside of functions. */
const CONSTANT =
  /^(?:static[ \t]+)?const[ \t]+(?:unsigned[ \t]+)?(?:int|long|short|char|bool|unsigned|s?size_t)[ \t]+(\w+)[ \t]*=([^;,{}"\n]{1,60});/gm;
/** A function that answers the same whenever it is asked. */
const ANSWER =
  /^(?:static[ \t]+)?(?:inline[ \t]+)?(?:int|bool|_Bool|BOOL|gboolean)\s{1,20}(\w+)[ \t]{0,20}\([ \t]{0,20}(?:void[ \t]{0,20})?\)\s{0,100}\{\s{0,100}return\b([^;{}"]{1,60});\s*\}/gm;

/** A variable of this file alone that begins with a number, or without one with 0. */
const PRIVATE =
  /^static[ \t]+(?:unsigned[ \t]+)?(?:int|long|short|char|bool|_Bool|unsigned|s?size_t|gboolean|BOOL)[ \t]+(\w+)[ \t]*(?:=([^;,{}"\n]{1,60}))?;/gm;

/** What may change a variable: an assignment to its name, or its address in other hands. `a & b` looks like one. */
const WRITTEN =
  /(?:\+\+|--|&)[\s(]*\b([A-Za-z_]\w*)|\b([A-Za-z_]\w*)\b[\s)]*(?:\+\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=))/g;

/** The variables of a whole text that are never written, and have the value that they begin with. */
function addUnwritten(text: string, macros: Map<string, Macro>, values: ReadonlyMap<string, number>): void {
  const candidates = [...text.matchAll(PRIVATE)].filter(([, name]) => !macros.has(name));
  if (candidates.length === 0) return;
  const writes = new Map<string, number>();
  for (const [, taken, assigned] of text.matchAll(WRITTEN)) {
    const name = taken ?? assigned;
    writes.set(name, (writes.get(name) ?? 0) + 1);
  }
  for (const [, name, expression] of candidates) {
    const value = expression === undefined ? 0 : worth(expression, values);
    // A declaration that gives it a value looks like one of them.
    const declarations = expression === undefined ? 0 : 1;
    if (value !== null && (writes.get(name) ?? 0) <= declarations)
      macros.set(name, { name, parameters: null, body: `${value}` });
  }
}

/**
 * All names of a text that mean one number, as the macros that they could be. With `whole`, the text of a file with all
 * that its directives leave out, also the variables that this file alone can write and never does.
 */
export function constantsOf(text: string, whole: string | null = null): ReadonlyMap<string, Macro> {
  const macros = new Map(enumeratorsOf(text));
  const values = new Map([...macros].map(([name, { body }]) => [name, Number(body)] as const));
  const add = (pattern: RegExp, parameters: Macro['parameters']): void => {
    for (const [, name, expression] of text.matchAll(pattern)) {
      const value = worth(expression, values);
      if (value === null || (macros.get(name)?.body ?? `${value}`) !== `${value}`) macros.delete(name);
      else macros.set(name, { name, parameters, body: `${value}` });
    }
  };
  if (text.includes('const')) add(CONSTANT, null);
  add(ANSWER, []);
  if (whole?.includes('static')) addUnwritten(whole, macros, values);
  return macros;
}

/**
 * The enumerators of a text that have one value each, as the macros that they could be. Where a directive stands in
 * the list, or a value is not followed, those that count on from there have none.
 */
function enumeratorsOf(text: string): ReadonlyMap<string, Macro> {
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
    // Declared twice, in two branches of a condition: which one counts is not known.
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

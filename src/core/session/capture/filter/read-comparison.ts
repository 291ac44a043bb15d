import { type Expression, joined } from './expression';
import { bareField, type Comparison, compared, isField, type Name, refuseUnknown } from './fields';
import { fail, type Token } from './token';
import type { Value } from './values';

/** Sticky: each is looked for at one place of the filter's text. */
const NAME = /[a-z][a-z\d_]*(?:\.[a-z\d_]+)*/iy;
const OPERATOR = /\s*(==|!=|>=|<=|[=<>])\s*|:\s*|\s+(eq|ne|gt|lt|ge|le|contains|in|matches)(?=[\s{"])\s*/iy;
const VALUE = /(?:(?!&&|\|\|)[^\s(){}"])+/y;
const SET = /\{([^{}]*)\}/y;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  ...{ '==': '=', '=': '=', ':': '=', eq: '=', '!=': '!=', ne: '!=', contains: 'contains' },
  ...{ '>': '>', gt: '>', '<': '<', lt: '<', '>=': '>=', ge: '>=', '<=': '<=', le: '<=' },
};

/** A field with an operator and a value, as here and in Wireshark, or a field of Wireshark alone. */
export function readComparison(text: string, at: number): Token | null {
  const word = matchAt(NAME, text, at);
  if (word === null) return null;
  const name: Name = { text: word[0], start: at, end: at + word[0].length };
  const operator = matchAt(OPERATOR, text, name.end);
  if (operator === null) return bare(text, name);
  if (!isField(name.text.toLowerCase())) {
    refuseUnknown(name);
    return null;
  }
  const written = (operator[1] ?? operator[2] ?? ':').toLowerCase();
  return withValue(text, name, written, name.end + operator[0].length);
}

/** Only where the word ends with the name. */
function bare(text: string, name: Name): Token | null {
  if (!/^(?:[\s()]|&&|\|\||$)/.test(text.slice(name.end, name.end + 2))) return null;
  const expression = bareField(name);
  return expression === null ? null : { ...name, quoted: false, expression };
}

function withValue(text: string, name: Name, operator: string, at: number): Token {
  const token = (value: Value, expression: Expression): Token => ({
    ...{ text: text.slice(name.start, value.end), quoted: false, start: name.start, end: value.end },
    expression,
  });
  if (operator === 'in') {
    const set = setAt(text, name, at);
    return token(
      set,
      anyOf(set, (value) => compared(name, '=', value)),
    );
  }
  if (!Object.hasOwn(COMPARISONS, operator))
    fail('filter.bad-operator', name, { field: name.text, operator });
  const value = valueAt(text, name, at);
  return token(value, compared(name, COMPARISONS[operator], value));
}

function valueAt(text: string, name: Name, at: number): Value {
  if (text[at] === '"') {
    const close = text.indexOf('"', at + 1);
    if (close < 0) fail('filter.unclosed-quote', { start: at, end: text.length }, {});
    return { text: text.slice(at + 1, close), start: at, end: close + 1 };
  }
  const [value] = matchAt(VALUE, text, at) ?? missing(name, at);
  return { text: value, start: at, end: at + value.length };
}

const missing = ({ text, start }: Name, end: number): never =>
  fail('filter.expected-value', { start, end }, { field: text });

/** `{80, 443, 8000..8100}`, with commas or blanks between. */
function setAt(text: string, name: Name, at: number): Value {
  const [set] = matchAt(SET, text, at) ?? missing(name, at);
  return { text: set.slice(1, -1), start: at, end: at + set.length };
}

function anyOf(set: Value, read: (value: Value) => Expression): Expression {
  const parts = [...set.text.matchAll(/[^\s,]+/g)].map((part) => {
    const start = set.start + 1 + part.index;
    return read({ text: part[0].replaceAll('"', ''), start, end: start + part[0].length });
  });
  if (parts.length === 0) fail('filter.expected-value', set, { field: set.text });
  return joined('or', parts);
}

export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

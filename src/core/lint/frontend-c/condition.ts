/** A preprocessor condition as far as it is a matter of choice: what is defined where the code is built is not known here. */
export type Expression =
  | { readonly kind: 'known'; readonly value: boolean }
  | { readonly kind: 'atom'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression };

/** What is taken to be true of each name, and of each comparison. */
export type Assumptions = Pick<Map<string, boolean>, 'get' | 'set'>;

/** Takes more to be true than others do, until it is decided whether that is kept. */
export class Trial implements Assumptions {
  private own = new Map<string, boolean>();

  constructor(private readonly assumed: Assumptions) {}

  get(name: string): boolean | undefined {
    return this.own.get(name) ?? this.assumed.get(name);
  }

  set(name: string, value: boolean): Map<string, boolean> {
    return this.own.set(name, value);
  }

  forget(): void {
    this.own = new Map();
  }

  keep(): void {
    for (const [name, value] of this.own) this.assumed.set(name, value);
  }
}

const TOKEN = /\s*(&&|\|\||[()!]|[A-Za-z_]\w*|[^\s()!&|]+|[&|])/y;

/** Longer conditions are not written by hand, and recursion over them must end. */
const MOST_TOKENS = 2000;

/** Reads the expression of `#if`; what is no logic becomes one atom by its text. */
export function readCondition(text: string): Expression {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) tokens.push(match[1]);
  if (tokens.length > MOST_TOKENS) return { kind: 'atom', name: text };
  const [expression, rest] = readOr(tokens, 0, 0);
  return rest < tokens.length ? { kind: 'atom', name: text.replace(/\s+/g, ' ') } : expression;
}

type Read = [Expression, number];
const DEEPEST = 60;

function readOr(tokens: string[], at: number, depth: number): Read {
  let [left, next] = readAnd(tokens, at, depth);
  while (tokens[next] === '||') {
    const [right, end] = readAnd(tokens, next + 1, depth);
    [left, next] = [{ kind: 'or', left, right }, end];
  }
  return [left, next];
}

function readAnd(tokens: string[], at: number, depth: number): Read {
  let [left, next] = readNot(tokens, at, depth);
  while (tokens[next] === '&&') {
    const [right, end] = readNot(tokens, next + 1, depth);
    [left, next] = [{ kind: 'and', left, right }, end];
  }
  return [left, next];
}

function readNot(tokens: string[], at: number, depth: number): Read {
  if (tokens[at] !== '!' || depth > DEEPEST) return readAtom(tokens, at, depth);
  const [of, next] = readNot(tokens, at + 1, depth + 1);
  return [{ kind: 'not', of }, next];
}

function readAtom(tokens: string[], at: number, depth: number): Read {
  if (tokens[at] === 'defined') {
    const open = tokens[at + 1] === '(';
    return [{ kind: 'atom', name: tokens[at + (open ? 2 : 1)] ?? '' }, at + (open ? 4 : 2)];
  }
  if (tokens[at] === '(' && depth < DEEPEST) {
    const [inner, end] = readOr(tokens, at + 1, depth + 1);
    const after = tokens[end + 1];
    if (tokens[end] === ')' && (after === undefined || /^(&&|\|\||\))$/.test(after))) return [inner, end + 1];
  }
  const from = at;
  let nesting = 0;
  while (at < tokens.length && (nesting > 0 || !/^(&&|\|\||\))$/.test(tokens[at]))) {
    if (tokens[at] === '(') nesting++;
    else if (tokens[at] === ')') nesting--;
    at++;
  }
  const words = tokens.slice(from, Math.max(at, from + 1));
  if (words.length === 1 && /^\d/.test(words[0]))
    return [{ kind: 'known', value: !/^0+[uUlL]*$/.test(words[0]) }, at];
  return [{ kind: 'atom', name: words.join(' ') }, Math.max(at, from + 1)];
}

/** Whether the expression can have this value under the assumptions, which grow by what it takes. */
export function satisfy(expression: Expression, wanted: boolean, assumed: Assumptions): boolean {
  switch (expression.kind) {
    case 'known':
      return expression.value === wanted;
    case 'atom': {
      const known = assumed.get(expression.name);
      if (known === undefined) assumed.set(expression.name, wanted);
      return known === undefined || known === wanted;
    }
    case 'not':
      return satisfy(expression.of, !wanted, assumed);
    default: {
      const all = (expression.kind === 'and') === wanted;
      const { left, right } = expression;
      if (all) return satisfy(left, wanted, assumed) && satisfy(right, wanted, assumed);
      return satisfy(left, wanted, assumed) || satisfy(right, wanted, assumed);
    }
  }
}

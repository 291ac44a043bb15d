import type { Span } from '../ir';
import { OPENERS } from '../models-ts';
import { child, type SyntaxNode } from '../syntax';

/** What hides calls, and words before a parenthesis. A literal that its line does not end is none. */
const TOKEN =
  /\/\/[^\n]*|\/\*|"(?:\\[^\n]|[^"\\\n])*"?|'(?:\\[^\n]|[^'\\\n])*'?|[A-Za-z_$][\w$]*(?=\s{0,20}\()/g;
const WORD = /[A-Za-z_$][\w$]*(?=\s{0,20}\()/g;

/**
 * Calls by a name that opens something, told from the text of a damaged file, that its tree does not have: they stand in
 * what the grammar passed over, in a literal that ends in the wrong place, or in a comment that is never closed.
 */
export const lostCalls = (root: SyntaxNode, text: string): readonly Span[] =>
  callsIn(text).filter(({ start }) => isLost(root, start));

function callsIn(text: string): readonly Span[] {
  const found: Span[] = [];
  const take = (name: string, start: number): void => {
    if (OPENERS.has(name)) found.push({ start, end: start + name.length });
  };
  let unclosed = false;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const { index: at, 0: token } = match;
    const [first] = token;
    if (token === '/*') {
      const end: number = unclosed ? -1 : text.indexOf('*/', at + 2);
      unclosed = end < 0;
      if (!unclosed) TOKEN.lastIndex = end + 2;
    } else if ((first === '"' || first === "'") && (token.length === 1 || !token.endsWith(first)))
      for (const word of text.slice(at, at + token.length + 20).matchAll(WORD))
        take(word[0], at + word.index);
    else if (first !== '/') take(token, at);
  }
  return found;
}

function isLost(root: SyntaxNode, place: number): boolean {
  let node: SyntaxNode = root;
  let passedOver = false;
  for (let inner = childAround(node, place); inner !== null; inner = childAround(node, place)) {
    if (inner.type === 'ERROR') passedOver = true;
    if (inner === calledBy(node)) passedOver = false;
    node = inner;
  }
  return passedOver || !/identifier/.test(node.type);
}

const calledBy = (node: SyntaxNode): SyntaxNode | null =>
  node.type === 'call_expression'
    ? child(node, 'function')
    : node.type === 'new_expression'
      ? child(node, 'constructor')
      : null;

/** Its children stand in order, apart from each other. */
function childAround({ children }: SyntaxNode, place: number): SyntaxNode | null {
  let [low, high] = [0, children.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (children[middle].end <= place) low = middle + 1;
    else high = middle;
  }
  return low < children.length && children[low].start <= place ? children[low] : null;
}

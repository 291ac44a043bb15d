import type { Span } from '../ir';
import type { SyntaxNode } from '../syntax';
import { isFunctionNode } from './node-types';
import { isConcerned, type Source } from './source';

/** What holds pieces that can be taken out of a text without breaking what is around them. */
const HOLDERS: ReadonlySet<string> = new Set(['program', 'class_body', 'statement_block']);
/** Of what is around it, how much a piece makes that is blamed alone. */
const MOST_OF_IT = 1 / 2;

/**
 * What of a file is to be set aside where all of it takes too long: the innermost function that makes most of its text,
 * else pieces, until the rest is half as long: those first that have nothing to do with sockets, and large ones before small
 * ones. `wholeClasses`: to read a class without its large members was
 * not enough.
 */
export function tooLargeIn({ root, text }: Source, wholeClasses: boolean): readonly Span[] {
  let piece: SyntaxNode | null = null;
  let around: SyntaxNode | null = null;
  let holder = root;
  for (let node: SyntaxNode | undefined = root; node !== undefined; node = largestChild(node)) {
    if (HOLDERS.has(around?.type ?? '')) piece = node;
    const isBlamed = isFunctionNode(node) || (wholeClasses && node.type === 'class_body');
    if (isBlamed && piece !== null) return [innermost(node, piece)];
    if (node.type === 'class_body' || node.type === 'program') holder = node;
    around = node;
  }
  return dispensable(holder, text);
}

/** A piece, or the function inside of it that makes most of it. */
function innermost(fn: SyntaxNode, piece: SyntaxNode): Span {
  let blamed = piece;
  let inner = piece;
  let around = fn;
  for (let node = largestChild(fn); node !== undefined; node = largestChild(node)) {
    if (around.type === 'statement_block' || around.type === 'class_body') inner = node;
    if (isFunctionNode(node)) blamed = inner;
    around = node;
  }
  return spanOf(blamed);
}

const lengthOf = ({ start, end }: Span): number => end - start;
const spanOf = ({ start, end }: SyntaxNode): Span => ({ start, end });

/** The child that makes most of a node. */
const largestChild = (node: SyntaxNode): SyntaxNode | undefined =>
  node.children.find((each) => lengthOf(each) > lengthOf(node) * MOST_OF_IT);

function dispensable(holder: SyntaxNode, text: string): readonly Span[] {
  const total = holder.children.reduce((sum, each) => sum + lengthOf(each), 0);
  const found: Span[] = [];
  let left = total;
  const concerned = new Set(holder.children.filter(({ start, end }) => isConcerned(text.slice(start, end))));
  const rank = (each: SyntaxNode): number => (concerned.has(each) ? 1 : 0);
  for (const each of [...holder.children].sort((a, b) => rank(a) - rank(b) || lengthOf(b) - lengthOf(a))) {
    if (left <= total * MOST_OF_IT) break;
    // Who imports nothing has nothing to do with sockets.
    if (each.type === 'import_statement') continue;
    found.push(spanOf(each));
    left -= lengthOf(each);
  }
  return found;
}

/** The piece that a function stands in, null for what is not inside of one. */
export function pieceAround(parents: ReadonlyMap<SyntaxNode, SyntaxNode>, fn: SyntaxNode): Span | null {
  let node = fn;
  for (let outer = parents.get(node); outer !== undefined; outer = parents.get(outer)) {
    if (HOLDERS.has(outer.type)) return spanOf(node);
    node = outer;
  }
  return null;
}

import type { Allowance, Span } from '../ir';
import { namesDriver } from '../models-ts';
import { child, type KeptTree, type SyntaxNode } from '../syntax';
import { readable, type Unread } from './unreadable';

export { isFunctionNode } from './node-types';

/** A parsed file: its text, its tree, and the way up from each node. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly root: SyntaxNode;
  readonly parents: ReadonlyMap<SyntaxNode, SyntaxNode>;
  /** What of the text is not in the tree. */
  readonly unread: readonly Unread[];
  /** See `Readable`. */
  readonly passedOver: readonly Span[];
  readonly isMostlyUnread: boolean;
  /** What goes through all of the file asks it often. */
  readonly allowance: Allowance;
}

/** Words of which a file that has to do with sockets uses one. */
const CONCERNED =
  /[sS]ocket|net\b|tls\b|https?\d?\b|dgram|fetch|undici|createServer|\.connect\b|\.destroy\b|\.pipe\b|Agent\b/;

/** Whether a text by itself may have to do with sockets. */
export const isConcerned = (text: string): boolean => CONCERNED.test(text) || namesDriver(text);

/** Reads a file, `aside` left out. Throws where the parser gave up. */
export function readSource(
  tree: KeptTree,
  file: string,
  text: string,
  allowance: Allowance,
  aside: readonly Span[] = [],
): Source {
  const read = readable(tree, text, allowance, aside);
  if (read === null) throw new Error('the parser gave up');
  const { root } = read;
  const parents = new Map<SyntaxNode, SyntaxNode>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop())
    for (const each of node.children) {
      parents.set(each, node);
      waiting.push(each);
    }
  return { file, text, parents, allowance, ...read };
}

/** Whether a part of `within` that could not be read says a name. */
export const isSaidUnread = ({ unread, root }: Source, name: string, within: SyntaxNode): boolean =>
  unread.some(
    ({ start, end, words }) =>
      (within === root || (start >= within.start && end <= within.end)) && words.has(name),
  );

/** What a program has squeezed together, no person reads: its lines are hundreds of characters long. */
export function isMinified(text: string): boolean {
  if (text.length < 5000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 300;
}

export const textOf = ({ text }: Source, node: SyntaxNode): string => text.slice(node.start, node.end);

/** Nodes that change nothing of the value inside: parentheses, casts, `!`. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'type_assertion',
]);

export const isWrapper = ({ type }: SyntaxNode): boolean => WRAPPERS.has(type);

/** The expression inside parentheses and casts. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (WRAPPERS.has(inner.type)) {
    const next = inner.type === 'type_assertion' ? inner.children.at(-1) : inner.children[0];
    if (next === undefined) return inner;
    inner = next;
  }
  return inner;
}

export const argumentsOf = (call: SyntaxNode): readonly SyntaxNode[] =>
  child(call, 'arguments')?.children ?? [];

/** The name of a property key, null where it is computed. */
export function keyName(source: Source, key: SyntaxNode | null): string | null {
  switch (key?.type) {
    case 'property_identifier':
    case 'private_property_identifier':
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'shorthand_property_identifier_pattern':
    case 'number':
      return textOf(source, key);
    case 'string':
      return stringValue(source, key);
    default:
      return null;
  }
}

/** The text of a string literal, null for what is none. */
export function stringValue(source: Source, node: SyntaxNode | undefined): string | null {
  if (node === undefined) return null;
  const plain =
    node.type === 'string' ||
    (node.type === 'template_string' &&
      node.children.every(({ type }) => type === 'string_fragment' || type === 'escape_sequence'));
  return plain ? source.text.slice(node.start + 1, node.end - 1) : null;
}

/** The value of a property in an object literal, null where it has none of that name. */
export function propertyOf(source: Source, object: SyntaxNode | undefined, name: string): SyntaxNode | null {
  if (object === undefined || unwrap(object).type !== 'object') return null;
  for (const each of unwrap(object).children) {
    if (each.type === 'pair' && keyName(source, child(each, 'key')) === name) return child(each, 'value');
    if (each.type === 'shorthand_property_identifier' && textOf(source, each) === name) return each;
    if (each.type === 'method_definition' && keyName(source, child(each, 'name')) === name) return each;
  }
  return null;
}

/** Whether what the grammar reads as an assignment is a `using` declaration. */
export const isUsing = ({ text }: Source, node: SyntaxNode): boolean =>
  /^using\s/.test(text.slice(node.start, node.start + 6));

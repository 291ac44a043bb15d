import { child, find, type SyntaxNode } from '../syntax';
import type { ParsedSource } from './sources';

/** A function as it stands in the source. */
export interface Within {
  readonly source: ParsedSource;
  /** Null: outside of all functions. */
  readonly fn: SourceFunction | null;
}

export interface SourceFunction {
  readonly name: string;
  readonly parameters: readonly SyntaxNode[];
  readonly node: SyntaxNode;
}

export const textOf = (source: ParsedSource, node: SyntaxNode): string =>
  source.text.slice(node.start, node.end);

/** A node with the innermost function that it stands in. */
export interface Placed {
  readonly node: SyntaxNode;
  readonly within: Within;
}

type FunctionOf = (source: ParsedSource, node: SyntaxNode) => SourceFunction | null;

/** By source and type. */
const placed = new WeakMap<ParsedSource, Map<string, Placed[]>>();

/** Every node of some types, in the order of types and places. */
export function findWithin(
  source: ParsedSource,
  types: readonly string[],
  functionOf: FunctionOf,
): readonly Placed[] {
  let byType = placed.get(source);
  if (byType === undefined) {
    byType = nodesByType(source, functionOf);
    placed.set(source, byType);
  }
  const all = byType;
  return types.flatMap((type) => all.get(type) ?? []);
}

function nodesByType(source: ParsedSource, functionOf: FunctionOf): Map<string, Placed[]> {
  const byType = new Map<string, Placed[]>();
  const visit = (node: SyntaxNode, fn: SourceFunction | null): void => {
    const inner = functionOf(source, node) ?? fn;
    const same = byType.get(node.type);
    const each = { node, within: { source, fn: inner } };
    if (same === undefined) byType.set(node.type, [each]);
    else same.push(each);
    for (const below of node.children) visit(below, inner);
  };
  visit(source.root, null);
  return byType;
}

/** The nodes that are in arguments or parameters, in order. */
export const listed = (node: SyntaxNode | null): readonly SyntaxNode[] =>
  node?.children.filter(({ type }) => type !== 'comment') ?? [];

export const argumentsOf = (call: SyntaxNode): readonly SyntaxNode[] => listed(child(call, 'arguments'));

/** The first of a type in a function, or in all of the file where there is none. */
export const inside = ({ source, fn }: Within, type: string): readonly SyntaxNode[] =>
  find(fn?.node ?? source.root, type);

/** Parentheses and casts taken off. */
export function bare(node: SyntaxNode): SyntaxNode {
  let inner = node;
  for (;;) {
    const next = INNER[inner.type]?.(inner) ?? null;
    if (next === null) return inner;
    inner = next;
  }
}

const first = (node: SyntaxNode): SyntaxNode | null => node.children[0] ?? null;
const INNER: Readonly<Record<string, (node: SyntaxNode) => SyntaxNode | null>> = {
  parenthesized_expression: first,
  cast_expression: (node) => child(node, 'value'),
  as_expression: first,
  satisfies_expression: first,
  non_null_expression: first,
  await_expression: first,
};

import { child, find, type SyntaxNode } from '../syntax';
import { listed, type SourceFunction, textOf } from './nodes';
import type { ParsedSource } from './sources';

/** The function that a node of C or C++ defines; null: none. */
export function functionOf(source: ParsedSource, node: SyntaxNode): SourceFunction | null {
  if (node.type !== 'function_definition') return null;
  const [declarator] = find(node, 'function_declarator');
  const name = declarator === undefined ? null : child(declarator, 'declarator');
  if (declarator === undefined || name === null) return null;
  return { name: textOf(source, name), parameters: listed(child(declarator, 'parameters')), node };
}

/** What is called by its name alone, or as `::name`; '' where it is a method, or another namespace's. */
export function calleeOf(source: ParsedSource, call: SyntaxNode): string {
  const callee = child(call, 'function');
  const text = callee === null ? '' : textOf(source, callee);
  return callee?.type === 'identifier' || /^::\w+$/.test(text) ? text.replace('::', '') : '';
}

/** The last name of what is called, a method's too: `server.open()` calls `open`. */
export function lastCalleeOf(source: ParsedSource, call: SyntaxNode): string {
  const callee = child(call, 'function');
  return callee === null ? '' : lastName(textOf(source, callee).replace(/<.*$/s, ''));
}

/** `Listener::open` without its class. */
export const lastName = (name: string): string => /[~\w]*$/.exec(name)?.[0] ?? '';

import { child, type SyntaxNode } from '../syntax';
import type { Lowering } from './lowering';

/** Macros and builtins that are worth their first argument. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  '__builtin_expect',
  'likely',
  'unlikely',
  'TEMP_FAILURE_RETRY',
  'G_LIKELY',
  'G_UNLIKELY',
  '__builtin_constant_p',
]);

/** The argument that a condition or value is really about: `likely(x)` is `x`. */
export function transparentArgument(lowering: Lowering, node: SyntaxNode): SyntaxNode | null {
  const name = child(node, 'function');
  if (name === null || !TRANSPARENT.has(lowering.textOf(name))) return null;
  return child(node, 'arguments')?.children[0] ?? null;
}

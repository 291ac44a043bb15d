import type { Operand, Place } from '../ir';
import type { SyntaxNode } from '../syntax';
import type { Lower } from './lower';

/** Lowers an expression; what a call makes goes to `target` where there is one. */
export type LowerExpression = (lower: Lower, node: SyntaxNode, target?: Place | null) => Operand;

/**
 * The same for the parts of expressions that have files of their own, such as calls: they reach expressions of any
 * kind through here, so that no file needs one that needs it.
 */
export const lowerExpression: LowerExpression = (lower, node, target = null) =>
  lower.recursion(lower, node, target);

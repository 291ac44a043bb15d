import type { Callee, Operand, Place } from '../ir';
import type { SyntaxNode } from '../syntax';
import type { Lowering } from './lowering';

/**
 * The kinds of nodes that hold each other, in any order: an expression may hold statements, a statement expressions.
 * Each kind has files of its own, which reach the others through here, so that no file needs one that needs it; and C++
 * puts what it adds to C before each of them.
 */
export interface Recursion {
  readonly operand: (lowering: Lowering, node: SyntaxNode) => Operand;
  readonly into: (lowering: Lowering, to: Place, node: SyntaxNode) => void;
  readonly condition: (lowering: Lowering, node: SyntaxNode, yes: number, no: number) => void;
  readonly statement: (lowering: Lowering, node: SyntaxNode) => void;
  readonly place: (lowering: Lowering, node: SyntaxNode) => Place | null;
  readonly callee: (lowering: Lowering, name: SyntaxNode) => Callee;
  /** One argument of a call, by its number among them. */
  readonly argument: (lowering: Lowering, node: SyntaxNode, at: number, callee: string) => Operand;
  /** The place of a name that no scope of the function declares. */
  readonly outside: (lowering: Lowering, name: string) => Place;
}

/** Emits what an expression does, and tells what it is worth. */
export const lowerOperand = (lowering: Lowering, node: SyntaxNode): Operand =>
  lowering.recursion.operand(lowering, node);

/** Emits what an expression does and puts its value into a place. */
export const lowerInto = (lowering: Lowering, to: Place, node: SyntaxNode): void =>
  lowering.recursion.into(lowering, to, node);

/** Goes on at `yes` where the expression is not 0, at `no` where it is. */
export const lowerCondition = (lowering: Lowering, node: SyntaxNode, yes: number, no: number): void =>
  lowering.recursion.condition(lowering, node, yes, no);

/** Emits a statement. */
export const lowerStatement = (lowering: Lowering, node: SyntaxNode): void =>
  lowering.recursion.statement(lowering, node);

/** The place that an expression names, null where it names none that is followed. Emits what it takes to get there. */
export const lowerPlace = (lowering: Lowering, node: SyntaxNode): Place | null =>
  lowering.recursion.place(lowering, node);

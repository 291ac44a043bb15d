import { type Operand, type Place, throughPointer } from '../../ir';
import type { SyntaxNode } from '../../syntax';
import type { Lowering } from '../lowering';
import type { ClassFacts } from './classes';

/**
 * A method of an object that a pointer leads to may show the object to others, or close what it holds; one whose body is at
 * hand and says nothing of either does not.
 */
export function showPointee(
  lowering: Lowering,
  place: Place,
  facts: ClassFacts | null,
  node: SyntaxNode,
  method: string,
): void {
  if (lowering.variables.get(place)?.kind !== 'pointer' || facts?.quiet.has(method) === true) return;
  const args: readonly Operand[] = [{ kind: 'place', place }];
  lowering.emit({ op: 'call', to: null, callee: throughPointer('object'), args, at: lowering.span(node) });
}

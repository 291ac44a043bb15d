import { type Operand, throughPointer } from '../../ir';
import { find, type SyntaxNode } from '../../syntax';
import type { Lowering } from '../lowering';
import type { Scene } from './scene';

/**
 * What a lambda mentions may be closed whenever it is called: it is handed over. The body is a function of its own, and
 * nothing of it happens here.
 */
export function lowerLambda(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  if (lowering.view.at === null) scene.lambdas.push(node);
  handOverMentioned(lowering, node, 'lambda');
}

/** Other code has these variables from now on. */
export function handOverMentioned(lowering: Lowering, node: SyntaxNode, callee: string): void {
  const places = new Set(
    find(node, 'identifier').flatMap((each) => lowering.lookUp(lowering.textOf(each)) ?? []),
  );
  if (places.size === 0) return;
  const args = [...places].map((place): Operand => {
    const kind = lowering.variables.get(place)?.kind;
    return { kind: kind === 'aggregate' || kind === 'array' ? 'address' : 'place', place };
  });
  lowering.emit({ op: 'call', to: null, callee: throughPointer(callee), args, at: lowering.span(node) });
}

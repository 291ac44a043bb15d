import { type Operand, throughPointer } from '../../ir';
import { child, find, type SyntaxNode } from '../../syntax';
import type { Lowering } from '../lowering';
import { isBorrowing } from './names';
import type { Scene } from './scene';

/**
 * What a lambda mentions may be closed whenever it is called: it is handed over. The body is a function of its own, and
 * nothing of it happens here.
 */
export function lowerLambda(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  if (lowering.view.at === null) scene.lambdas.push(node);
  handOverMentioned(lowering, node, 'lambda', new Set(borrowedIn(lowering, node)));
}

/** Names that a lambda gives to nothing but APIs that leave descriptors open: whoever runs it closes nothing. */
function borrowedIn(lowering: Lowering, node: SyntaxNode): readonly string[] {
  const body = child(node, 'body');
  if (body === null) return [];
  const nameOf = (each: SyntaxNode): string => lowering.textOf(each);
  const calls = find(body, 'call_expression').filter((call) => {
    const name = child(call, 'function');
    return name !== null && isBorrowing(lowering.textOf(name).replace(/^::/, ''));
  });
  const given = calls.flatMap((call) =>
    (child(call, 'arguments')?.children ?? []).filter(({ type }) => type === 'identifier').map(nameOf),
  );
  const mentioned = find(body, 'identifier').map(nameOf);
  const count = (names: readonly string[], name: string): number =>
    names.filter((each) => each === name).length;
  return [...new Set(given)].filter((name) => count(given, name) === count(mentioned, name));
}

const NONE: ReadonlySet<string> = new Set();

/** Other code has these variables from now on. */
export function handOverMentioned(
  lowering: Lowering,
  node: SyntaxNode,
  callee: string,
  borrowed: ReadonlySet<string> = NONE,
): void {
  const places = new Set(
    find(node, 'identifier').flatMap((each) => {
      const name = lowering.textOf(each);
      return borrowed.has(name) ? [] : (lowering.lookUp(name) ?? []);
    }),
  );
  if (places.size === 0) return;
  const args = [...places].map((place): Operand => {
    const kind = lowering.variables.get(place)?.kind;
    return { kind: kind === 'aggregate' || kind === 'array' ? 'address' : 'place', place };
  });
  lowering.emit({ op: 'call', to: null, callee: throughPointer(callee), args, at: lowering.span(node) });
}

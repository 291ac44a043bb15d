import type { Variable } from '../../ir';
import { child, find, type SyntaxNode } from '../../syntax';
import { readDeclarator } from '../declarations';
import type { Lowering } from '../lowering';
import type { Scene } from './scene';
import { isPlain } from './types';

/** The parameters of a function, in order; what is given by reference is written through a pointer. */
export function declareParametersOf(scene: Scene, lowering: Lowering, list: SyntaxNode | null): Variable[] {
  return (list?.children ?? []).flatMap((each, at) => declareParameter(scene, lowering, each, at) ?? []);
}

/** One parameter; null for what is none. */
export function declareParameter(
  scene: Scene,
  lowering: Lowering,
  node: SyntaxNode,
  at: number,
): Variable | null {
  if (!/parameter_declaration$/.test(node.type)) return null;
  const declarator = child(node, 'declarator');
  const declared = readDeclarator(lowering.view.text, declarator);
  const type = child(node, 'type');
  const written = type === null ? '' : lowering.textOf(type);
  if (declared === null && written === 'void' && declarator === null) return null;
  const name = declared?.name ?? `unnamed${at}`;
  const isConst = node.children.some(
    (each) => each.type === 'type_qualifier' && lowering.textOf(each) === 'const',
  );
  const pointer = declared !== null && (declared.pointer || declared.dimensions > 0);
  const plain = pointer || isPlain(scene.around, written);
  const reference = declarator !== null && find(declarator, 'reference_declarator').length > 0;
  const moved = reference && /&&/.test(declarator === null ? '' : lowering.textOf(declarator));
  const behind = !plain || (reference && !isConst && !moved);
  const kind = pointer || behind ? 'pointer' : 'scalar';
  const place = lowering.declare(name, kind);
  scene.typeOf.set(place, written);
  if (behind) lowering.alias(name, place.pointee);
  else if (kind === 'pointer' && isConst) lowering.readOnly.add(place);
  return { place, kind };
}

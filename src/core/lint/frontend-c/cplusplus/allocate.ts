import { byName, type Operand, UNKNOWN } from '../../ir';
import type { SyntaxNode } from '../../syntax';
import type { Lowering } from '../lowering';
import { argumentOf, construct } from './calls';
import type { ClassFacts } from './classes';
import type { Scene } from './scene';
import { classOf, isPlain, meant, type Types } from './types';

/**
 * `new Conn(fd)`: memory that is this function's until others know it, with what the constructor keeps in the field that holds
 * the object's descriptor. Of a class that cannot be looked into, what it is made of is given away.
 */
export function allocate(
  scene: Scene,
  lowering: Lowering,
  type: string,
  values: readonly SyntaxNode[],
  node: SyntaxNode,
): Operand {
  const facts = classOf(scene.around, type);
  const field = facts === null || values.length === 0 ? null : owningField(scene.around, facts);
  if (facts === null || field === null) {
    construct(scene, lowering, type, values, node);
    return UNKNOWN;
  }
  const at = lowering.span(node);
  const object = lowering.temporary('pointer');
  lowering.emit({ op: 'call', to: object, callee: byName('operator_new'), args: [], at });
  const args = values.map((each, index) => argumentOf(scene, lowering, each, index, ''));
  const callee = byName(`${facts.name}::${facts.name}`);
  lowering.emit({ op: 'call', to: null, callee, args, at, holder: object.pointee.field(field) });
  return { kind: 'place', place: object };
}

/** The one field by which an object holds a descriptor that its destructor closes; null where it is not one. */
export function owningField(types: Types, { bases, destructor, fields }: ClassFacts): string | null {
  if (bases.length > 0 || destructor !== 'closes') return null;
  const numbers = [...fields].filter(
    ([, { type, pointer, array }]) =>
      !pointer && !array && isPlain(types, type) && isNumber(meant(types, type)),
  );
  const named = numbers.filter(([name]) => DESCRIPTOR.test(name));
  const [only, ...others] = named.length > 0 ? named : numbers;
  return only === undefined || others.length > 0 ? null : only[0];
}

const isNumber = (type: string): boolean => /^(?:int|SOCKET)$/.test(type);
const DESCRIPTOR = /fd|sock|desc|handle|conn/i;

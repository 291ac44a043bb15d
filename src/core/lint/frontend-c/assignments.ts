import { type Operand, type Place, UNKNOWN } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import type { Lowering } from './lowering';
import { lowerInto, lowerOperand, lowerPlace } from './recursion';

export function lowerAssignment(lowering: Lowering, node: SyntaxNode): Operand {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === null || right === null) return UNKNOWN;
  const place = lowerPlace(lowering, left);
  if (place === null) {
    lowerInto(lowering, elsewhere(lowering), right);
    return UNKNOWN;
  }
  if (node.operator === '=') lowerInto(lowering, place, right);
  else
    lowering.emit({
      op: 'assign',
      to: place,
      from: changed(lowering, place, node.operator, right),
      at: lowering.span(node),
    });
  return { kind: 'place', place };
}

/** A place that is not followed: what is stored there is kept by other code. */
const elsewhere = ({ places }: Lowering): Place => places.variable('$elsewhere').pointee.someElement;

/** `x += 2` can be followed; any other change makes it unknown. */
function changed(lowering: Lowering, place: Place, operator: string, right: SyntaxNode): Operand {
  const value = lowerOperand(lowering, right);
  if (value.kind === 'constant' && (operator === '+=' || operator === '-='))
    return { kind: 'sum', place, delta: operator === '+=' ? value.value : -value.value };
  return UNKNOWN;
}

export function lowerUpdate(lowering: Lowering, node: SyntaxNode): Operand {
  const argument = child(node, 'argument');
  const place = argument === null ? null : lowerPlace(lowering, argument);
  if (argument === null || place === null) return UNKNOWN;
  const at = lowering.span(node);
  const increased: Operand = { kind: 'sum', place, delta: node.operator === '--' ? -1 : 1 };
  const prefix = argument.end === node.end;
  if (prefix) {
    lowering.emit({ op: 'assign', to: place, from: increased, at });
    return { kind: 'place', place };
  }
  const before = lowering.temporary();
  lowering.emit({ op: 'assign', to: before, from: { kind: 'place', place }, at });
  lowering.emit({ op: 'assign', to: place, from: increased, at });
  return { kind: 'place', place: before };
}

export function lowerLiteral(lowering: Lowering, node: SyntaxNode): Operand {
  const list = node.type === 'initializer_list' ? node : child(node, 'value');
  const temporary = lowering.temporary('aggregate');
  if (list !== null) lowerInitializers(lowering, temporary, list);
  return { kind: 'place', place: temporary };
}

/** `{ .fd = fd, 3 }`: fields by name, elements by number. */
export function lowerInitializers(lowering: Lowering, to: Place, list: SyntaxNode): void {
  list.children.forEach((each, at) => {
    const value = each.type === 'initializer_pair' ? child(each, 'value') : each;
    if (value === null) return;
    const designator = each.type === 'initializer_pair' ? lowering.textOf(each.children[0]) : '';
    const field = /^\.(\w+)$/.exec(designator)?.[1];
    const element = () => (designator === '' ? to.element(at) : to.someElement);
    lowerInto(lowering, field === undefined ? element() : to.field(field), value);
  });
}

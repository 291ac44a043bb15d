import type { Place, Projection } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { expansionOf } from './expand';
import type { Lowering } from './lowering';
import { lowerOperand, lowerPlace } from './recursion';

/** The place that an expression names, null where it names none that is followed. Emits what it takes to get there. */
export function lowerAnyPlace(lowering: Lowering, node: SyntaxNode): Place | null {
  switch (node.type) {
    case 'identifier':
      return namedPlace(lowering, node);
    case 'parenthesized_expression':
      return node.children.length === 1 ? lowerPlace(lowering, node.children[0]) : null;
    case 'cast_expression': {
      const value = child(node, 'value');
      return value === null ? null : lowerPlace(lowering, value);
    }
    case 'field_expression':
      return fieldPlace(lowering, node);
    case 'pointer_expression':
      return node.operator === '*' ? pointedPlace(lowering, node) : null;
    case 'subscript_expression':
      return elementPlace(lowering, node);
    default:
      return null;
  }
}

function namedPlace(lowering: Lowering, node: SyntaxNode): Place | null {
  const name = lowering.textOf(node);
  const bound = lowering.view.bindings.get(name);
  if (bound !== undefined) return lowering.within(bound.view, () => lowerPlace(lowering, bound.node));
  const variable = lowering.lookUp(name);
  if (variable !== null) return variable;
  const expansion = expansionOf(lowering, node);
  if (expansion === null) return lowering.recursion.outside(lowering, name);
  const { expression, view } = expansion;
  return expression === null ? null : lowering.within(view, () => lowerPlace(lowering, expression));
}

/** The place of an expression; a value without one is put into a temporary. */
function anyPlace(lowering: Lowering, node: SyntaxNode): Place | null {
  const place = lowerPlace(lowering, node);
  if (place !== null) return place;
  const value = lowerOperand(lowering, node);
  if (value.kind === 'place') return value.place;
  const temporary = lowering.temporary('pointer');
  lowering.emit({ op: 'assign', to: temporary, from: value, at: lowering.span(node) });
  return temporary;
}

function fieldPlace(lowering: Lowering, node: SyntaxNode): Place | null {
  const argument = child(node, 'argument');
  const field = child(node, 'field');
  if (argument === null || field === null) return null;
  const name = lowering.view.text.slice(field.start, field.end);
  if (!/^\w+$/.test(name)) return null;
  const through = node.operator === '->';
  const address = through ? addressed(lowering, argument) : null;
  if (address !== null) return address.field(name);
  const place = anyPlace(lowering, argument);
  return place === null ? null : (through ? place.pointee : place).field(name);
}

/** `(&x)->field` and `array->field` need no pointer. */
function addressed(lowering: Lowering, node: SyntaxNode): Place | null {
  if (node.type === 'parenthesized_expression' && node.children.length === 1)
    return addressed(lowering, node.children[0]);
  if (node.type === 'pointer_expression' && node.operator === '&') {
    const argument = child(node, 'argument');
    return argument === null ? null : lowerPlace(lowering, argument);
  }
  if (node.type !== 'identifier') return null;
  const bound = lowering.view.bindings.get(lowering.textOf(node));
  if (bound !== undefined) return lowering.within(bound.view, () => addressed(lowering, bound.node));
  const variable = lowering.lookUp(lowering.textOf(node));
  return variable !== null && lowering.variables.get(variable)?.kind === 'array' ? variable.element(0) : null;
}

function pointedPlace(lowering: Lowering, node: SyntaxNode): Place | null {
  const argument = child(node, 'argument');
  if (argument === null) return null;
  const known = addressed(lowering, argument);
  if (known !== null) return known;
  const place = lowerPlace(lowering, argument) ?? controlData(lowering, argument);
  return place?.pointee ?? null;
}

/** `*(int *)CMSG_DATA(message)` */
const controlData = (lowering: Lowering, node: SyntaxNode): Place | null =>
  /\bCMSG_DATA\s*\(/.test(lowering.textOf(node)) ? anyPlace(lowering, node) : null;

function elementPlace(lowering: Lowering, node: SyntaxNode): Place | null {
  const argument = child(node, 'argument');
  const index = child(node, 'index');
  if (argument === null || index === null) return null;
  const base = anyPlace(lowering, argument);
  const value = lowerOperand(lowering, index);
  if (base === null) return null;
  const array = (lowering.dimensions.get(base.root) ?? 0) > indicesIn(base);
  if (array && !base.isBehindPointer) {
    if (value.kind === 'constant') return base.element(Math.max(0, value.value));
    if (value.kind === 'place' && indicesIn(value.place) === 0)
      return base.project({ kind: 'indexed', by: value.place });
    return base.someElement;
  }
  if (value.kind !== 'constant') return base.pointee.someElement;
  return value.value <= 0 ? base.pointee : base.pointee.project({ kind: 'further', by: value.value });
}

/** How often an element of an array is named on the way to a place. */
export function indicesIn(place: Place): number {
  const isIndex = ({ kind }: Projection) => kind === 'element' || kind === 'indexed' || kind === 'some';
  return place.projections.filter(isIndex).length;
}

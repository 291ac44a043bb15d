import type { Operand, Place } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import type { Lowering } from './lowering';
import { opaque } from './operators';

/** Functions that answer the same of the same texts. */
const COMPARING: ReadonlySet<string> = new Set([
  'strcmp',
  'strncmp',
  'strcasecmp',
  'strncasecmp',
  'strstr',
  'strchr',
  'strlen',
]);

/**
 * What a comparison of texts is worth that this function cannot write: literals, and parameters that point to const.
 * Asked twice, it answers the same. Null for any other call.
 */
export function comparison(lowering: Lowering, node: SyntaxNode): Operand | null {
  const name = child(node, 'function');
  if (name?.type !== 'identifier' || !COMPARING.has(lowering.textOf(name)) || lowering.view.at !== null)
    return null;
  const reads: Place[] = [];
  for (const each of child(node, 'arguments')?.children ?? []) {
    if (each.type === 'string_literal' || each.type === 'number_literal') continue;
    const place = each.type === 'identifier' ? lowering.lookUp(lowering.textOf(each)) : null;
    if (place === null || !lowering.readOnly.has(place)) return null;
    reads.push(place);
  }
  return opaque(lowering, node, reads);
}

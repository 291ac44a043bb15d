import type { Place } from '../ir';
import { find, type SyntaxNode } from '../syntax';
import type { Lowering } from './lowering';

/** Code that could not be read: of the variables that it names nothing is known from here on. */
export function loseSight(lowering: Lowering, node: SyntaxNode): void {
  loseSightOf(lowering, find(node, 'identifier'), node);
}

/** Of these variables nothing is known from here on. */
export function loseSightOf(lowering: Lowering, names: readonly SyntaxNode[], node: SyntaxNode): void {
  const places = new Set<Place>();
  for (const name of names) {
    const place = lowering.lookUp(lowering.textOf(name));
    if (place !== null) places.add(place);
  }
  if (places.size > 0) lowering.emit({ op: 'unread', places: [...places], at: lowering.span(node) });
}

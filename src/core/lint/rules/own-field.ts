import type { Place } from '../ir';

/** The field of the function's own object that a place is, null for another place. */
export function ownField({ root: { start }, projections: [first, second], depth }: Place): string | null {
  if (depth !== 2 || start.kind !== 'variable' || start.name !== 'this') return null;
  return first.kind === 'pointee' && second.kind === 'field' ? second.name : null;
}

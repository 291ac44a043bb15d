import type { Kind, NodeObservation } from '../models-ts';
import type { Objection } from './object-rule';

/** A class that can be ended, and that does not end what it keeps. */
export function neverEndedField(seen: NodeObservation, kinds: ReadonlySet<Kind>): Objection | null {
  if (seen.what !== 'field-kept' || !kinds.has(seen.object.kind) || seen.lookedAfter) return null;
  return { how: 'kept-field', at: seen.at, values: { method: seen.method } };
}

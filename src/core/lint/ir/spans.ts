import { type IrFunction, NOWHERE, type Span } from './instruction';
import { Place } from './place';

type Movable = { -readonly [Key in keyof Span]: Span[Key] };

const known = new WeakMap<IrFunction, readonly Movable[]>();

/**
 * Moves all places of a function by as many units as the text above it grew. They are the one thing in a function that
 * ever changes: so it stays the same object while only what stands around it is edited.
 */
export function moveSpans(fn: IrFunction, by: number): void {
  if (by === 0) return;
  for (const span of spansOf(fn)) {
    span.start += by;
    span.end += by;
  }
}

/** Whether a function speaks of a place, be it in another one around it: it moves with the function then. */
export const speaksOf = (fn: IrFunction, { start, end }: Span): boolean =>
  spansOf(fn).some((each) => each.start === start && each.end === end);

function spansOf(fn: IrFunction): readonly Movable[] {
  let spans = known.get(fn);
  if (spans === undefined) {
    spans = [...collect(fn, new Set())];
    known.set(fn, spans);
  }
  return spans;
}

function collect(value: unknown, found: Set<Movable>): Set<Movable> {
  if (typeof value !== 'object' || value === null || value === NOWHERE || value instanceof Place)
    return found;
  if (isSpan(value)) found.add(value);
  else if (value instanceof Map || Array.isArray(value))
    for (const each of value.values()) collect(each, found);
  else for (const each of Object.values(value)) collect(each, found);
  return found;
}

export const isSpan = (value: object): value is Span =>
  'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';

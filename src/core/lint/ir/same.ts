import { type IrFunction, NOWHERE } from './instruction';
import { isSpan, moveSpans } from './spans';

/**
 * The functions of a text that was edited, those that read as before taken from `before`, their places moved: what
 * is kept by such a function stays true.
 */
export function keepSame(
  before: readonly IrFunction[],
  functions: readonly IrFunction[],
): readonly IrFunction[] {
  const given = new Set(functions);
  const left = new Map<string, IrFunction[]>();
  for (const fn of before)
    if (!given.has(fn)) {
      const named = left.get(fn.id.text);
      if (named === undefined) left.set(fn.id.text, [fn]);
      else named.push(fn);
    }
  const known = new Set(before);
  return functions.map((fn) => {
    const named = known.has(fn) ? undefined : left.get(fn.id.text);
    const at = named?.findIndex((each) => shapeOf(each) === shapeOf(fn)) ?? -1;
    if (named === undefined || at < 0) return fn;
    const [same] = named.splice(at, 1);
    moveSpans(same, fn.at.start - same.at.start);
    return same;
  });
}

const shapes = new WeakMap<IrFunction, string>();

/** Equal for functions that differ in nothing but where they begin. */
function shapeOf(fn: IrFunction): string {
  const known = shapes.get(fn);
  if (known !== undefined) return known;
  const base = fn.at.start;
  const shape = JSON.stringify(fn, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || value === NOWHERE) return value;
    if (value instanceof Map) return [...value];
    return isSpan(value) ? [value.start - base, value.end - base] : value;
  });
  shapes.set(fn, shape);
  return shape;
}

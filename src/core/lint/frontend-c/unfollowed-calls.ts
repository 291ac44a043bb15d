import { Covered, calledName, type IrFunction, type Omission, omission, type Span } from '../ir';
import { deadSections } from './branches';
import { type OpeningCall, openingCalls } from './opening-calls';

/** A text in one configuration, and the parts of it that were looked at, in order. */
export interface LookedAt {
  readonly text: string;
  readonly parts: readonly (Span & { readonly functions: readonly IrFunction[] })[];
}

/**
 * The calls in a text that open something and are in no function as it was lowered, in no configuration: whatever the
 * reason is, they are told of, so that nothing passes for clean that was not read. Those behind `#if 0`, and what
 * `omitted` already speaks of, are left out. Of neighbouring ones the first is told.
 */
export function unfollowedCalls(
  file: string,
  text: string,
  openers: ReadonlySet<string>,
  look: () => readonly LookedAt[],
  omitted: readonly Omission[],
): readonly Omission[] {
  const calls = openingCalls(text, openers);
  if (calls.length === 0) return [];
  const looked = look();
  const lost = calls.filter((call) => !looked.some((each) => isFollowed(each, call)));
  if (lost.length === 0 || omitted.some(({ at }) => at === null)) return [];
  const told = new Covered(omitted.map(({ at }) => at));
  const dead = new Covered(deadSections(text));
  const found = new Map<unknown, Omission>();
  for (const call of lost) {
    const { name, at } = call;
    if (told.has(at.start) || dead.has(at.start)) continue;
    const where = looked.find((each) => isIn(each, call));
    const part = where === undefined ? null : partAround(where, at.start);
    const key = part ?? `${where === undefined} ${name}`;
    if (!found.has(key))
      found.set(key, omission(file, at, where === undefined ? 'configuration' : 'call', name));
  }
  return [...found.values()];
}

const isIn = ({ text }: LookedAt, { name, at }: OpeningCall): boolean => text.startsWith(name, at.start);

/** Whether a function calls it there: by its name, be it through a macro that it is given to, or as a macro says. */
function isFollowed(looked: LookedAt, call: OpeningCall): boolean {
  if (!isIn(looked, call)) return false;
  const around = partAround(looked, call.at.start)?.functions ?? [];
  return around.some((fn) => holds(fn.at, call.at.start) && callsAt(fn, call));
}

const holds = ({ start, end }: Span, place: number): boolean => start <= place && place < end;

const callsAt = ({ blocks }: IrFunction, { name, at }: OpeningCall): boolean =>
  blocks.some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.op === 'call' &&
        (each.at.start === at.start || (calledName(each) === name && holds(each.at, at.start))),
    ),
  );

/** The last part that begins before a place; null where that is none. */
function partAround({ parts }: LookedAt, place: number): LookedAt['parts'][number] | null {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle].start <= place) low = middle + 1;
    else high = middle;
  }
  return low > 0 && holds(parts[low - 1], place) ? parts[low - 1] : null;
}

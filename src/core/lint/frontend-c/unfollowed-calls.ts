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
 * `omitted` already speaks of, are left out. Neighbouring ones in one part of the file are told as one.
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
  const known = new Map<IrFunction, Calls>();
  const callsOf = (fn: IrFunction): Calls => {
    const calls = known.get(fn) ?? callsIn(fn);
    known.set(fn, calls);
    return calls;
  };
  const followed = new Set(calls.filter((call) => looked.some((each) => isFollowed(each, call, callsOf))));
  if (followed.size === calls.length || omitted.some(({ at }) => at === null)) return [];
  const told = new Covered(omitted.map(({ at }) => at));
  const dead = new Covered(deadSections(text));
  const found: Omission[] = [];
  let last: LookedAt['parts'][number] | null | undefined;
  for (const call of calls) {
    const { name, at } = call;
    if (told.has(at.start) || dead.has(at.start)) continue;
    if (followed.has(call)) {
      last = undefined;
      continue;
    }
    const where = looked.find((each) => isIn(each, call));
    const part = where === undefined ? null : partAround(where, at.start);
    const before = found.at(-1);
    if (before?.at && part === last)
      found[found.length - 1] = { ...before, at: { ...before.at, end: at.end } };
    else found.push(omission(file, at, where === undefined ? 'configuration' : 'call', name));
    last = part;
  }
  return found;
}

const isIn = ({ text }: LookedAt, { name, at }: OpeningCall): boolean => text.startsWith(name, at.start);

/** Whether a function calls it there: by its name, be it through a macro that it is given to, or as a macro says. */
function isFollowed(looked: LookedAt, call: OpeningCall, callsOf: (fn: IrFunction) => Calls): boolean {
  if (!isIn(looked, call)) return false;
  const { name, at } = call;
  return (partAround(looked, at.start)?.functions ?? []).some((fn) => {
    if (!holds(fn.at, at.start)) return false;
    const { starts, around } = callsOf(fn);
    return starts.has(at.start) || around.get(name)?.has(at.start) === true;
  });
}

const holds = ({ start, end }: Span, place: number): boolean => start <= place && place < end;

/** Where a function calls something, and by name the text of the calls. */
interface Calls {
  readonly starts: ReadonlySet<number>;
  readonly around: ReadonlyMap<string, Covered>;
}

function callsIn({ blocks }: IrFunction): Calls {
  const starts = new Set<number>();
  const spans = new Map<string, Span[]>();
  for (const { instructions } of blocks)
    for (const each of instructions) {
      if (each.op !== 'call') continue;
      starts.add(each.at.start);
      const name = calledName(each);
      if (name === null) continue;
      const known = spans.get(name);
      if (known === undefined) spans.set(name, [each.at]);
      else known.push(each.at);
    }
  return { starts, around: new Map([...spans].map(([name, all]) => [name, new Covered(all)])) };
}

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

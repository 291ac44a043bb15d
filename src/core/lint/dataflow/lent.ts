import { type IrFunction, type Place, successors } from '../ir';
import type { Call } from './context';

const known = new WeakMap<Call, ReadonlyMap<Place, boolean>>();

/**
 * Whether a call through a pointer only borrows what stands in a place: the function closes it where that call fails,
 * and where it succeeds too, save at exits by which it says that something else failed.
 */
export function isLent(fn: IrFunction, call: Call, place: Place): boolean {
  const before = known.get(call)?.get(place);
  if (before !== undefined) return before;
  const lent = isClosedEitherWay(fn, call, place);
  known.set(call, new Map([...(known.get(call) ?? []), [place, lent]]));
  return lent;
}

function isClosedEitherWay(fn: IrFunction, call: Call, place: Place): boolean {
  const block = fn.blocks.find(({ instructions }) => instructions.includes(call));
  if (block?.terminator.op !== 'branch' || call.to === null) return false;
  const { condition, yes, no } = block.terminator;
  if (condition.left.kind !== 'place' || condition.left.place !== call.to) return false;
  return [yes, no].every((from) => closesFrom(fn, from, place));
}

/** From a block on, the place is closed on some way, and on all ways that do not return a negative number. */
function closesFrom(fn: IrFunction, from: number, place: Place): boolean {
  const seen = new Set([from]);
  const waiting = [from];
  let closed = false;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { instructions, terminator } = fn.blocks[at];
    if (instructions.some((each) => each.op === 'call' && isCloseOf(each, place))) {
      closed = true;
      continue;
    }
    if (terminator.op === 'return') {
      const failed = terminator.value?.kind === 'constant' && terminator.value.value < 0;
      if (!failed) return false;
    }
    for (const next of successors(terminator)) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return closed;
}

const isCloseOf = ({ callee, args: [first] }: Call, place: Place): boolean =>
  callee.kind === 'name' &&
  /close(?:socket|sock|fd)?$/i.test(callee.name) &&
  first?.kind === 'place' &&
  first.place === place;

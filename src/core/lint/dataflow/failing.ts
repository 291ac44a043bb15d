import { type IrFunction, type Place, printCallee } from '../ir';
import type { ArgumentPath } from './argument-path';
import type { Context } from './context';
import type { Exit, Exploration } from './explore';
import { allHolders } from './memory';
import { isKept, pathOf } from './path-of';
import { lose } from './resources';
import { NEGATIVE } from './sign';
import { signs } from './signs';
import { type State, type Step, type Value, valueKey } from './state';

/**
 * Tells the exits by which a function says that it failed: a negative value; where it returns none, the value that it
 * returns when it cannot open what at its other exits stands open behind an argument.
 */
export function failing(fn: IrFunction, exits: readonly Exit[]): (exit: Exit) => boolean {
  if (exits.some(isNegative)) return isNegative;
  const opening = new Set(exits.flatMap(({ state }) => calleesOf(state)));
  const failed = new Set(
    exits
      .filter(({ state }) => !leavesOpen(fn, state) && failsAt(state.trace, opening))
      .flatMap(({ value }) => codeOf(value) ?? []),
  );
  const succeeds = exits.some(
    ({ state, value }) => leavesOpen(fn, state) && !failed.has(codeOf(value) ?? ''),
  );
  return ({ value }) => succeeds && failed.has(codeOf(value) ?? '');
}

/** Reports what a function leaves open behind its arguments although it fails; false where there was no time for all. */
export function reportLeft(context: Context, { exits, closedIn }: Exploration): boolean {
  const { fn } = context;
  const failed = failing(fn, exits);
  for (const exit of exits) {
    if (context.allowance.isSpent) return false;
    if (!failed(exit)) continue;
    const { state, at } = exit;
    const holders = allHolders(state);
    for (const resource of state.resources.values()) {
      if (resource.status !== 'open' || resource.site === null || resource.passed) continue;
      const held = holders.get(resource.id) ?? [];
      const path = leftPath(fn, held);
      if (path === null) continue;
      const left = { path, closedElsewhere: isClosedElsewhere(held, closedIn) };
      lose(context, state, resource, 'left', at, { forGood: false, holders: held, left });
    }
  }
  return true;
}

/** On some other path the function closes what the same place holds: it knows whose it is. */
export const isClosedElsewhere = (holders: readonly Place[], closedIn: ReadonlySet<Place>): boolean =>
  holders.some((place) => closedIn.has(place));

function leftPath(fn: IrFunction, holders: readonly Place[]): ArgumentPath | null {
  if (isKept(fn, holders)) return null;
  for (const place of holders) {
    const path = pathOf(fn, place);
    if (path !== null && path !== 'elsewhere' && !path.isWhole) return path;
  }
  return null;
}

const isNegative = ({ state, value }: Exit): boolean =>
  value !== null && (signs(state, value) & ~NEGATIVE) === 0;

function leavesOpen(fn: IrFunction, state: State): boolean {
  const holders = allHolders(state);
  return [...state.resources.values()].some(
    ({ id, status, site }) =>
      status === 'open' && site !== null && leftPath(fn, holders.get(id) ?? []) !== null,
  );
}

const calleesOf = (state: State): string[] =>
  [...state.resources.values()].flatMap(({ site }) => (site === null ? [] : printCallee(site.callee)));

/** Whether one of these calls failed on the way. */
function failsAt(trace: Step | null, callees: ReadonlySet<string>): boolean {
  for (let step = trace; step !== null; step = step.before)
    if (step.what === 'fails' && callees.has(printCallee(step.callee))) return true;
  return false;
}

/** What a caller compares: numbers, and names that stand for some. */
function codeOf(value: Value | null): string | null {
  if (value?.kind === 'number' || value?.kind === 'failure') return String(value.value);
  return value?.kind === 'sentinel' ? valueKey(value) : null;
}

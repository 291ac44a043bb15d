import { byName, type IrFunction, type Operand } from '../ir';
import type { Call, Context } from './context';
import type { Behaviour } from './outcome';

/** What a call starts in another thread, as a call of that function; and which argument each of its arguments was. */
interface Started extends Call {
  readonly given: readonly number[];
}

/** pthread_create(3), C11's threads.h, and C++'s thread. */
const STARTERS: ReadonlyMap<string, { readonly entry: number; readonly from: number }> = new Map([
  ['pthread_create', { entry: 2, from: 3 }],
  ['thrd_create', { entry: 1, from: 2 }],
  ...['std::thread', 'std::jthread', 'new_thread', 'new_jthread'].map(
    (name) => [name, { entry: 0, from: 1 }] as const,
  ),
]);

/** The function that a call starts in a thread, where it is named and not in a variable; else null. */
export function startedBy(fn: IrFunction, call: Call): Started | null {
  const starter = STARTERS.get(call.callee.name);
  const entry = starter === undefined ? undefined : call.args[starter.entry];
  if (starter === undefined || entry?.kind !== 'place') return null;
  const { place } = entry;
  if (!place.isRoot || place.start.kind !== 'variable' || fn.variables.has(place)) return null;
  const given = call.args.map((_, at) => at).slice(starter.from);
  const args = given.map((at): Operand => call.args[at]);
  return { ...call, to: null, callee: byName(place.start.name), args, given };
}

/**
 * The arguments of a call that are the caller's to close afterwards as before: numbers that the function in the other thread
 * is known neither to close nor to keep.
 */
export function keptByStarter({ fn, behaviourOf }: Context, call: Call): ReadonlySet<number> {
  const started = startedBy(fn, call);
  const behaviour = started === null ? null : behaviourOf(started);
  if (started === null || behaviour === null) return new Set();
  return new Set(started.given.filter((_, at) => leavesOpen(behaviour, at)));
}

/** One that never returns may serve it for ever. */
const leavesOpen = ({ outcomes, page }: Behaviour, argument: number): boolean =>
  page === null &&
  outcomes.length > 0 &&
  outcomes.every(({ effects }) => effects.every(({ path }) => path.argument !== argument));

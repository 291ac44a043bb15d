import type { Place } from '../ir';
import type { Call, Context } from './context';
import { read } from './memory';
import type { Outcome } from './outcome';
import { spelled } from './resources';
import { MINUS_ONE, POSITIVE, ZERO } from './sign';
import type { Resource, Side, State, Step } from './state';
import type { ResourceId } from './terms';

/** fork(2) returns 0 in the child, the child's number in the parent, and -1 if there is none. */
export function sideOf({ result }: Outcome): Side | null {
  if (result.kind === 'constant')
    return result.value === 0 ? 'child' : result.value > 0 ? 'parent' : 'failed';
  if (result.kind !== 'number') return null;
  return result.mask === ZERO
    ? 'child'
    : result.mask === POSITIVE
      ? 'parent'
      : result.mask === MINUS_ONE
        ? 'failed'
        : null;
}

export type Fork = Extract<Step, { readonly what: 'forked' }>;

/** The last fork on the way here, after something was acquired if `since` names it. */
export function lastFork(trace: Step | null, since: ResourceId | null = null): Fork | null {
  for (let step = trace; step !== null; step = step.before) {
    if (step.what === 'forked') return step;
    if (since !== null && step.what === 'acquired' && step.site === since) return null;
  }
  return null;
}

export const isSide = (step: Step | null, side: Side): boolean =>
  step?.what === 'forked' && step.side === side;

/** exec(3) in a child: what is open and not marked close-on-exec is the new program's too. */
export function noticeExec(context: Context, state: State, call: Call): void {
  for (const resource of state.resources.values()) {
    if (resource.status !== 'open' || resource.site === null || resource.passed) continue;
    if (isSide(lastFork(state.trace, resource.id), 'child'))
      report(context, state, 'inherited', call, resource, resource.site.place);
  }
}

/** A child's end: the places that it closed or gave away until then. */
export function noticeEnd(context: Context, state: State, call: Call): void {
  if (!isSide(lastFork(state.trace), 'child')) return;
  const settled = [...state.places].flatMap(([place, value]) => {
    const resource = value.kind === 'resource' ? state.resources.get(value.id) : undefined;
    return resource !== undefined && (resource.status !== 'open' || resource.passed)
      ? (spelled(state, place) ?? place)
      : [];
  });
  report(context, state, 'child-ended', call, null, null, settled);
}

/** Waiting on one end of a pipe whose other end this process holds open too: no end of file will come. */
export function noticeOwnEnd(context: Context, state: State, call: Call): void {
  const [operand] = call.args;
  if (operand?.kind !== 'place') return;
  const value = read(state, operand.place);
  const id = value.kind === 'resource' ? value.id : null;
  if (id?.index !== 0 && id?.index !== 1) return;
  const other = state.resources.get(id.symbol.opened(1 - id.index));
  if (other?.status !== 'open' || other.passed || other.site === null) return;
  const fork = lastFork(state.trace, other.id);
  if (isSide(fork, 'child') || isSide(fork, 'parent'))
    report(context, state, 'end-kept', call, other, other.site.place);
}

function report(
  context: Context,
  { trace, widened }: State,
  kind: 'inherited' | 'child-ended' | 'end-kept',
  { callee, at }: Call,
  resource: Resource | null,
  place: Place | null,
  holders: readonly Place[] = [],
): void {
  context.report({ kind, how: callee.name, resource, place, holders, at, trace, widened });
}

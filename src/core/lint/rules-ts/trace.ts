import type { Event, Step } from '../dataflow';
import type { Callee, Place, Span } from '../ir';
import { acquisition } from '../models-ts';
import type { TraceStep } from '../rules';
import type { Message } from '../words';
import { shownName } from './shown-name';

/** Steps that a person is shown; a longer way is shown from both of its ends. */
const MOST_STEPS = 12;

/** The path to an event from where its object came from, oldest first. */
export function traceOf(event: Event, file: string): readonly TraceStep[] {
  const site = event.resource?.site?.id ?? null;
  const id = event.resource?.id ?? null;
  const steps: TraceStep[] = [];
  for (let step: Step | null = event.trace; step !== null; step = step.before) {
    const own = !('site' in step) || step.site === site || step.site === id;
    const message = own ? messageOf(step) : null;
    const later = steps[steps.length - 1];
    if (message !== null && (later?.at.start !== step.at.start || later.message.id !== message.id))
      steps.push({ file, at: step.at, message });
    if (step.what === 'acquired' && step.site === site && site !== null) break;
  }
  steps.reverse();
  if (steps.length <= MOST_STEPS) return steps;
  return [...steps.slice(0, 1), ...steps.slice(1 - MOST_STEPS)];
}

/** Where a path is lost: at the `throw` that is caught and thrown again, not where it leaves the function. */
export function lostAt(event: Event): Span {
  let at = event.at;
  let within: Span | null = null;
  for (let step: Step | null = event.trace; step !== null && step.what !== 'acquired'; step = step.before) {
    const exception = step.what === 'branch' ? step.condition.exception : undefined;
    if (exception?.kind !== 'throw') continue;
    const first = exception.caughtBy === null && step.at.start === event.at.start;
    if (!first && (within === null || exception.caughtBy?.start !== within.start)) continue;
    at = step.at;
    within = exception.inCatchOf;
  }
  return at;
}

function messageOf(step: Step): Message | null {
  if (step.what === 'acquired') return acquiredMessage(step.callee, step.place);
  if (step.what !== 'branch') return null;
  const { text, exception } = step.condition;
  if (exception?.kind === 'throw')
    return exception.caughtBy === null ? null : { id: 'lint.step.thrown', values: {} };
  if (exception?.kind === 'call')
    return step.truth ? { id: 'lint.step.throws', values: { call: text } } : null;
  if (text === '') return null;
  return { id: `lint.step.${step.truth ? 'taken' : 'not-taken'}`, values: { condition: text } };
}

function acquiredMessage(callee: Callee, place: Place | null): Message | null {
  const acquired = acquisition(callee);
  if (acquired === null) return null;
  const { action, from } = acquired;
  return { id: `lint.step.${action}`, values: { name: shownName(place, from), callee: from } };
}

import type { Event, Site, Step } from '../dataflow';
import type { Message } from '../words';
import type { TraceStep } from './rule';
import { nameOf } from './shown-name';

/** Steps that a person is shown; a longer way is shown from both of its ends. */
const MOST_STEPS = 12;

/** The path to an event from the acquisition of its resource on, oldest first; `second` was opened by the same call. */
export function traceOf(event: Event, file: string, second?: Site | null): readonly TraceStep[] {
  const site = event.resource?.site?.id ?? null;
  const id = event.resource?.id ?? null;
  const steps: TraceStep[] = [];
  for (let step: Step | null = event.trace; step !== null; step = step.before) {
    const own = !('site' in step) || step.site === site || step.site === id;
    if (own && !isUnthrown(step) && isNews(step, steps[steps.length - 1]))
      steps.push({
        file,
        at: step.at,
        message: step.what === 'acquired' && second ? bothOf(step, second) : messageOf(step),
      });
    if (step.what === 'acquired' && step.site === site && site !== null) break;
  }
  steps.reverse();
  if (steps.length <= MOST_STEPS) return steps;
  return [...steps.slice(0, 1), ...steps.slice(1 - MOST_STEPS)];
}

/** That a call did not throw is nothing to tell. */
const isUnthrown = (step: Step): boolean =>
  step.what === 'branch' && step.condition.exception?.kind === 'call' && !step.truth;

function isNews(step: Step, later: TraceStep | undefined): boolean {
  if (later === undefined) return true;
  // The branch tells it.
  if (step.what === 'failed' && later.message.id === 'lint.step.fails')
    return later.message.values.callee !== step.callee.name;
  return later.at.start !== step.at.start || later.message.id !== messageOf(step).id;
}

const bothOf = ({ place, callee }: Pick<Site, 'place' | 'callee'>, second: Site): Message =>
  say('acquired.both', { name: nameOf({ place, callee }), other: nameOf(second), callee: callee.name });

function messageOf(step: Step): Message {
  switch (step.what) {
    case 'acquired':
    case 'closed':
      return say(step.what, { name: nameOf(step), callee: step.callee.name });
    case 'forked':
      return say(`forked.${step.side}`, { callee: step.callee.name });
    case 'fails':
    case 'failed':
      return say(step.what, { callee: step.callee.name });
    case 'branch':
      if (step.condition.exception?.kind === 'call') return say('exception', { callee: step.condition.text });
      return say(step.truth ? 'taken' : 'not-taken', { condition: step.condition.text });
  }
}

const say = (what: string, values: Message['values']): Message => ({ id: `lint.step.${what}`, values });

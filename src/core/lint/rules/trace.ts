import type { Event, Step } from '../dataflow';
import type { Message } from '../words';
import type { TraceStep } from './rule';
import { shownName } from './shown-name';

/** Steps that a person is shown; a longer way is shown from both of its ends. */
const MOST_STEPS = 12;

/** The path to an event from the acquisition of its resource on, oldest first. */
export function traceOf(event: Event, file: string): readonly TraceStep[] {
  const site = event.resource?.site?.id ?? null;
  const id = event.resource?.id ?? null;
  const steps: TraceStep[] = [];
  for (let step: Step | null = event.trace; step !== null; step = step.before) {
    const own = step.site === null || step.site === site || step.site === id;
    if (own && isNews(step, steps[steps.length - 1]))
      steps.push({ file, at: step.at, message: messageOf(step) });
    if (step.what === 'acquired' && step.site === site && site !== null) break;
  }
  steps.reverse();
  if (steps.length <= MOST_STEPS) return steps;
  return [...steps.slice(0, 1), ...steps.slice(1 - MOST_STEPS)];
}

const isNews = (step: Step, later: TraceStep | undefined): boolean =>
  later === undefined || later.at.start !== step.at.start || later.message.id !== messageOf(step).id;

function messageOf({ what, values: raw }: Step): Message {
  const values = raw.name === undefined ? raw : { ...raw, name: shownName(raw.name) };
  if (what === 'forked') return { id: `lint.step.forked.${values.side}`, values };
  if (what !== 'branch') return { id: `lint.step.${what}`, values };
  return { id: `lint.step.${values.truth === 'true' ? 'taken' : 'not-taken'}`, values };
}

import type { Analysis, Event, Post, Step, Survey } from '../dataflow';
import type { Place } from '../ir';
import type { Release } from './rule';
import { shownName } from './shown-name';

/** What a person can write down again: variables, fields, elements with a number. */
const WRITABLE = /^\*?[A-Za-z_]\w*(?:(?:->|\.)[A-Za-z_]\w*|\[\d+\])*$/;
const POSTS: Readonly<Record<string, Post>> = {
  return: 'return',
  left: 'return',
  throw: 'throw',
  scope: 'scope',
  freed: 'freed',
  overwritten: 'overwritten',
};

/** What a close of a leaked resource would have to look like; nothing where no close there would be right. */
export function releaseOf(
  analysis: Analysis,
  event: Event,
  other: Event | null = null,
): { release?: Release } {
  const release = oneOf(analysis, event);
  if (release === null || other === null) return release === null ? {} : { release };
  const beside = oneOf(analysis, other);
  return beside === null ? {} : { release: { ...release, beside } };
}

function oneOf({ fn, survey, partialClosers }: Analysis, event: Event): Release | null {
  const place = holderOf(event);
  const kind = event.resource?.site?.kind;
  if (place === null || kind === undefined) return null;
  const holding = survey.holding(POSTS[event.how] ?? 'return', event.at, place);
  const branch = event.how === 'overwritten' ? lastBranch(survey, event, place) : null;
  if (holding === 'contested' && branch === null) return null;
  return {
    how: event.how,
    at: event.at,
    holder: shownName(place),
    kind,
    always: holding === 'always',
    branch,
    partialClosers,
    within: fn.at,
  };
}

/** The place that it was acquired into if that still holds it, else another. */
function holderOf({ holders = [], resource }: Event): Place | null {
  const writable = holders.filter((place) => WRITABLE.test(shownName(place)));
  const first = resource?.site?.place ?? null;
  return first !== null && writable.includes(first) ? first : (writable[0] ?? null);
}

/** The condition on the way that was asked last, after which the resource leaked. */
function lastBranch(survey: Survey, { trace, resource }: Event, place: Place): Release['branch'] {
  for (let step: Step | null = trace; step !== null; step = step.before) {
    if (step.what === 'acquired' && step.site === resource?.id) return null;
    if (step.what !== 'branch' && step.what !== 'fails') continue;
    const holding = survey.holding('branch', step.at, place);
    if (holding === 'contested') return null;
    return { at: step.at, truth: step.truth, always: holding === 'always' };
  }
  return null;
}

import { type Event, isSide, lastFork } from '../dataflow';
import type { Rule, RuleDescription, RuleFinding, Subject } from './rule';
import { shownName } from './shown-name';
import { traceOf } from './trace';

/** Of the uses of one failed acquisition the first is told; of other events each call is one. */
const aboutOf = ({ kind, how, name, at }: Event): string =>
  kind === 'failure-used' ? name : `${at.start} ${how} ${name}`;

/**
 * Acquired here, or a plain variable: what a field of some object holds, anybody may have opened again in between.
 */
export const isOwnDescriptor = ({ resource }: Event): boolean =>
  resource !== null && isVariable(resource.site?.name ?? resource.origin ?? '.*');

/** A child's block that ends in a call which does not come back seems to go on in the parent's code. */
export const isInChild = ({ trace, resource }: Event): boolean =>
  isSide(lastFork(trace, resource?.site?.id), 'child');

const isVariable = (place: string): boolean => !place.includes('.*') && !place.startsWith('$');

/** A rule about events of one kind: one finding for each call, with the shortest path to it. */
export function eventRule(
  description: RuleDescription,
  kind: Event['kind'],
  accepts: (event: Event) => boolean,
): Rule {
  const { id, severity } = description;
  return {
    ...description,
    check({ fn, analysis }: Subject): readonly RuleFinding[] {
      const shortest = new Map<string, Event>();
      for (const event of analysis.events) {
        if (event.kind !== kind || event.widened || !accepts(event)) continue;
        const about = aboutOf(event);
        const known = shortest.get(about);
        if (known === undefined || (event.trace?.length ?? 0) < (known.trace?.length ?? 0))
          shortest.set(about, event);
      }
      return [...shortest.values()].map((event) => {
        const { file } = fn.id;
        const name = shownName(event.name);
        const values = { name, callee: event.how };
        const site = event.resource?.site;
        return {
          rule: id,
          severity,
          file,
          at: event.at,
          message: { id: `lint.${id}`, values },
          resource: site ? { name: shownName(site.name), acquiredBy: site.callee.name, at: site.at } : null,
          trace: [
            ...traceOf(event, file),
            { file, at: event.at, message: { id: `lint.step.${id}`, values } },
          ],
        };
      });
    },
  };
}

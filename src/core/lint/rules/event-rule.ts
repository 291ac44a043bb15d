import { type Event, isSide, lastFork } from '../dataflow';
import type { IrFunction, Place } from '../ir';
import type { Rule, RuleDescription, RuleFinding, Subject } from './rule';
import { nameOf, nameWithin } from './shown-name';
import { traceOf } from './trace';

/** Of the uses of one failed acquisition the first is told; of other events each call is one. */
const sameSubject = (a: Event, b: Event): boolean =>
  a.place === b.place && (a.kind === 'failure-used' || (a.at.start === b.at.start && a.how === b.how));

/**
 * Acquired here, or a plain variable: what a field of some object holds, anybody may have opened again in between.
 */
export const isOwnDescriptor = ({ resource }: Event): boolean =>
  resource !== null &&
  (resource.site === null
    ? isVariable(resource.origin)
    : resource.site.place === null || isVariable(resource.site.place));

/** A child's block that ends in a call which does not come back seems to go on in the parent's code. */
export const isInChild = ({ trace, resource }: Event): boolean =>
  isSide(lastFork(trace, resource?.site?.id), 'child');

const isVariable = (place: Place | null): boolean =>
  place !== null && !place.isBehindPointer && (place.start.kind !== 'memory' || place.start.own);

const lengthOf = ({ trace }: Event): number => trace?.length ?? 0;

/** A rule about events of one kind: one finding for each call, with the shortest path to it. */
export function eventRule(
  description: RuleDescription,
  kind: Event['kind'],
  accepts: (event: Event, fn: IrFunction) => boolean,
): Rule {
  const { id, severity } = description;
  return {
    ...description,
    check({ fn, analysis }: Subject): readonly RuleFinding[] {
      const shortest: Event[] = [];
      for (const event of analysis.events) {
        if (event.kind !== kind || event.widened || !accepts(event, fn)) continue;
        const known = shortest.findIndex((each) => sameSubject(each, event));
        if (known < 0) shortest.push(event);
        else if (lengthOf(event) < lengthOf(shortest[known])) shortest[known] = event;
      }
      return shortest.map((event) => {
        const { file } = fn.id;
        const name = nameWithin(fn, event.place);
        const values = { name, callee: event.how };
        const site = event.resource?.site;
        return {
          rule: id,
          severity,
          file,
          at: event.at,
          message: { id: `lint.${id}`, values },
          resource: site ? { name: nameOf(site), acquiredBy: site.callee.name, at: site.at } : null,
          trace: [
            ...traceOf(event, file),
            { file, at: event.at, message: { id: `lint.step.${id}`, values } },
          ],
        };
      });
    },
  };
}

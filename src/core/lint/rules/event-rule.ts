import type { Event } from '../dataflow';
import { shownName } from './missing-close';
import type { Rule, RuleFinding, Severity, Subject } from './rule';
import { traceOf } from './trace';

/** A rule about events of one kind: one finding for each call, with the shortest path to it. */
export function eventRule(id: string, kind: Event['kind'], severity: Severity, accepts: (event: Event) => boolean): Rule {
  return {
    id,
    check({ fn, analysis }: Subject): readonly RuleFinding[] {
      const shortest = new Map<number, Event>();
      for (const event of analysis.events) {
        if (event.kind !== kind || event.blurred || !accepts(event)) continue;
        const known = shortest.get(event.at.start);
        if (known === undefined || (event.trace?.length ?? 0) < (known.trace?.length ?? 0))
          shortest.set(event.at.start, event);
      }
      return [...shortest.values()].map((event) => {
        const { file } = fn;
        const name = shownName(event.name);
        const values = { name, callee: event.how };
        const site = event.resource?.site;
        return {
          rule: id,
          severity,
          file,
          at: event.at,
          message: { id: `lint.${id}`, values },
          resource: site ? { name: shownName(site.name), acquiredBy: site.callee, at: site.at } : null,
          trace: [...traceOf(event, file), { file, at: event.at, message: { id: `lint.step.${id}`, values } }],
        };
      });
    },
  };
}

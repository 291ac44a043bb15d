import type { Event } from '../dataflow';
import type { IrFunction } from '../ir';
import { acquisition, type Kind } from '../models-ts';
import type { Rule, RuleDescription, RuleFinding, Severity, Subject } from '../rules';
import { shownName } from './shown-name';
import { lostAt, traceOf } from './trace';

/** Objects of some kinds that a path loses; `severityOf` where not all kinds weigh the same. */
export interface PathRule {
  readonly kinds: ReadonlySet<Kind>;
  readonly severityOf?: (kind: Kind) => Severity;
  /** Which words are said of a kind, where they are not those for how it came. */
  readonly wording?: (kind: Kind, action: string) => string;
}

/** A rule about objects that are still open where a path ends: one finding for each, with the shortest path. */
export function pathRule(description: RuleDescription, rule: PathRule): Rule {
  return {
    ...description,
    check({ fn, analysis }: Subject): readonly RuleFinding[] {
      const shortest = new Map<object, Event>();
      for (const event of analysis.events) {
        const site = event.resource?.site;
        if (event.kind !== 'leaked' || event.widened || site == null) continue;
        const acquired = acquisition(site.callee);
        if (acquired === null || !rule.kinds.has(acquired.kind)) continue;
        const known = shortest.get(site.id);
        if (known === undefined || (event.trace?.length ?? 0) < (known.trace?.length ?? 0))
          shortest.set(site.id, event);
      }
      return [...shortest.values()].flatMap((event) => finding(description, rule, fn, event) ?? []);
    },
  };
}

function finding(
  { id, severity }: RuleDescription,
  { severityOf, wording }: PathRule,
  fn: IrFunction,
  event: Event,
): RuleFinding | null {
  const site = event.resource?.site;
  const acquired = site == null ? null : acquisition(site.callee);
  if (site == null || acquired === null) return null;
  const { action, kind, from } = acquired;
  const name = shownName(site.place, from);
  const values = { name, callee: from, kind };
  const { file } = fn.id;
  const start = site.at;
  return {
    rule: id,
    severity: severityOf?.(kind) ?? severity,
    file,
    at: event.how === 'overwritten' ? start : lostAt(event),
    message: { id: `lint.${id}.${wording?.(kind, action) ?? action}`, values },
    resource: { name, acquiredBy: from, at: start },
    trace: [
      ...traceOf(event, file),
      { file, at: event.at, message: { id: `lint.step.leaked.${id}`, values } },
    ],
  };
}

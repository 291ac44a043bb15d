import { type Event, isSide, lastFork } from '../dataflow';
import { type IrFunction, rootOf } from '../ir';
import { releaseOf } from './release';
import type { Rule, RuleFinding, Subject } from './rule';
import { shownName } from './shown-name';
import { traceOf } from './trace';

/** A path on which an owned descriptor is lost: one finding for each acquisition, with the shortest path. */
export const missingClose: Rule = {
  id: 'missing-close',
  check(subject: Subject): readonly RuleFinding[] {
    const { analysis } = subject;
    const shortest = new Map<string, Event>();
    for (const event of analysis.events) {
      if (event.kind !== 'lost' || !isCertain(event) || !isOwed(subject, event)) continue;
      if (isLeftInParent(event)) continue;
      const site = event.resource?.site?.id ?? '';
      const known = shortest.get(site);
      if (known === undefined || lengthOf(event) < lengthOf(known)) shortest.set(site, event);
    }
    return [...shortest.values()].flatMap((event) => findingOf(subject, event) ?? []);
  },
};

const lengthOf = ({ trace }: Event): number => trace?.length ?? 0;

function isCertain({ resource, blurred }: Event): boolean {
  return resource?.site != null && !resource.doubtful && !blurred;
}

/** What a parent keeps of what it opened for its child is `descriptor-inherited`'s. */
export const isLeftInParent = (event: Event): boolean =>
  event.kind === 'lost' &&
  isCertain(event) &&
  isSide(lastFork(event.trace, event.resource?.site?.id), 'parent');

/**
 * What a failing function leaves behind an argument is its own to close if it does so elsewhere, or if nothing but the
 * descriptor is behind the argument and no caller is known. Callers that lose it are told themselves.
 */
function isOwed({ fn, program }: Subject, { left }: Event): boolean {
  if (left === undefined || left.closedElsewhere) return true;
  return /^\d+\.\*(\.\+\d+)?$/.test(left.path) && !program.isCalled(fn.name);
}

function findingOf({ fn, analysis }: Subject, event: Event): RuleFinding | null {
  const site = event.resource?.site;
  if (!site) return null;
  // The end of main ends the process, which closes everything: worth a word only where its author closes elsewhere.
  const ending = fn.name === 'main' && (event.how === 'return' || endsWith(fn, event));
  if (ending && !closesSomewhere(fn, site.name)) return null;
  const name = shownName(site.name);
  const how = ending ? 'main' : site.left === null ? event.how : 'failed-call';
  const message = { id: `lint.missing-close.${how}`, values: { name, callee: site.callee } };
  return {
    rule: 'missing-close',
    severity: ending ? 'hint' : 'warning',
    file: fn.file,
    at: event.how === 'overwritten' ? site.at : event.at,
    message,
    resource: { name, acquiredBy: site.callee, at: site.at },
    trace: [
      ...traceOf(event, fn.file),
      { file: fn.file, at: event.at, message: { id: `lint.step.lost.${event.how}`, values: { name } } },
    ],
    ...releaseOf(analysis, event),
  };
}

/** The scope that ends is the function's own. */
const endsWith = (fn: IrFunction, { how, at }: Event): boolean => how === 'scope' && at.end >= fn.at.end;

function closesSomewhere(fn: IrFunction, place: string): boolean {
  return fn.blocks.some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.op === 'call' &&
        /close/i.test(each.callee) &&
        each.args.some((arg) => arg.kind === 'place' && rootOf(arg.place) === rootOf(place)),
    ),
  );
}

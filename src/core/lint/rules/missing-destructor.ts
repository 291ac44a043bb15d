import type { Call } from '../dataflow';
import type { IrFunction, Place, Span } from '../ir';
import { modelOf } from '../models';
import type { Rule, RuleFinding, Subject } from './rule';

const RULE = 'missing-destructor';

/** The field of the function's own object that a place is, null for another place. */
function ownField({ root: { start }, projections: [first, second], depth }: Place): string | null {
  if (depth !== 2 || start.kind !== 'variable' || start.name !== 'this') return null;
  return first.kind === 'pointee' && second.kind === 'field' ? second.name : null;
}

interface Opening {
  readonly field: string;
  readonly callee: string;
  readonly at: Span;
}

/**
 * A class that opens something into a field of its own and has no destructor that closes it: each object that goes away,
 * by the end of a scope or by an exception, leaves a descriptor behind. A class that is only given a descriptor may have
 * borrowed it.
 */
export const missingDestructor: Rule = {
  id: RULE,
  languages: ['c'],
  severity: 'warning',
  tier: 'recommended',
  needs: [],
  check({ fn }: Subject): readonly RuleFinding[] {
    const { unowned } = fn;
    if (unowned === undefined) return [];
    const fields = new Set(unowned.fields);
    const first = new Map<string, Opening>();
    for (const opening of openingsIn(fn))
      if (fields.has(opening.field) && !first.has(opening.field)) first.set(opening.field, opening);
    return [...first.values()].map((opening) => finding(fn.id.file, unowned.object, opening));
  },
};

/** What a method opens into fields, directly or by way of a variable. */
function openingsIn(fn: IrFunction): readonly Opening[] {
  const opened = new Map<Place, Call>();
  const openings: Opening[] = [];
  const note = (to: Place, call: Call | undefined): void => {
    const field = ownField(to);
    if (field !== null && call !== undefined) openings.push({ field, callee: call.callee.name, at: call.at });
  };
  for (const { instructions } of fn.blocks)
    for (const each of instructions)
      if (each.op === 'call' && each.to !== null) {
        if (!opensResult(each)) continue;
        opened.set(each.to, each);
        note(each.to, each);
      } else if (each.op === 'assign' && each.from.kind === 'place')
        note(each.to, opened.get(each.from.place));
  return openings;
}

const opensResult = (call: Call): boolean =>
  modelOf(call)?.outcomes.some(({ result }) => result.kind === 'resource') === true;

function finding(file: string, object: string, { field, callee, at }: Opening): RuleFinding {
  const values = { name: field, callee, object };
  return {
    rule: RULE,
    severity: 'warning',
    file,
    at,
    message: { id: `lint.${RULE}`, values },
    resource: { name: field, acquiredBy: callee, at },
    trace: [
      { file, at, message: { id: 'lint.step.acquired', values } },
      { file, at, message: { id: `lint.step.${RULE}`, values } },
    ],
  };
}

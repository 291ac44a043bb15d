import type { Call } from '../dataflow';
import type { IrFunction, Place, Span } from '../ir';
import { modelOf } from '../models';
import { givenToClass } from './given-to-class';
import { ownField } from './own-field';
import type { Rule, RuleFinding, Subject } from './rule';

const RULE = 'missing-destructor';

interface Opening {
  readonly field: string;
  readonly callee: string;
  readonly at: Span;
}

/**
 * A class that opens something into a field of its own and has no destructor that closes it: each object that goes away,
 * by the end of a scope or by an exception, leaves a descriptor behind. A class that is only given a descriptor may have
 * borrowed it; it has not where who gives it never closes it.
 */
export const missingDestructor: Rule = {
  id: RULE,
  languages: ['c'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['program'],
  check(subject: Subject): readonly RuleFinding[] {
    const { fn } = subject;
    const { unowned } = fn;
    const given = givenToClass(subject);
    if (unowned === undefined) return given;
    const fields = new Set(unowned.fields);
    const first = new Map<string, Opening>();
    for (const opening of openingsIn(fn))
      if (fields.has(opening.field) && !first.has(opening.field)) first.set(opening.field, opening);
    return [...given, ...[...first.values()].map((each) => finding(fn.id.file, unowned.object, each))];
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

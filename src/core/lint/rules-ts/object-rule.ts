import type { Slot, Span } from '../ir';
import type { NodeObservation } from '../models-ts';
import type { Fix, FixEdit, Rule, RuleDescription, RuleFinding, Subject } from '../rules';

/** What a rule objects to in what was seen of an object. */
export interface Objection {
  /** Tells apart what one rule says of different faults. */
  readonly how: string;
  readonly at: Span;
  /** Where it is another one than the rule's. */
  readonly tier?: RuleFinding['tier'];
  /** What fills its words, beside the object's name and the call that it comes from. */
  readonly values?: Readonly<Record<string, string>>;
  readonly steps?: readonly { readonly how: string; readonly at: Span }[];
  readonly repair?: Repair | null;
}

/** Changes of the text that put it right. */
export interface Repair {
  readonly how: string;
  readonly values: Readonly<Record<string, string>>;
  readonly edits: readonly { readonly at: Span; readonly text: string }[];
}

/** A rule that judges what the front-end sees of objects, where no path has to be followed. */
export const objectRule = (
  description: RuleDescription,
  judge: (seen: NodeObservation) => Objection | null,
): Rule => ({
  ...description,
  check: ({ fn }: Subject): readonly RuleFinding[] =>
    ((fn.observations ?? []) as readonly NodeObservation[]).flatMap((seen) => {
      const objection = judge(seen);
      return objection === null ? [] : [findingOf(description, seen, objection, fn.id.file)];
    }),
});

/** A statement where it can be added, as a repair; null where it cannot. */
export function repairAt(
  slot: Slot | null,
  how: string,
  values: Readonly<Record<string, string>>,
  statement: string,
): Repair | null {
  if (slot === null) return null;
  return { how, values, edits: [{ at: slot.at, text: slot.before + statement + slot.after }] };
}

function findingOf(
  { id, severity }: RuleDescription,
  { object }: NodeObservation,
  { how, at, tier, values: more, steps = [], repair = null }: Objection,
  file: string,
): RuleFinding {
  const values = { name: object.name, callee: object.from, ...more };
  return {
    rule: id,
    severity,
    ...(tier === undefined ? {} : { tier }),
    file,
    at,
    message: { id: `lint.${id}.${how}`, values },
    resource: { name: object.name, acquiredBy: object.from, at: object.at },
    trace: steps.map((step) => ({ file, at: step.at, message: { id: `lint.step.${step.how}`, values } })),
    fixes: repair === null ? [] : [fixOf(repair, file)],
  };
}

function fixOf({ how, values, edits }: Repair, file: string): Fix {
  const inFile = edits.map(({ at, text }): FixEdit => ({ file, at, text }));
  return { kind: 'repair', title: { id: `lint.fix.${how}`, values }, edits: inFile };
}

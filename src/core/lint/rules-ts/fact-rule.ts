import type { Fact } from '../ir';
import type { Fix, Rule, RuleDescription, RuleFinding, Severity, Subject } from '../rules';

/** A rule about what the front-end sees in the code itself. */
export const factRule = (description: RuleDescription): Rule => ({
  ...description,
  check: ({ fn }: Subject): readonly RuleFinding[] =>
    (fn.facts ?? [])
      .filter(({ rule }) => rule === description.id)
      .map((fact) => findingOf(fact, fn.file, description.severity)),
});

export function findingOf(fact: Fact, file: string, severity: Severity): RuleFinding {
  const { rule, how, at, values, object } = fact;
  return {
    rule,
    severity,
    file,
    at,
    message: { id: `lint.${rule}.${how}`, values },
    resource: object === null ? null : { name: object.name, acquiredBy: object.from, at: object.at },
    trace: fact.steps.map((step) => ({
      file,
      at: step.at,
      message: { id: `lint.step.${step.how}`, values },
    })),
    fixes: fixesOf(fact, file),
  };
}

const fixesOf = ({ repairs }: Fact, file: string): readonly Fix[] =>
  repairs.map(({ how, values, edits }) => ({
    kind: 'repair',
    title: { id: `lint.fix.${how}`, values },
    edits: edits.map(({ at, text }) => ({ file, at, text })),
  }));

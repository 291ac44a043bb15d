import type { PipePairObserved } from '../models-ts';
import type { RuleDescription } from '../rules';
import { objectRule, type Repair } from './object-rule';

const DESCRIPTION: RuleDescription = {
  id: 'pipe-without-teardown',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** Two pipes of which the break of one side leaves the other open: pipe() passes on the end alone. */
export const pipeWithoutTeardown = objectRule(DESCRIPTION, (seen) => {
  if (seen.what !== 'pipe-pair' || seen.passedOn || seen.closeEachOther) return null;
  const [name, other] = seen.names;
  const edits = pipelines(seen);
  return {
    how: seen.byHand ? 'written' : 'pair',
    at: seen.at,
    values: { name, other },
    steps: seen.pipes.map((at) => ({ how: seen.byHand ? 'written-on' : 'pipe', at })),
    repair: edits.length === 0 ? null : { how: 'pipeline', values: {}, edits },
  };
});

const STREAM = `'node:stream'`;
const NAMED = {
  import: `import { pipeline } from ${STREAM};\n`,
  require: `const { pipeline } = require(${STREAM});\n`,
};

/** Two statements `a.pipe(b);` as pipelines, imported where they are not. */
function pipelines({ statements, pipeline }: PipePairObserved): Repair['edits'] {
  if (statements === null || pipeline === 'taken') return [];
  const edits = statements.map(({ at, from, to }) => ({ at, text: `pipeline(${from}, ${to}, () => {})` }));
  return pipeline === 'imported' ? edits : [...edits, { at: pipeline.at, text: NAMED[pipeline.as] }];
}

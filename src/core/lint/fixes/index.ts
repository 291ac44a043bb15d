import type { Fix, RuleFinding } from '../rules';
import { closeObject } from './close-object';
import { closeOtherSide } from './descriptor-inherited';
import { endLoopAtEnd } from './eof-ignored';
import { closeWhereLost } from './missing-close';
import { suppress } from './suppress';

type Fixer = (finding: RuleFinding, text: string) => readonly Fix[];

/** The repairs of each rule that has any. */
const REPAIRS: Readonly<Record<string, Fixer>> = {
  'missing-close': closeWhereLost,
  'eof-ignored': endLoopAtEnd,
  'descriptor-inherited': closeOtherSide,
};

/** What can be done about a finding in a file's text, the best first. */
export function fixesOf(finding: RuleFinding, text: string): readonly Fix[] {
  return [
    ...closeObject(finding, text),
    ...(REPAIRS[finding.rule]?.(finding, text) ?? []),
    ...suppress(finding, text),
  ];
}

import type { Fix, RuleFinding } from '../rules';
import { suppress } from './suppress';

/** What can be done about a finding in a file's text, the best first. */
export function fixesOf(finding: RuleFinding, text: string): readonly Fix[] {
  return [suppress(finding, text)];
}

import { RULE_DESCRIPTIONS, type Severity } from '../../lint';
import { isShown, type Strictness, type Tier } from '../../lint/tiers';

const TIERS: ReadonlyMap<string, Tier> = new Map(RULE_DESCRIPTIONS.map(({ id, tier }) => [id, tier]));

/** The tier that a rule says it is of. */
export const tierOf = (rule: string): Tier => TIERS.get(rule) ?? 'recommended';

/**
 * What a finding is shown as: what a person chose for its rule, else its own severity where the rule is on by itself.
 */
export function chosenSeverity(
  tier: Tier,
  own: Severity,
  chosen: 'off' | Severity | undefined,
  strictness: Strictness = 'recommended',
): 'off' | Severity {
  if (chosen !== undefined) return chosen;
  return isShown(tier, strictness) ? own : 'off';
}

import { RULE_DESCRIPTIONS, type Severity, type Tier } from '../../lint';

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

/** Which tiers a person wants to see. */
export const STRICTNESSES = ['recommended', 'strict', 'all'] as const;
export type Strictness = (typeof STRICTNESSES)[number];

const SHOWN: Readonly<Record<Strictness, readonly Tier[]>> = {
  recommended: ['recommended'],
  strict: ['recommended', 'strict'],
  all: ['recommended', 'strict', 'off'],
};

export const isShown = (tier: Tier, strictness: Strictness): boolean => SHOWN[strictness].includes(tier);

/** `recommended` is on; `strict` is on where someone asks for strictness; `off` is on only where it is named. */
export type Tier = 'recommended' | 'strict' | 'off';

/** Which tiers a person wants to see. */
export const STRICTNESSES = ['recommended', 'strict', 'all'] as const;
export type Strictness = (typeof STRICTNESSES)[number];

const SHOWN: Readonly<Record<Strictness, readonly Tier[]>> = {
  recommended: ['recommended'],
  strict: ['recommended', 'strict'],
  all: ['recommended', 'strict', 'off'],
};

export const isShown = (tier: Tier, strictness: Strictness): boolean => SHOWN[strictness].includes(tier);

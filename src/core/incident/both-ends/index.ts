export { type ClockOffset, clockOffset, wayBetween } from './clock-offset';
export { type Change, type Coverage, type Fate, fatesOf, type Passage, usualHops } from './fates';
export { type Matching, matchSightings, type Shift } from './match-sightings';
export { type OpeningPair, type PairedBy, pairOpenings } from './pair-openings';
export { apart, type Opening, type Sighting } from './sighting';

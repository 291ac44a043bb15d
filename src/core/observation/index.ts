export { type Completeness, percentOf } from './completeness';
export type { Confinement } from './confinement';
export { Observation } from './observation';
export type { Break, BreakCause, Window } from './timeline';
export type { VantagePoint } from './vantage';

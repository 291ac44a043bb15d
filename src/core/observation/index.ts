export { type Completeness, percentOf } from './completeness';
export { Observation } from './observation';
export type { Break, BreakCause, Window } from './timeline';
export type { VantagePoint } from './vantage';

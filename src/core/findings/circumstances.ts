import type { Completeness, Confinement, Observation } from '../observation';
import { Pace } from './pace';

/** What a recording says about all of its connections, and each is judged by. */
export class Circumstances {
  readonly completeness: Completeness;
  readonly pace: Pace;
  readonly confinement: Confinement | null;

  constructor(readonly observation: Observation) {
    this.completeness = observation.completeness();
    this.pace = new Pace(observation);
    this.confinement = observation.confinement();
  }
}

import type { Completeness, Confinement, Observation } from '../observation';
import type { PacketIndex } from '../tcp';
import type { Evidence, ObservationEvidence } from './evidence';
import { Pace } from './pace';
import { Servers } from './servers';

/** What a recording says about all of its connections, and each is judged by. */
export class Circumstances {
  readonly completeness: Completeness;
  readonly pace: Pace;
  readonly servers: Servers;
  readonly confinement: Confinement | null;

  /** `file`: what evidence calls the recording; null where it is the only file. */
  constructor(
    readonly observation: Observation,
    private readonly file: string | null = null,
  ) {
    this.completeness = observation.completeness();
    this.pace = new Pace(observation);
    this.servers = new Servers(observation);
    this.confinement = observation.confinement();
  }

  /** Packets of this recording as evidence. */
  cite(packets: readonly PacketIndex[]): Evidence[] {
    return packets.map((index) => ({ kind: 'packet', file: this.file, index }));
  }

  /** What the recording says of itself, as evidence. */
  observed(of: ObservationEvidence['of']): Evidence[] {
    return [{ kind: 'observation', file: this.file, of }];
  }
}

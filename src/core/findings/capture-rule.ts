import type { Connection, Tracker } from '../flow';
import type { ConnectionId, PacketIndex, Side } from '../tcp';
import type { Severity } from '../words';
import type { Circumstances } from './circumstances';
import type { Evidence } from './evidence';
import type { Description, Sureness } from './finding';
import type { Stuck } from './stuck';

/** What a rule about the whole capture may look at. */
export interface CaptureFacts {
  readonly tracker: Tracker;
  readonly circumstances: Circumstances;
  /** Every connection that has an end in CLOSE_WAIT, as the one decision of what is stuck has it, by connection. */
  stuck(): ReadonlyMap<ConnectionId, Stuck>;
  /** The connections in which a finding about a connection was made. */
  withFinding(id: string): readonly { readonly connection: Connection; readonly found: ConnectionFound }[];
  /** Packets that the capture says were lost; null where it does not say. */
  readonly dropped: number | null;
  /** The shortest snap length of an interface, in bytes; 0: none. */
  readonly snapLength: number;
}

export interface ConnectionFound {
  readonly endpoint: Side | null;
  readonly kind: string;
  readonly since: PacketIndex;
  readonly seconds: number | null;
}

/** What a rule about the whole capture has found. Packets and connections are indices from 0. */
export interface CaptureFound {
  readonly kind: string;
  /** The end of `connections[0]` whose address the finding speaks of; null: none. */
  readonly endpoint: Side | null;
  /** Absent: the first that the description names. */
  readonly severity?: Severity;
  readonly sureness: Sureness;
  readonly since: PacketIndex;
  readonly seconds: number | null;
  readonly evidence: readonly Evidence[];
  readonly connections: readonly ConnectionId[];
  readonly values: Readonly<Record<string, number>>;
}

/** One entry of the catalogue: a finding about the capture, or about many connections at once. */
export interface CaptureRule<Id extends string = string> extends Description<Id> {
  find(facts: CaptureFacts): CaptureFound[];
}

export const captureRule = <Id extends string>(
  description: Description<Id>,
  find: CaptureRule['find'],
): CaptureRule<Id> => ({ ...description, find });

import type { Side } from '../tcp';
import type { Severity } from '../words';
import type { Evidence } from './evidence';
import type { Story } from './story';

/** `proven`: the packets leave no other reading. `likely`: another is rare. `possible`: ask the machine. */
export type Sureness = 'proven' | 'likely' | 'possible';

/** What a rule has found. */
export interface Found {
  /** Which case of the finding it is: picks the words. */
  readonly kind: string;
  /** The end that it speaks of; null: both, or neither. */
  readonly endpoint: Side | null;
  readonly severity: Severity;
  readonly sureness: Sureness;
  /** The packet, from 0, since which it holds. */
  readonly since: number;
  /** How long; null where the capture has no times, or length means nothing. */
  readonly seconds: number | null;
  /** What shows it; packets in order. */
  readonly evidence: readonly Evidence[];
  /** Who sent the ICMP error that it speaks of: family and words as in `Segment`. */
  readonly router?: readonly [family: number, number, number, number, number];
  /** Numbers for the words. */
  readonly values?: Readonly<Record<string, number>>;
}

/** One entry of the catalogue: a finding about one connection. */
export interface ConnectionRule<Id extends string = string> {
  readonly id: Id;
  /** Null: not found. Decides from the story alone. */
  find(story: Story): Found | null;
}

export const connectionRule = <Id extends string>(
  id: Id,
  find: ConnectionRule['find'],
): ConnectionRule<Id> => ({ id, find });

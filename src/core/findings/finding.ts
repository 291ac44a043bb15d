import type { PacketIndex, Side } from '../tcp';
import type { Severity } from '../words';
import type { Evidence } from './evidence';
import type { Sign } from './signs';
import type { Story } from './story';
import type { Subject } from './subject';

/** `proven`: the packets leave no other reading. `likely`: another is rare. `possible`: ask the machine. */
export type Sureness = 'proven' | 'likely' | 'possible';

/** What a rule has found. */
export interface Found {
  /** Which case of the finding it is: picks the words. */
  readonly kind: string;
  /** The end that it speaks of; null: both, or neither. */
  readonly endpoint: Side | null;
  /** Absent: the first that the description names. */
  readonly severity?: Severity;
  readonly sureness: Sureness;
  /** The packet, from 0, since which it holds. */
  readonly since: PacketIndex;
  /** How long; null where the capture has no times, or length means nothing. */
  readonly seconds: number | null;
  /** It lasts to the end of one part of the recording, which goes on after a gap or on another clock. */
  readonly inPart?: true;
  /** What shows it; packets in order. */
  readonly evidence: readonly Evidence[];
  /** Who sent the ICMP error that it speaks of: family and words as in `Segment`. */
  readonly router?: readonly [family: number, number, number, number, number];
  /** Numbers for the words. */
  readonly values?: Readonly<Record<string, number>>;
}

/** What any finding says of itself. */
export interface Description<Id extends string = string> {
  /** Names its file, its section in docs/findings.md and its words. */
  readonly id: Id;
  /** Those that it can have, the usual one first. */
  readonly severities: readonly [Severity, ...Severity[]];
}

/**
 * What a finding is to the explanation of its connection. `headline`: it says what happened; `state`: the state that it is
 * about, and how long that lasted, do; `context`: it is worth knowing beside another.
 */
export type Role = 'headline' | 'state' | 'context';

export interface ConnectionDescription<Id extends string = string> extends Description<Id> {
  /** It can be made only of a connection whose facts show one of these: of others no packet is looked at. */
  readonly signs: readonly [Sign, ...Sign[]];
  /** Absent: `headline`. */
  readonly role?: Role;
  /** It is about a socket that is connected to itself, of which the others, about two ends, tell nothing. */
  readonly ofOneEnd?: true;
}

/** One entry of the catalogue: a finding about one connection. */
export type ConnectionRule<Id extends string = string> = StoryRule<Id> | FactsRule<Id>;

interface StoryRule<Id extends string> extends ConnectionDescription<Id> {
  readonly ofFacts?: never;
  /** Null: not found. Decides from the story alone. */
  find(story: Story): Found | null;
}

/** One for which no packet is looked at again where the connection begins with its SYN. */
interface FactsRule<Id extends string> extends ConnectionDescription<Id> {
  readonly ofFacts: true;
  find(subject: Subject): Found | null;
}

export const connectionRule = <Id extends string>(
  description: ConnectionDescription<Id>,
  find: StoryRule<Id>['find'],
): StoryRule<Id> => ({ ...description, find });

export const factsRule = <Id extends string>(
  description: ConnectionDescription<Id>,
  find: FactsRule<Id>['find'],
): FactsRule<Id> => ({ ...description, ofFacts: true, find });

/** Of what lasts to the end of the recording since a packet: whether that is the end of one part of it alone. */
export const lastsInPart = ({ circumstances }: Story, since: PacketIndex): Pick<Found, 'inPart'> =>
  circumstances.observation.isFollowed(since) ? { inPart: true } : {};

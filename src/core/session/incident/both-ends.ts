import {
  type ClockOffset,
  clockOffset,
  fatesOf,
  type Matching,
  matchSightings,
  type Opening,
  type PairedBy,
  type Passage,
  pairOpenings,
  type Shift,
  type Sighting,
  usualHops,
  wayBetween,
} from '../../incident';
import type { Side } from '../../tcp';
import { MOST_SIGHTINGS, type PacketSighting } from '../capture';
import type { IncidentCapture } from './incident-session';

/** More connections are not looked through for those that another recording holds. */
const MOST_CONNECTIONS = 50_000;
/** Of connections that only their addresses pair, so many packets at least have to be the same. */
const LEAST_ALIKE = 2;

/** A connection of one of the recordings: which, and its number there from 1. */
export interface Recorded {
  readonly capture: number;
  readonly connection: number;
}

export interface Pair {
  readonly one: Recorded & { readonly opening: Opening };
  readonly other: Recorded & { readonly opening: Opening };
  readonly by: PairedBy;
  readonly translated: readonly Side[];
}

/** A connection that was recorded at both of its ends. */
export interface BothEndsFacts {
  readonly client: Recorded;
  readonly server: Recorded;
  readonly by: PairedBy;
  /** The addresses as either recording has them, of the ends for which they differ. */
  readonly translated: readonly { readonly side: Side; readonly client: string; readonly server: string }[];
  readonly clock: ClockOffset | null;
  /** How many routers each end's packets passed in between; null: hop limits are not known. */
  readonly hops: Readonly<Record<Side, number | null>>;
  /** Something rewrites the sequence numbers of these ends. */
  readonly rewritten: readonly Side[];
  readonly passages: readonly Passage[];
  /** Only the first packets were looked at. */
  readonly cut: boolean;
}

/** Packets that got lost between the two recordings; `sure` false: some of them may be missing from one only. */
export interface LossBetween {
  readonly lost: number;
  /** Of so many that were sent and are in one recording at least. */
  readonly count: number;
  readonly sure: boolean;
}

/** null: none. */
export function lossBetween({ passages }: BothEndsFacts): LossBetween | null {
  const lost = passages.filter(({ fate }) => fate === 'lost' || fate === 'partly-lost');
  if (lost.length === 0) return null;
  const both = passages.filter(
    ({ client, server, fate }) => client !== null && server !== null && fate !== 'partly-lost',
  );
  return { lost: lost.length, count: lost.length + both.length, sure: lost.every(({ sure }) => sure) };
}

/** Recordings of the same connections at several places: which connections are the same, and what became of each packet. */
export class BothEnds {
  private constructor(
    private readonly captures: readonly IncidentCapture[],
    /** Two recordings of a connection each. */
    readonly pairs: readonly Pair[],
    /** Recordings with too many connections to be looked through: indices of `captures`. */
    readonly passedOver: readonly number[],
  ) {}

  /** Looks through every two recordings; null: all of them were, and no connection is in more than one. */
  static async of(captures: readonly IncidentCapture[], most = MOST_CONNECTIONS): Promise<BothEnds | null> {
    const openings: (readonly Opening[])[] = [];
    if (captures.length < 2) return null;
    const passedOver: number[] = [];
    for (const [at, { client }] of captures.entries()) {
      const tooMany = client.summary().connections > most;
      if (tooMany) passedOver.push(at);
      openings.push(tooMany ? [] : await client.openings());
    }
    const pairs: Pair[] = [];
    for (let one = 0; one < captures.length; one++)
      for (let other = one + 1; other < captures.length; other++)
        for (const pair of pairOpenings(openings[one], openings[other]))
          pairs.push({
            ...pair,
            one: { capture: one, connection: pair.one.connection, opening: pair.one },
            other: { capture: other, connection: pair.other.connection, opening: pair.other },
          });
    const ends = new BothEnds(captures, pairs, passedOver);
    const held: Pair[] = [];
    for (const pair of pairs) if (pair.by !== 'addresses' || (await ends.isAlike(pair))) held.push(pair);
    return held.length + passedOver.length === 0 ? null : new BothEnds(captures, held, passedOver);
  }

  /** The same connection in another recording; null: no other holds it. */
  otherOf({ capture, connection }: Recorded): Recorded | null {
    const is = (end: Recorded) => end.capture === capture && end.connection === connection;
    const pair = this.pairs.find(({ one, other }) => is(one) || is(other));
    return pair === undefined ? null : is(pair.one) ? pair.other : pair.one;
  }

  /** What became of a connection's packets between the recordings that hold it; null: only one does. */
  async facts(recorded: Recorded): Promise<BothEndsFacts | null> {
    const { capture, connection } = recorded;
    const pair = this.pairs.find(({ one, other }) =>
      [one, other].some((end) => end.capture === capture && end.connection === connection),
    );
    return pair === undefined ? null : this.factsOf(pair);
  }

  /** Only addresses say that the two are one: some of their packets have to be the same, too. */
  private async isAlike(pair: Pair): Promise<boolean> {
    const { matching, ones, others } = await this.matched(pair);
    const alike = matching.matches.filter(({ regrouped }) => !regrouped).length;
    return alike >= Math.min(LEAST_ALIKE, ones.length, others.length) && alike > 0;
  }

  private async matched(pair: Pair) {
    const isTurned = pair.one.opening.client === pair.other.opening.server && pair.translated.length === 0;
    const [a, b] = await Promise.all([this.sightings(pair.one), this.sightings(pair.other)]);
    const absolute = [...a, ...b].every(({ seq, ack }) => seq !== null || ack !== null);
    const ones = a.map((sighting) => inNumbers(sighting, absolute, false));
    const others = b.map((sighting) => inNumbers(sighting, absolute, isTurned));
    const shift = absolute ? shiftOf(pair) : { client: 0, server: 0 };
    return { ones, others, shift, matching: matchSightings(ones, others, shift) };
  }

  private sightings({ capture, connection }: Recorded): Promise<readonly PacketSighting[]> {
    return this.captures[capture].client.sightings(connection);
  }

  private async factsOf(pair: Pair): Promise<BothEndsFacts> {
    const found = await this.matched(pair);
    const isTurnedRound = isServerFirst(found.matching);
    const [client, server] = isTurnedRound ? [pair.other, pair.one] : [pair.one, pair.other];
    const [ones, others] = isTurnedRound ? [found.others, found.ones] : [found.ones, found.others];
    const shift = isTurnedRound ? { client: -found.shift.client, server: -found.shift.server } : found.shift;
    const matching = isTurnedRound ? matchSightings(ones, others, shift) : found.matching;
    const clock = clockOf(matching);
    const coverage = { client: this.coverage(client, ones), server: this.coverage(server, others) };
    return {
      client: { capture: client.capture, connection: client.connection },
      server: { capture: server.capture, connection: server.connection },
      by: pair.by,
      translated: pair.translated.map((side) => ({
        side,
        client: client.opening[side],
        server: server.opening[side],
      })),
      clock,
      hops: { client: usualHops(matching, 'client'), server: negated(usualHops(matching, 'server')) },
      rewritten: (['client', 'server'] as const).filter((side) => shift[side] !== 0),
      passages: fatesOf(matching, { client: ones, server: others }, coverage, shift, clock ?? NO_CLOCK),
      cut: coverage.client.cut || coverage.server.cut,
    };
  }

  private coverage({ capture, opening }: Pair['one'], sightings: readonly Sighting[]) {
    const { first, last } = this.captures[capture].client.asPiece();
    const cut = sightings.length >= MOST_SIGHTINGS;
    const end = sightings.at(-1);
    return {
      first,
      last: cut && end !== undefined ? end.seconds + end.nanoseconds * 1e-9 : last,
      opening: opening.initial.client !== null,
      cut,
    };
  }
}

const NO_CLOCK = { ahead: 0, within: 0 };

const negated = (hops: number | null): number | null => (hops === null ? null : 0 - hops);

/** Absolute numbers, or those relative to the beginning where one recording has no others. */
function inNumbers(sighting: PacketSighting, absolute: boolean, isTurned: boolean): Sighting {
  const { sender, seq, ack, relativeSeq, relativeAck } = sighting;
  const numbers = absolute ? { seq, ack } : { seq: relativeSeq, ack: relativeAck };
  return { ...sighting, ...numbers, ...(isTurned && { sender: sender === 'client' ? 'server' : 'client' }) };
}

function shiftOf({ one, other }: Pair): Shift {
  const of = (side: Side): number => {
    const [a, b] = [one.opening.initial[side], other.opening.initial[side]];
    return a === null || b === null ? 0 : (b - a) | 0;
  };
  return { client: of('client'), server: of('server') };
}

/** The recording given first is the one at the server. */
function isServerFirst({ matches }: Matching): boolean {
  const way = wayBetween(
    matches
      .filter(({ regrouped }) => !regrouped)
      .map(({ one, other }) => ({
        fromClient: one.sender === 'client',
        one: one.seconds - matches[0].one.seconds + one.nanoseconds * 1e-9,
        other: other.seconds - matches[0].other.seconds + other.nanoseconds * 1e-9,
      })),
  );
  if (way !== 0 && !Number.isNaN(way)) return way < 0;
  const hops = usualHops({ matches, missing: new Map(), oneOnly: [], otherOnly: [] }, 'client');
  return hops !== null && hops < 0;
}

function clockOf({ matches }: Matching): ClockOffset | null {
  const [first] = matches;
  if (first === undefined) return null;
  const offset = clockOffset(
    matches
      .filter(({ regrouped }) => !regrouped)
      .map(({ one, other }) => ({
        sender: one.sender,
        atClient: one.seconds - first.one.seconds + one.nanoseconds * 1e-9,
        atServer: other.seconds - first.other.seconds + other.nanoseconds * 1e-9,
      }))
      .filter(({ atClient, atServer }) => !Number.isNaN(atClient + atServer)),
  );
  return offset === null
    ? null
    : { ...offset, ahead: offset.ahead + (first.other.seconds - first.one.seconds) };
}

import { otherSide, type Side, TcpFlag } from '../../tcp';
import { type Matching, type Shift, spanOf } from './match-sightings';
import type { Sighting } from './sighting';

/**
 * What became of a packet between the two recordings: it is in both; its bytes are, in packets of another size; part of them
 * is; it was lost; it came twice; it was made on the way, in the name of an end that did not send it; the other recording
 * misses it, though it was there; or that recording does not reach to it.
 */
export type Fate =
  | 'both'
  | 'regrouped'
  | 'partly-lost'
  | 'lost'
  | 'duplicated'
  | 'made-between'
  | 'not-recorded'
  | 'outside';

export type Change = 'hop-limit' | 'window' | 'options' | 'flags' | 'timestamps';

export interface Passage {
  readonly sender: Side;
  /** As recorded at the client's and at the server's side; null: not there. */
  readonly client: Sighting | null;
  readonly server: Sighting | null;
  readonly fate: Fate;
  /** Bytes that did not arrive, of `partly-lost`. */
  readonly lostBytes: number;
  readonly changes: readonly Change[];
  /** Of `lost` and `made-between`: proven rather than likely. */
  readonly sure: boolean;
}

/** What one recording says of a connection as a whole. */
export interface Coverage {
  /** When it begins and ends, by its own clock, in seconds. */
  readonly first: number;
  readonly last: number;
  /** It holds the SYN. */
  readonly opening: boolean;
  /** Only its first packets were looked at. */
  readonly cut: boolean;
}

/** Seconds by which the server's clock is ahead, and that a packet needs on the way. */
export interface Clock {
  readonly ahead: number;
  readonly within: number;
}

type Both<Value> = Readonly<Record<Side, Value>>;

/** The passages of a connection's packets; `matching.one` is the recording at the client. */
export function fatesOf(
  matching: Matching,
  recordings: Both<readonly Sighting[]>,
  coverage: Both<Coverage>,
  shift: Shift,
  clock: Clock,
): Passage[] {
  return new Fates(matching, recordings, coverage, shift, clock).passages();
}

/** The difference of hop limits that most packets of an end show between the recordings: the routers between. null: not known. */
export function usualHops(matching: Matching, sender: Side): number | null {
  const counts = new Map<number, number>();
  for (const { one, other } of matching.matches) {
    if (one.sender !== sender || one.hopLimit === null || other.hopLimit === null) continue;
    const hops = one.hopLimit - other.hopLimit;
    counts.set(hops, (counts.get(hops) ?? 0) + 1);
  }
  return mostOf(counts);
}

const mostOf = (counts: ReadonlyMap<number, number>): number | null =>
  [...counts].reduce<readonly [number, number] | null>(
    (most, next) => (most === null || next[1] > most[1] ? next : most),
    null,
  )?.[0] ?? null;

class Fates {
  private readonly usual: Both<number | null>;
  /** Hop limits of packets that are in both recordings, as each shows them; by recording, then by sender. */
  private readonly hops: Both<Both<ReadonlySet<number>>>;
  /** Numbers of packets that are in both, for copies of them. */
  private readonly known: Both<Set<string>> = { client: new Set(), server: new Set() };
  private readonly acked: Both<number | null>;

  constructor(
    private readonly matching: Matching,
    private readonly recordings: Both<readonly Sighting[]>,
    private readonly coverage: Both<Coverage>,
    private readonly shift: Shift,
    private readonly clock: Clock,
  ) {
    this.usual = { client: usualHops(matching, 'client'), server: usualHops(matching, 'server') };
    const hops = { client: emptySets(), server: emptySets() };
    for (const { one, other } of matching.matches) {
      if (one.hopLimit !== null) hops.client[one.sender].add(one.hopLimit);
      if (other.hopLimit !== null) hops.server[other.sender].add(other.hopLimit);
      this.known.client.add(copyKey(one));
      this.known.server.add(copyKey(other));
    }
    this.hops = hops;
    this.acked = {
      client: highestAck(recordings.server, 'server'),
      server: highestAck(recordings.client, 'client'),
    };
  }

  passages(): Passage[] {
    const { matches, missing, oneOnly, otherOnly } = this.matching;
    const told = new Set<Sighting>();
    const found: Passage[] = matches.map(({ one, other, regrouped }) => {
      const sent = one.sender === 'client' ? one : other;
      // Of the pieces that a segment came in, the first tells what is missing of it.
      const lostBytes = told.has(sent) ? 0 : (missing.get(sent) ?? 0);
      told.add(sent);
      const fate = lostBytes > 0 ? 'partly-lost' : regrouped ? 'regrouped' : 'both';
      const changes = regrouped ? [] : changesOf(one, other, this.usual[one.sender]);
      return { sender: one.sender, client: one, server: other, fate, lostBytes, changes, sure: true };
    });
    for (const one of oneOnly) found.push(this.alone(one, 'client'));
    for (const other of otherOnly) found.push(this.alone(other, 'server'));
    const when = ({ client, server }: Passage): number =>
      client !== null ? timeOf(client) : server === null ? 0 : timeOf(server) - this.clock.ahead;
    return withGaps(found)
      .map((passage) => ({ passage, at: when(passage) }))
      .sort((a, b) => a.at - b.at)
      .map(({ passage }) => passage);
  }

  /** A packet that only the recording at `here` holds. */
  private alone(packet: Sighting, here: Side): Passage {
    const { sender } = packet;
    const at = { client: here === 'client' ? packet : null, server: here === 'server' ? packet : null };
    const of = (fate: Fate, sure: boolean): Passage => ({
      sender,
      ...at,
      fate,
      sure,
      lostBytes: 0,
      changes: [],
    });
    const there = otherSide(here);
    const time = timeOf(packet) + (here === 'client' ? this.clock.ahead : -this.clock.ahead);
    const { first, last, opening, cut } = this.coverage[there];
    const way = here === sender ? this.clock.within : -this.clock.within;
    const [early, late] = [time + way < first, time + way > last];
    if (here !== sender) {
      // The sender's own recording does not have it.
      if (this.known[here].has(copyKey(packet))) return of('duplicated', false);
      if (early) return of('outside', true);
      const strange = this.isStrange(packet, here);
      if (strange) return of('made-between', true);
      if (late) return of('outside', true);
      const isReset = (packet.flags & TcpFlag.RST) !== 0 && this.misses(sender) === 0;
      return isReset ? of('made-between', false) : of('not-recorded', true);
    }
    if ((early && !opening) || (late && cut)) return of('outside', true);
    if (this.wasAcknowledged(packet, there)) return of('not-recorded', true);
    return of('lost', !early && !late);
  }

  /** Its hop limit is not one that packets of its sender have where it was recorded. */
  private isStrange({ hopLimit, sender }: Sighting, here: Side): boolean {
    const usual = this.hops[here][sender];
    return hopLimit !== null && usual.size > 0 && !usual.has(hopLimit);
  }

  /** Data of `sender` that only the far recording holds: the near one has gaps. */
  private misses(sender: Side): number {
    const far = sender === 'client' ? this.matching.otherOnly : this.matching.oneOnly;
    return far.filter((packet) => packet.sender === sender && packet.length > 0).length;
  }

  /** The far end acknowledged its bytes, and the recording there holds no copy of them: it was there. */
  private wasAcknowledged(packet: Sighting, there: Side): boolean {
    const { sender, seq } = packet;
    const highest = this.acked[sender];
    if (seq === null || highest === null || spanOf(packet) === 0) return false;
    const shifted = seq + (there === 'server' ? this.shift[sender] : -this.shift[sender]);
    if (((highest - (shifted + spanOf(packet))) | 0) < 0) return false;
    return !this.recordings[there].some(
      (other) =>
        other.sender === sender &&
        other.seq !== null &&
        spanOf(other) > 0 &&
        ((other.seq - shifted) | 0) < spanOf(packet) &&
        ((shifted - other.seq) | 0) < spanOf(other),
    );
  }
}

/** A recording that misses packets that passed there may miss those, too, that seem to be lost: they are no more than likely. */
function withGaps(passages: readonly Passage[]): Passage[] {
  const hasGaps = (side: Side): boolean =>
    passages.some((passage) => passage.fate === 'not-recorded' && passage[side] === null);
  const gaps = { client: hasGaps('client'), server: hasGaps('server') };
  return passages.map((passage) =>
    passage.fate === 'lost' && gaps[otherSide(passage.sender)] ? { ...passage, sure: false } : passage,
  );
}

const emptySets = (): Record<Side, Set<number>> => ({ client: new Set(), server: new Set() });

const timeOf = ({ seconds, nanoseconds }: Sighting): number => seconds + nanoseconds * 1e-9;

const copyKey = ({ sender, flags, seq, ack, length, ipId, timestamps }: Sighting): string =>
  [sender, flags, seq, ack, length, ipId, timestamps?.join(' ')].join(',');

/** The highest acknowledgment that an end sent, in the recording at its own side. */
function highestAck(recording: readonly Sighting[], side: Side): number | null {
  let highest: number | null = null;
  for (const { sender, ack, flags } of recording)
    if (sender === side && ack !== null && (flags & TcpFlag.RST) === 0)
      highest = highest === null || ((ack - highest) | 0) > 0 ? ack : highest;
  return highest;
}

const COMPARED = TcpFlag.URG | TcpFlag.ECE | TcpFlag.CWR;

function changesOf(one: Sighting, other: Sighting, usual: number | null): Change[] {
  const changes: Change[] = [];
  if (one.hopLimit !== null && other.hopLimit !== null && one.hopLimit - other.hopLimit !== usual)
    changes.push('hop-limit');
  if (one.window !== null && other.window !== null && one.window !== other.window) changes.push('window');
  if (one.options !== null && other.options !== null && one.options !== other.options)
    changes.push('options');
  if ((one.flags & COMPARED) !== (other.flags & COMPARED)) changes.push('flags');
  if (
    one.timestamps?.join(' ') !== other.timestamps?.join(' ') &&
    one.options !== null &&
    other.options !== null
  )
    changes.push('timestamps');
  return changes;
}

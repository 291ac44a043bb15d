import { otherSide, type Side, TcpFlag } from '../../tcp';
import { apart, type Sighting } from './sighting';

/** By how much sequence numbers of each end are larger in the other recording: something rewrites them. */
export type Shift = Readonly<Record<Side, number>>;

/** A packet of one recording and what it is in the other: the same, or bytes that were cut or joined otherwise. */
export interface Match {
  readonly one: Sighting;
  readonly other: Sighting;
  /** Network cards and kernels join and cut segments: the bytes are the same, the packets are not. */
  readonly regrouped: boolean;
}

export interface Matching {
  readonly matches: readonly Match[];
  /** Bytes of a packet that did not come to the other end, where some of them did; by the packet at its sender's side. */
  readonly missing: ReadonlyMap<Sighting, number>;
  readonly oneOnly: readonly Sighting[];
  readonly otherOnly: readonly Sighting[];
}

const ENDS = TcpFlag.SYN | TcpFlag.FIN | TcpFlag.RST;
/** A packet does not arrive before it was sent; clocks are known to some microseconds. Seconds. */
const DISORDER = 1e-3;

/** Which packets of two recordings of a connection are the same; `ones` is the recording at the client, where that is known. */
export function matchSightings(
  ones: readonly Sighting[],
  others: readonly Sighting[],
  shift: Shift,
): Matching {
  const matching = new Matcher(ones, others, shift);
  // The same numbers, the identification and the timestamps: one packet. Without one of these, as many here as there.
  for (const key of [exactKey, stampedKey, plainKey]) matching.matchAlike(key);
  matching.matchByTime();
  matching.matchBytes();
  return matching.result();
}

type KeyOf = (sighting: Sighting, shift: Shift) => string | null;

const plainKey: KeyOf = ({ sender, flags, seq, ack, length }, shift) =>
  seq === null && ack === null
    ? null
    : [
        sender,
        flags & ENDS,
        seq === null ? '' : (seq + shift[sender]) >>> 0,
        length,
        ack === null ? '' : (ack + shift[otherSide(sender)]) >>> 0,
      ].join(' ');

const stampedKey: KeyOf = (sighting, shift) =>
  sighting.timestamps === null ? null : `${plainKey(sighting, shift)} ${sighting.timestamps.join(' ')}`;

const exactKey: KeyOf = (sighting, shift) =>
  sighting.ipId === null || sighting.ipId === 0
    ? null
    : `${stampedKey(sighting, shift) ?? plainKey(sighting, shift)} ${sighting.ipId}`;

const NO_SHIFT: Shift = { client: 0, server: 0 };

class Matcher {
  private readonly matches: Match[] = [];
  private readonly missing = new Map<Sighting, number>();
  private readonly open: { ones: Set<Sighting>; others: Set<Sighting> };

  constructor(
    ones: readonly Sighting[],
    others: readonly Sighting[],
    private readonly shift: Shift,
  ) {
    this.open = { ones: new Set(ones), others: new Set(others) };
  }

  /** Packets with a key that as many of either recording have, in their order. */
  matchAlike(keyOf: KeyOf): void {
    for (const [ones, others] of this.groups(keyOf))
      if (ones.length === others.length) for (const [at, one] of ones.entries()) this.pair(one, others[at]);
  }

  /** Copies of a segment of which fewer arrived: each with the one that was sent last before it. */
  matchByTime(): void {
    const between = this.usualTime();
    for (const [ones, others] of this.groups(plainKey)) {
      const left = new Set(ones);
      for (const other of others) {
        const fits = [...left].map((one) => ({
          one,
          off: Math.abs(apart(one, other) - between[one.sender]),
        }));
        const best = fits.reduce<(typeof fits)[number] | null>(
          (nearest, fit) => (nearest === null || fit.off < nearest.off ? fit : nearest),
          null,
        );
        if (best === null) continue;
        left.delete(best.one);
        this.pair(best.one, other);
      }
    }
  }

  /** Segments that were joined or cut on the way, by the bytes that they carry. */
  matchBytes(): void {
    const between = this.usualTime();
    for (const side of ['client', 'server'] as const) {
      const ones = [...this.open.ones].filter((one) => one.sender === side && spanOf(one) > 0);
      const others = [...this.open.others].filter((other) => other.sender === side && spanOf(other) > 0);
      if (ones.length === 0 || others.length === 0) continue;
      // From where they were sent to where they came: what is missing there was lost.
      if (side === 'client')
        new ByteMatcher(ones, others, this.shift.client, between.client).run(
          (one, other) => this.pair(one, other, true),
          this.missing,
        );
      else
        new ByteMatcher(others, ones, -this.shift.server, -between.server).run(
          (other, one) => this.pair(one, other, true),
          this.missing,
        );
    }
  }

  result(): Matching {
    return {
      matches: this.matches,
      missing: this.missing,
      oneOnly: [...this.open.ones],
      otherOnly: [...this.open.others],
    };
  }

  private groups(keyOf: KeyOf): [Sighting[], Sighting[]][] {
    const byKey = new Map<string, [Sighting[], Sighting[]]>();
    for (const [at, sightings] of [this.open.ones, this.open.others].entries())
      for (const sighting of sightings) {
        const key = keyOf(sighting, at === 0 ? this.shift : NO_SHIFT);
        if (key === null) continue;
        const group = byKey.get(key) ?? [[], []];
        group[at].push(sighting);
        byKey.set(key, group);
      }
    return [...byKey.values()].filter(([ones, others]) => ones.length > 0 && others.length > 0);
  }

  private pair(one: Sighting, other: Sighting, regrouped = false): void {
    this.open.ones.delete(one);
    this.open.others.delete(other);
    this.matches.push({ one, other, regrouped });
  }

  /** Seconds from a packet of the one recording to the same of the other, the median of those known; by its sender. */
  private usualTime(): Readonly<Record<Side, number>> {
    const of = (side: Side): number => {
      const times = this.matches
        .filter(({ one, regrouped }) => one.sender === side && !regrouped)
        .map(({ one, other }) => apart(one, other))
        .sort((a, b) => a - b);
      return times.length === 0 ? Number.NaN : times[times.length >> 1];
    };
    const [client, server] = [of('client'), of('server')];
    return {
      client: Number.isNaN(client) ? (Number.isNaN(server) ? 0 : server) : client,
      server: Number.isNaN(server) ? (Number.isNaN(client) ? 0 : client) : server,
    };
  }
}

/** Sequence numbers that a segment takes up: its bytes, and its FIN. */
export const spanOf = ({ length, flags, seq }: Sighting): number =>
  seq === null ? 0 : length + ((flags & TcpFlag.FIN) === 0 ? 0 : 1) + ((flags & TcpFlag.SYN) === 0 ? 0 : 1);

interface Part {
  readonly of: Sighting;
  from: number;
  readonly to: number;
}

/** Segments of either recording as stretches of the stream: each stretch of the one is used for one of the other. */
class ByteMatcher {
  private readonly parts: Part[];
  private readonly base: number;

  constructor(
    private readonly ones: readonly Sighting[],
    others: readonly Sighting[],
    private readonly shift: number,
    private readonly between: number,
  ) {
    this.base = others[0].seq ?? 0;
    this.parts = others.map((of) => {
      const from = this.place(of.seq ?? 0);
      return { of, from, to: from + spanOf(of) };
    });
  }

  run(pair: (one: Sighting, other: Sighting) => void, missing: Map<Sighting, number>): void {
    const paired = new Set<Sighting>();
    for (const one of this.ones) {
      const from = this.place((one.seq ?? 0) + this.shift);
      const uses = this.take(one, from, from + spanOf(one));
      if (uses.length === 0) continue;
      const found = uses.reduce((sum, { bytes }) => sum + bytes, 0);
      if (found < spanOf(one)) missing.set(one, spanOf(one) - found);
      const fresh = uses.filter(({ part }) => !paired.has(part.of));
      for (const { part } of fresh.length > 0 ? fresh : uses.slice(0, 1)) {
        paired.add(part.of);
        pair(one, part.of);
      }
    }
  }

  private take(one: Sighting, from: number, to: number): { part: Part; bytes: number }[] {
    const uses: { part: Part; bytes: number }[] = [];
    let at = from;
    for (const part of this.parts) {
      if (at >= to) break;
      if (part.from > at || part.to <= at || apart(one, part.of) < this.between - DISORDER) {
        if (part.from > at && part.from < to && part.from < part.to && this.isNext(part, at)) at = part.from;
        else continue;
      }
      const end = Math.min(to, part.to);
      uses.push({ part, bytes: end - Math.max(at, part.from) });
      at = end;
      part.from = end;
    }
    return uses;
  }

  /** Nothing that was recorded there begins before this part: the bytes up to it are missing. */
  private isNext(next: Part, at: number): boolean {
    return !this.parts.some(
      (part) => part.from < part.to && part.from <= at && part.to > at && part !== next,
    );
  }

  private place = (seq: number): number => (seq - this.base) | 0;
}

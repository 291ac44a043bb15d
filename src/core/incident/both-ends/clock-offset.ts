import type { Side } from '../../tcp';

/** A packet that both recordings hold: when on the client's side, when on the server's, each by its own clock. */
export interface Crossing {
  readonly sender: Side;
  /** Seconds since the same moment of either clock. */
  readonly atClient: number;
  readonly atServer: number;
}

/** How the server's clock goes against the client's. */
export interface ClockOffset {
  /** Seconds by which the server's clock is ahead at `middle`, an instant of the client's clock. */
  readonly ahead: number;
  /** It cannot be further off than this: half the least time that a packet and its answer need on the way. */
  readonly within: number;
  /** Seconds by which it gains each second; 0 where the recordings are too short to tell. */
  readonly drift: number;
  readonly middle: number;
}

/** Parts that a long recording is looked at in, each with so many packets of either direction. */
const PARTS = 8;
const LEAST_IN_PART = 4;
/** Clocks of computers differ by no more (RFC 5905 section 4: PHI is 15, a free one up to some hundred). */
const MOST_DRIFT = 3e-4;

/**
 * The offset of two clocks by packets that crossed both ways: the quickest of each direction needed the least, and on paths
 * that are as long there as back the offset is the middle. null: only one direction was recorded at both.
 */
export function clockOffset(crossings: readonly Crossing[]): ClockOffset | null {
  const whole = offsetOf(crossings, 0, 0);
  if (whole === null) return null;
  const drift = driftOf(crossings);
  if (drift === 0) return whole;
  const middle = (crossings[0].atClient + crossings[crossings.length - 1].atClient) / 2;
  const straightened = offsetOf(crossings, drift, middle);
  const span = crossings[crossings.length - 1].atClient - crossings[0].atClient;
  // What it adds up to has to be more than what is not known of the offset: else it may be the path.
  return straightened !== null && Math.abs(drift) * span > Math.abs(straightened.within)
    ? straightened
    : whole;
}

/** Which of two recordings lies nearer to the client: a packet and its answer need time between the two. NaN: cannot be told. */
export function wayBetween(
  crossings: readonly { readonly fromClient: boolean; readonly one: number; readonly other: number }[],
): number {
  const [there, back] = [true, false].map((direction) =>
    Math.min(
      ...crossings
        .filter(({ fromClient }) => fromClient === direction)
        .map(({ one, other }) => (direction ? other - one : one - other)),
    ),
  );
  return Number.isFinite(there) && Number.isFinite(back) ? there + back : Number.NaN;
}

function offsetOf(crossings: readonly Crossing[], drift: number, middle: number): ClockOffset | null {
  let [there, back] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { sender, atClient, atServer } of crossings) {
    const straight = atServer - drift * (atClient - middle);
    if (sender === 'client') there = Math.min(there, straight - atClient);
    else back = Math.min(back, atClient - straight);
  }
  if (!Number.isFinite(there) || !Number.isFinite(back)) return null;
  return { ahead: (there - back) / 2, within: (there + back) / 2, drift, middle };
}

/** The slope through the offsets of the recording's parts, by least squares. */
function driftOf(crossings: readonly Crossing[]): number {
  const size = Math.ceil(crossings.length / PARTS);
  const points: { at: number; ahead: number }[] = [];
  for (let from = 0; from < crossings.length; from += size) {
    const part = crossings.slice(from, from + size);
    const fromClient = part.filter(({ sender }) => sender === 'client').length;
    if (Math.min(fromClient, part.length - fromClient) < LEAST_IN_PART) continue;
    const offset = offsetOf(part, 0, 0);
    if (offset !== null)
      points.push({ at: (part[0].atClient + part[part.length - 1].atClient) / 2, ahead: offset.ahead });
  }
  if (points.length < PARTS / 2) return 0;
  const mean = (of: (point: { at: number; ahead: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [at, ahead] = [mean((point) => point.at), mean((point) => point.ahead)];
  const spread = mean((point) => (point.at - at) ** 2);
  const slope = mean((point) => (point.at - at) * (point.ahead - ahead)) / spread;
  return Number.isFinite(slope) && Math.abs(slope) <= MOST_DRIFT ? slope : 0;
}

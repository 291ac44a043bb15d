import type { Connection } from '../flow';
import type { Observation } from '../observation';
import { serverKey } from './servers';

/** Closings of a server from which on they are a measure of it. */
const ENOUGH = 20;
/** The closing that counts as slow for it: one in a hundred is an accident. */
const SLOW_PART = 0.99;
/** Above that by this factor, or by a second, is beyond what the server is otherwise seen to need. */
const FACTOR = 10;
const MARGIN = 1;
/** Without a measure: a second, and a few round trips for the FIN and its answer to travel. */
const PATIENCE = 1;
const ROUND_TRIPS = 4;

/** How long the servers of a recording take to close after their clients have: the measure of what is stuck. */
export class Pace {
  private known: Map<number | string, Float64Array> | null = null;

  constructor(private readonly observation: Observation) {}

  /** Seconds of half-close beyond which the server of a connection does not merely take its time. */
  patience(connection: Connection): number {
    const travel = ROUND_TRIPS * roundTrip(connection);
    const closings = this.of(connection);
    if (closings === null) return PATIENCE + travel;
    const slow = closings[Math.min(closings.length - 1, Math.floor(closings.length * SLOW_PART))];
    if (closings.length < ENOUGH) return Math.max(PATIENCE, slow) + travel;
    return Math.min(FACTOR * slow, slow + MARGIN) + travel;
  }

  /** Seconds within which the server has closed nearly always; null where there is no measure of it. */
  usual(connection: Connection): number | null {
    const closings = this.of(connection);
    if (closings === null || closings.length < ENOUGH) return null;
    return closings[Math.min(closings.length - 1, Math.floor(closings.length * SLOW_PART))];
  }

  private of(connection: Connection): Float64Array | null {
    this.known ??= measure(this.observation);
    return this.known.get(serverKey(this.observation.tracker, connection)) ?? null;
  }
}

function measure(observation: Observation): Map<number | string, Float64Array> {
  const found = new Map<number | string, number[]>();
  for (const connection of observation.tracker.connections) {
    const seconds = closing(observation, connection);
    if (Number.isNaN(seconds)) continue;
    const key = serverKey(observation.tracker, connection);
    const held = found.get(key);
    if (held === undefined) found.set(key, [seconds]);
    else held.push(seconds);
  }
  return new Map([...found].map(([key, seconds]) => [key, Float64Array.from(seconds).sort()]));
}

/** Seconds from the client's FIN to the server's; NaN where that is not what happened. */
function closing(observation: Observation, { client, server }: Connection): number {
  if (!client.finSent || !server.finSent || !server.closesPassively) return Number.NaN;
  return observation.between(client.lastFin, server.lastFin);
}

const roundTrip = ({ initialRoundTrip }: Connection): number =>
  initialRoundTrip > 0 ? initialRoundTrip / 1e9 : 0;

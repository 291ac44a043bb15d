import type { Connection, Endpoint } from '../flow';
import type { Observation } from './observation';

/** A loss up to here is told and weakens what is concluded from absence; a larger one leaves nothing of it. */
const SLIGHT = 0.01;
/** Bytes that were acknowledged and not seen are the recorder's loss from this part on; below, a frame or two that came out of order. */
const NEGLIGIBLE = 0.0001;
/** The part of the connections that misses data from which on it is the recorder's doing; below, those connections are judged alone. */
const WIDESPREAD = 0.05;
/** So many connections of one direction, and this part of all, are the recording's doing, not theirs. */
const SEVERAL = 2;
const MOST = 0.5;
/** TCP segments and connections from which on it is a filter's doing that all of them open or close. */
const FILTERED_SEGMENTS = 3;

/** How complete a recording is. */
export interface Completeness {
  /** The part of the packets, or of the data, that is missing: 0 to 1. */
  readonly missing: number;
  /** What the part is of. */
  readonly by: 'packets' | 'data' | null;
  /** `slight`: what is concluded from absence is weaker; `heavy`: nothing is concluded from it. */
  readonly loss: 'none' | 'slight' | 'heavy';
  /** Only segments with SYN, FIN or RST were recorded, though others were sent. */
  readonly flagsOnly: boolean;
  /** `one`: nothing was recorded both ways, though more than SYNs was; `mostly-one`: at least half of the connections. */
  readonly directions: 'both' | 'mostly-one' | 'one';
  /** Connections whose one end was not recorded, though the other acknowledges what it sent. */
  readonly oneSided: number;
}

/** A part in percent as it is told: to a digit below one percent, whole above. */
export const percentOf = (part: number): number =>
  part < SLIGHT ? Math.max(0.1, Math.round(part * 1000) / 10) : Math.round(part * 100);

export function completenessOf(observation: Observation): Completeness {
  const tally = new Tally();
  for (const connection of observation.tracker.connections) tally.add(connection);
  const packets = missingPackets(observation);
  const data = tally.missingData;
  const missing = Math.max(packets, data);
  const isHeavy = packets >= SLIGHT || (data >= SLIGHT && tally.isWidespread);
  return {
    missing,
    by: missing === 0 ? null : packets >= data ? 'packets' : 'data',
    loss: missing === 0 ? 'none' : isHeavy ? 'heavy' : 'slight',
    flagsOnly: isFlagsOnly(observation, tally),
    directions: directionsOf(observation, tally),
    oneSided: tally.oneSided,
  };
}

/** What all connections together show, added up in one pass. */
class Tally {
  private connections = 0;
  private unseen = 0;
  private sent = 0;
  private concerned = 0;
  /** Connections that were seen to open and to close. */
  closed = 0;
  /** Connections whose segments are ahead of what was recorded. */
  ahead = 0;
  /** Connections of which both directions were seen, and of which an end went on past its SYN. */
  bothWays = 0;
  opened = 0;
  oneSided = 0;

  add({ client, server, toItself }: Connection): void {
    this.connections++;
    // Its one socket is both ends.
    if (toItself) return;
    const reset = client.resetSent || server.resetSent;
    // A RST may follow the SYN/ACK at once; what it is ahead of was sent.
    const isAhead = client.skipped + server.skipped > 0;
    if (server.synAckSent && (client.finSent || server.finSent || (reset && isAhead))) this.closed++;
    if (isAhead) this.ahead++;
    if (client.handshakeDone) this.opened++;
    // Of a direction that was not recorded at all nothing is missing by chance.
    if (client.packets === 0 || server.packets === 0) {
      if (answersUnseen(client) || answersUnseen(server)) this.oneSided++;
      return;
    }
    this.bothWays++;
    this.unseen += client.unseen + server.unseen;
    this.sent += client.bytes + client.skipped + server.bytes + server.skipped;
    if (client.unseen + server.unseen > 0) this.concerned++;
  }

  /** The part of the data that was acknowledged and never seen. */
  get missingData(): number {
    const part = this.unseen === 0 ? 0 : this.unseen / Math.max(this.unseen, this.sent);
    return part < NEGLIGIBLE ? 0 : part;
  }

  get isMostlyOneSided(): boolean {
    return this.oneSided >= SEVERAL && this.oneSided >= this.connections * MOST;
  }

  get isWidespread(): boolean {
    return this.concerned >= this.connections * WIDESPREAD;
  }
}

function missingPackets({ dropped, captured, tracker }: Observation): number {
  if (dropped === null || dropped === 0) return 0;
  return dropped / (dropped + Math.max(captured ?? 0, tracker.packets.length));
}

/**
 * Every connection that was completed has segments without these flags: the last of its handshake, if no other. One may do
 * without: its FIN can take the place of that.
 */
const isFlagsOnly = ({ plainSegments, tracker }: Observation, { closed, ahead }: Tally): boolean =>
  plainSegments === 0 &&
  tracker.tcpPackets >= FILTERED_SEGMENTS &&
  (closed >= SEVERAL || (closed > 0 && ahead > 0));

/** More than one segment of this end, and they acknowledge what the other must have sent. */
const answersUnseen = ({ packets, ackKnown, synAckSent }: Endpoint): boolean =>
  packets > 1 && (ackKnown || synAckSent);

/** Where nothing but SYNs is there, nothing was answered; where clients went on, their servers were not recorded. */
function directionsOf({ plainSegments }: Observation, tally: Tally): Completeness['directions'] {
  const { bothWays, opened, isMostlyOneSided } = tally;
  if (bothWays === 0 && (plainSegments > 0 || opened > 0)) return 'one';
  return isMostlyOneSided ? 'mostly-one' : 'both';
}

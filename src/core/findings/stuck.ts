import { seqAtOrBefore, seqBefore } from '../bytes';
import { isConfirmed, NO_PACKET, otherSide, type PacketIndex, type Side } from '../tcp';
import type { Sureness } from './finding';
import type { StateInterval } from './side-story';
import type { Story } from './story';
import { Threshold } from './thresholds';

/**
 * What is stuck, decided here and nowhere else: an end that is half-closed for longer than its program needs.
 * `possible`: half-closed when the recording stops, too soon to tell.
 */
export interface Stuck {
  readonly endpoint: Side;
  /** The packet since which it holds, by index. */
  readonly since: PacketIndex;
  /** Until it was reset, or to the end of the recording; null without times. */
  readonly seconds: number | null;
  readonly sureness: Sureness;
}

/** A CLOSE_WAIT that its program has not ended by closing. */
export interface StuckInterval extends Stuck {
  readonly interval: StateInterval;
  /** It lasts to the end of the recording, the recording stops too soon to tell, or a RST ended it. */
  readonly ending: 'open' | 'stopped' | 'peer-reset' | 'own-reset';
}

/** The end of a connection that is or was stuck; the server's where both are. */
export const stuckEnd = (story: Story): StuckInterval | null =>
  stuckInCloseWait(story, 'server') ?? stuckInCloseWait(story, 'client');

/**
 * The CLOSE_WAIT that an end is or was stuck in: it acknowledged its peer's FIN and sent none. Null where its own FIN may
 * be waiting behind data that the capture has not seen delivered, or may be among what the recording missed. `needed`:
 * seconds that its program is granted.
 */
export function stuckInCloseWait(
  story: Story,
  side: Side,
  needed = patience(story, side),
): StuckInterval | null {
  const interval = story[side].closeWait;
  if (interval === null || !isHeard(story, interval) || story[side].fin.count > 0) return null;
  const facts = story.connection[side];
  if (facts.blocked || facts.blockedAtPeerFin || !isBelievable(story, side, interval)) return null;
  if (interval.until >= 0 && story.reset?.packet !== interval.until) return null;
  if (mayBeMissed(story, side, interval)) return null;
  return interval.until < 0
    ? lastingToTheEnd(story, side, interval, needed)
    : endedByReset(story, side, interval, needed);
}

/** Its kernel acknowledged the FIN; a filter on flags keeps that out. */
const isHeard = ({ circumstances }: Story, { acknowledged }: StateInterval): boolean =>
  acknowledged >= 0 || circumstances.completeness.flagsOnly;

/** Of a FIN that was sent again until it was acknowledged, the last one before that is the one that came. */
function arrival(story: Story, side: Side, { from, acknowledged }: StateInterval): PacketIndex {
  const { last } = story[otherSide(side)].fin;
  return acknowledged >= 0 && last > from && last < acknowledged ? last : from;
}

function endedByReset(
  story: Story,
  side: Side,
  interval: StateInterval,
  needed: number,
): StuckInterval | null {
  const { firstDataAfterFin, lastDataAfterFin } = story[side];
  const byPeer = story.reset?.sender !== side;
  // What the peer reset was the first sign of life since the FIN; who reset itself may have been sending till then.
  const silence =
    firstDataAfterFin < 0
      ? story.between(arrival(story, side, interval), interval.until)
      : byPeer
        ? story.between(arrival(story, side, interval), firstDataAfterFin)
        : story.between(lastDataAfterFin, interval.until);
  const granted = firstDataAfterFin < 0 || byPeer ? needed : Threshold.halfClosePatience;
  if (silence < granted) return null;
  return stuckInterval(
    story,
    side,
    interval,
    byPeer ? 'peer-reset' : 'own-reset',
    surenessOf(story, side, interval),
  );
}

function lastingToTheEnd(
  story: Story,
  side: Side,
  interval: StateInterval,
  needed: number,
): StuckInterval | null {
  const { firstDataAfterFin, lastDataAfterFin } = story[side];
  // Who sends on may take its time.
  if (firstDataAfterFin >= 0 && !(story.between(lastDataAfterFin, NO_PACKET) >= Threshold.halfClosePatience))
    return null;
  const seconds = story.between(interval.from, NO_PACKET);
  if (seconds >= needed) {
    const sureness = isSilenceAlone(story, interval, needed) ? 'likely' : surenessOf(story, side, interval);
    return stuckInterval(story, side, interval, 'open', sureness);
  }
  // This server closes within that time nearly always: nothing is unusual yet.
  const usual = side === 'server' ? story.circumstances.pace.usual(story.connection) : null;
  if (usual !== null && seconds <= usual) return null;
  return stuckInterval(story, side, interval, 'stopped', 'possible');
}

/** Only a file in which nothing was added shows that it lasts so long: its recorder may have been stopped unseen. */
function isSilenceAlone(story: Story, { from }: StateInterval, needed: number): boolean {
  const window = story.circumstances.observation.timeline.windowAt(from);
  return window !== null && window.endBy === 'followed' && !(window.last - story.time(from) >= needed);
}

const stuckInterval = (
  story: Story,
  endpoint: Side,
  interval: StateInterval,
  ending: StuckInterval['ending'],
  sureness: Sureness,
): StuckInterval => ({
  endpoint,
  since: interval.from,
  seconds: story.seconds(interval.from, interval.until),
  sureness,
  interval,
  ending,
});

/** How a server closes is measured on it; a client's pool is not expected to notice at once. */
const patience = ({ circumstances, connection }: Story, side: Side): number =>
  side === 'server' ? circumstances.pace.patience(connection) : Threshold.closeWarning;

function surenessOf(story: Story, side: Side, interval: StateInterval): Sureness {
  const { loss, flagsOnly } = story.circumstances.completeness;
  if (flagsOnly || (loss !== 'none' && !isReaffirmed(story, side, interval))) return 'likely';
  return isProven(story, side, interval) ? 'proven' : 'likely';
}

/**
 * Its own FIN would have been seen. To the end of the interval the packets prove the state; or the capture began
 * mid-stream, and the end has sent data since, which no program does after a FIN, of which all arrived here.
 */
function isBelievable(story: Story, side: Side, interval: StateInterval): boolean {
  if (isProven(story, side, interval) || story.circumstances.completeness.flagsOnly) return true;
  const own = story[side];
  return !story.fromTheStart && own.firstData >= 0 && !isFurther(story, side);
}

/** Its peer acknowledges more than this end was seen to send: its FIN may be in that. */
function isFurther(story: Story, side: Side): boolean {
  const own = story[side];
  const peer = story[otherSide(side)];
  return own.nextKnown && peer.ackedKnown && seqBefore(own.next, peer.acked);
}

/** The recording lost so much that a FIN may be in it, and nothing that came later shows the contrary. */
function mayBeMissed(story: Story, side: Side, interval: StateInterval): boolean {
  const { loss, flagsOnly } = story.circumstances.completeness;
  if (flagsOnly) return false;
  const doubtful = loss === 'heavy' || story.connection[side].unseen > 0;
  return doubtful && !isReaffirmed(story, side, interval);
}

/** Long after the FIN the end was heard again, and what it sent is all that it had sent: no FIN among it. */
function isReaffirmed(story: Story, side: Side, interval: StateInterval): boolean {
  const own = story[side];
  if (!(story.between(interval.from, own.last) >= Threshold.closeWarning)) return false;
  const peer = story[otherSide(side)];
  return own.nextKnown && peer.ackedKnown && seqAtOrBefore(peer.acked, own.next);
}

/** The packets prove the state, from the acknowledgment of the FIN to the end. */
export function isProven(story: Story, side: Side, interval: StateInterval): boolean {
  const last = interval.until < 0 ? story.connection.lastPacket : (story.reset?.previous ?? NO_PACKET);
  if (last < 0) return false;
  const { packets } = story.tracker;
  return isConfirmed(side === 'client' ? packets.clientState(last) : packets.serverState(last));
}

/** What the data before it says of the program. */
export type CloseWaitKind = 'pool' | 'served' | 'silent' | 'unanswered' | 'unexplained';

export function closeWaitKind(story: Story, side: Side): CloseWaitKind {
  if (side === 'client') return 'pool';
  const own = story.bytes('server');
  const received = story.bytes('client');
  if ((own ?? 0) > 0) return 'served';
  if (!story.fromTheStart || own === null || received === null || !story.isComplete) return 'unexplained';
  return received === 0 ? 'silent' : 'unanswered';
}

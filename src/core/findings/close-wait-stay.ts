import { seqBefore } from '../bytes';
import { isConfirmed, otherSide, type Side } from '../tcp';
import type { Stay } from './side-story';
import type { Story } from './story';
import { Threshold } from './thresholds';

/** A CLOSE_WAIT that its program has not ended by closing. */
export interface StuckStay {
  readonly stay: Stay;
  /** It lasts to the end of the capture, or a RST ended it. */
  readonly ending: 'open' | 'peer-reset' | 'own-reset';
}

/**
 * The CLOSE_WAIT that an end is or was stuck in: it acknowledged its peer's FIN and sent none, for longer than a
 * program needs. Null where its own FIN may be waiting behind data that the capture has not seen delivered.
 */
export function stuckInCloseWait(story: Story, side: Side): StuckStay | null {
  const stay = story[side].closeWait;
  if (stay === null || stay.acknowledged < 0 || story[side].fin.count > 0) return null;
  const facts = story.connection[side];
  if (facts.blocked || facts.blockedAtPeerFin || !isBelievable(story, side, stay)) return null;
  if (stay.until >= 0 && story.reset?.packet !== stay.until) return null;
  if (isShort(story, side, stay)) return null;
  if (stay.until < 0) return { stay, ending: 'open' };
  return { stay, ending: story.reset?.sender === side ? 'own-reset' : 'peer-reset' };
}

/**
 * Its own FIN would have been seen. To the end of the stay the packets prove the state; or the capture began
 * mid-stream, and the end has sent data since, which nobody does after a FIN, of which all arrived here.
 */
function isBelievable(story: Story, side: Side, stay: Stay): boolean {
  if (isProven(story, side, stay)) return true;
  const own = story[side];
  const peer = story[otherSide(side)];
  const missed = own.nextKnown && peer.ackedKnown && seqBefore(own.next, peer.acked);
  return !story.fromTheStart && own.firstData >= 0 && !missed;
}

/** The packets prove the state, from the acknowledgment of the FIN to the end. */
export function isProven(story: Story, side: Side, stay: Stay): boolean {
  const last = stay.until < 0 ? story.connection.lastPacket : (story.reset?.previous ?? -1);
  if (last < 0) return false;
  const { packets } = story.tracker;
  return isConfirmed(side === 'client' ? packets.clientState(last) : packets.serverState(last));
}

/** Over, or the capture is, before the program could be called slow. Whoever sends on may take its time. */
function isShort(story: Story, side: Side, stay: Stay): boolean {
  const { firstDataAfterFin, lastDataAfterFin } = story[side];
  const { closePatience, halfClosePatience } = Threshold;
  if (firstDataAfterFin < 0) return story.between(stay.from, stay.until) < closePatience;
  const peerReset = stay.until >= 0 && story.reset?.sender !== side;
  // What the peer reset was the first sign of life since the FIN.
  if (peerReset) return story.between(stay.from, firstDataAfterFin) < closePatience;
  return story.between(lastDataAfterFin, stay.until) < halfClosePatience;
}

/** What the data before it says of the program. */
export type CloseWaitKind = 'pool' | 'served' | 'silent' | 'unanswered' | 'unexplained';

export function closeWaitKind(story: Story, side: Side): CloseWaitKind {
  if (side === 'client') return 'pool';
  const own = story.bytes('server');
  const received = story.bytes('client');
  if ((own ?? 0) > 0) return 'served';
  if (!story.fromTheStart || own === null || received === null) return 'unexplained';
  return received === 0 ? 'silent' : 'unanswered';
}

import { seqBefore, toSeq } from '../../bytes';
import { Known } from '../../flow';
import { otherSide } from '../../tcp';
import { connectionRule } from '../finding';
import { resetKind } from '../reset-kind';
import type { ResetStory } from '../reset-story';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/** An end aborts while data is not acknowledged, its own or its peer's: what was on its way is lost. */
export const resetInData = connectionRule(
  { id: 'reset-in-data', severities: ['warning', 'info'], signs: ['reset'] },
  (story) => {
    const { reset } = story;
    if (resetKind(story) !== 'in-data' || reset === null) return null;
    const own = reset.inFlight[reset.sender] > 0;
    const loser = own ? reset.sender : otherSide(reset.sender);
    return {
      kind: own ? (isBehindAnswer(story, reset) ? 'lost-answer' : 'lost') : 'unwanted',
      endpoint: reset.sender,
      // A client that stops a download does just this; and who had closed reads nothing any more.
      severity: reset.sender === 'client' || (own && isFarewell(story, reset)) ? 'info' : 'warning',
      sureness: 'proven',
      since: reset.packet,
      seconds: null,
      evidence: story.cite(reset.lastData[loser], reset.announced, reset.packet),
      values: { bytes: reset.inFlight[loser] },
    };
  },
);

/** All that may be lost was sent behind the peer's FIN: a TLS alert, a farewell. */
function isFarewell(story: Story, { sender }: ResetStory): boolean {
  const { firstDataAfterFin } = story[sender];
  const { acked, ackedKnown } = story[otherSide(sender)];
  const { packets } = story.tracker;
  if (firstDataAfterFin < 0 || !ackedKnown || (packets.known(firstDataAfterFin) & Known.seq) === 0)
    return false;
  return !seqBefore(acked, toSeq(packets.seq(firstDataAfterFin)));
}

/** A socket that aborts right behind its answer, which it began just before: not one that stops in the middle of a transfer. */
function isBehindAnswer(story: Story, { sender, bare, packet }: ResetStory): boolean {
  const { last } = story[sender].answers;
  // What is sent once the peer has closed (a TLS alert, a farewell) answers nothing.
  const closed = story[otherSide(sender)].fin.first;
  return (
    !bare &&
    last >= 0 &&
    !(closed >= 0 && closed < last) &&
    story.between(last, packet) < Threshold.closedWith
  );
}

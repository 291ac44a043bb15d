import { NO_PACKET, otherSide, type Side } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/** An end was in CLOSE_WAIT for long, with nothing more to send, though its program closed in the end. */
export const slowToClose = connectionRule(
  { id: 'slow-to-close', severities: ['warning', 'info'], signs: ['closed-slowly', 'repeated-fin'] },
  (story) => of(story, 'server') ?? of(story, 'client'),
);

/** The FIN had to be sent again, and nothing shows that it had come long before this end closed. */
function isToldLate(story: Story, side: Side): boolean {
  const { closeWait, fin } = story[side];
  if (closeWait === null || story[otherSide(side)].fin.count < 2) return false;
  return story.between(closeWait.acknowledged, fin.first) < Threshold.closeWarning;
}

function of(story: Story, side: Side): Found | null {
  const own = story[side];
  const interval = own.closeWait;
  if (interval === null || !story.isComplete || interval.acknowledged < 0 || own.fin.count === 0) return null;
  if (own.fin.first < interval.from || story.connection[side].blockedAtPeerFin) return null;
  if (isToldLate(story, side)) return null;
  const sentOn = own.lastDataAfterFin;
  const sent = sentOn >= 0 && sentOn < own.fin.first;
  const idle = story.seconds(sent ? sentOn : interval.from, own.fin.first);
  if (idle === null || idle < Threshold.closeWarning) return null;
  const slow = side === 'server' && idle >= Threshold.slowClose;
  return {
    kind: sent ? 'sending' : side === 'server' ? 'server' : 'pool',
    endpoint: side,
    severity: slow ? 'warning' : 'info',
    sureness: 'proven',
    since: interval.from,
    seconds: story.seconds(interval.from, own.fin.first),
    evidence: story.cite(interval.from, interval.acknowledged, sent ? sentOn : NO_PACKET, own.fin.first),
  };
}

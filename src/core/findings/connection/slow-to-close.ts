import type { Side } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/** An end was in CLOSE_WAIT for long, with nothing more to send, though its program closed in the end. */
export const slowToClose = connectionRule(
  'slow-to-close',
  (story) => of(story, 'server') ?? of(story, 'client'),
);

function of(story: Story, side: Side): Found | null {
  const own = story[side];
  const stay = own.closeWait;
  if (stay === null || stay.acknowledged < 0 || own.fin.count === 0) return null;
  if (own.fin.first < stay.from || story.connection[side].blockedAtPeerFin) return null;
  const sentOn = own.lastDataAfterFin;
  const from = sentOn >= 0 && sentOn < own.fin.first ? sentOn : stay.from;
  const seconds = story.seconds(from, own.fin.first);
  if (seconds === null || seconds < Threshold.closeWarning) return null;
  const slow = side === 'server' && seconds >= Threshold.slowClose;
  return {
    kind: side === 'server' ? 'server' : 'pool',
    endpoint: side,
    severity: slow ? 'warning' : 'info',
    sureness: 'proven',
    since: stay.from,
    seconds,
    packets: story.cite(stay.from, stay.acknowledged, own.fin.first),
  };
}

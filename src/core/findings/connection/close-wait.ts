import type { Side } from '../../tcp';
import { closeWaitKind, isProven, stuckInCloseWait } from '../close-wait-stay';
import { connectionRule, type Found } from '../finding';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/** An end stays in CLOSE_WAIT: its peer has closed, its kernel has acknowledged that, its program does not close. */
export const closeWait = connectionRule('close-wait', (story) => of(story, 'server') ?? of(story, 'client'));

function of(story: Story, side: Side): Found | null {
  const stuck = stuckInCloseWait(story, side);
  if (stuck === null) return null;
  const { stay, ending } = stuck;
  const seconds = story.seconds(stay.from, stay.until);
  const least = side === 'client' ? Threshold.poolPatience : Threshold.closeWarning;
  const patient = seconds !== null && seconds < least;
  return {
    kind: `${closeWaitKind(story, side)}.${ending}`,
    endpoint: side,
    severity: patient ? 'info' : 'warning',
    sureness: isProven(story, side, stay) ? 'proven' : 'likely',
    since: stay.from,
    seconds,
    packets: story.cite(stay.from, stay.acknowledged, stay.until),
  };
}

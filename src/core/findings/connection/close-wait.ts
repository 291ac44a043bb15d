import type { Severity } from '../../words';
import { connectionRule, type Found, lastsInPart } from '../finding';
import { foreignReset } from '../reset-origin';
import type { Story } from '../story';
import { closeWaitKind, type StuckInterval, stuckEnd } from '../stuck';
import { Threshold } from '../thresholds';

/** An end stays in CLOSE_WAIT: its peer has closed, its kernel has acknowledged that, its program does not close. */
export const closeWait = connectionRule(
  { id: 'close-wait', severities: ['warning', 'info'], signs: ['unfinished'], role: 'state' },
  (story) => {
    const stuck = stuckEnd(story);
    return stuck === null ? null : found(story, stuck);
  },
);

function found(story: Story, stuck: StuckInterval): Found {
  const { endpoint, since, seconds, sureness, interval } = stuck;
  const isForeign = stuck.ending === 'peer-reset' && foreignReset(story) !== null;
  const ending = isForeign ? 'foreign-reset' : stuck.ending;
  return {
    kind: `${closeWaitKind(story, endpoint)}.${ending}`,
    endpoint,
    severity: severityOf(stuck),
    sureness,
    since,
    seconds,
    ...(interval.until < 0 && lastsInPart(story, since)),
    evidence: story.cite(since, interval.acknowledged, interval.until),
  };
}

/** A client's pool may take its time; what the recording stops in is not an accusation. */
function severityOf({ endpoint, seconds, sureness }: StuckInterval): Severity {
  if (sureness === 'possible') return 'info';
  const patient = endpoint === 'client' && seconds !== null && seconds < Threshold.poolPatience;
  return patient ? 'info' : 'warning';
}

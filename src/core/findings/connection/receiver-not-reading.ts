import { otherSide } from '../../tcp';
import { connectionRule, type Found, lastsInPart } from '../finding';
import type { SideStory } from '../side-story';
import type { Story } from '../story';
import { Threshold } from '../thresholds';
import { silence } from './half-open-peer';

/** An end advertises no window for longer than a burst lasts: its program does not read. */
export const receiverNotReading = connectionRule(
  { id: 'receiver-not-reading', severities: ['warning'], signs: ['zero-window'] },
  (story) => of(story, story.server) ?? of(story, story.client),
);

function of(story: Story, { side, zeroWindow }: SideStory): Found | null {
  if (zeroWindow === null || !(zeroWindow.seconds >= Threshold.zeroWindow)) return null;
  // An end that does not answer the probes of its window any more says nothing of its program.
  if (zeroWindow.until < 0 && silence(story, otherSide(side)) !== null) return null;
  return {
    kind: zeroWindow.until < 0 ? 'open' : story.reset?.packet === zeroWindow.until ? 'reset' : 'over',
    endpoint: side,
    sureness: 'proven',
    since: zeroWindow.from,
    seconds: story.seconds(zeroWindow.from, zeroWindow.until),
    ...(zeroWindow.until < 0 && lastsInPart(story, zeroWindow.from)),
    evidence: story.cite(zeroWindow.from, zeroWindow.until),
  };
}

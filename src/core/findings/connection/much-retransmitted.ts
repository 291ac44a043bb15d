import { NO_PACKET, type Side } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import type { Story } from '../story';
import { Threshold } from '../thresholds';
import { largeSegmentsLost } from './large-segments-lost';

/** So much was sent again, or the transfer stood still so long, that a user notices. */
export const muchRetransmitted = connectionRule(
  { id: 'much-retransmitted', severities: ['warning', 'info'], signs: ['retransmitted'] },
  (story) => {
    // Where most was not recorded, neither can the segments be counted.
    if (story.circumstances.completeness.loss === 'heavy') return null;
    if (largeSegmentsLost.find(story) !== null) return null;
    const [first, second] = [of(story, 'server'), of(story, 'client')];
    if (first === null || second === null) return first ?? second;
    return share(second) > share(first) ? second : first;
  },
);

const share = ({ values }: Found): number => values?.percent ?? 0;

function of(story: Story, side: Side): Found | null {
  const { segments, repeated, firstRepeats, stall } = story[side].delivery;
  if (repeated < Threshold.repeatedSegments) return null;
  const part = repeated / segments;
  const stood = stall !== null && stall.seconds >= Threshold.stall;
  if (part < Threshold.repeatedPart && !stood) return null;
  return {
    kind: stood ? 'stood-still' : 'share',
    endpoint: side,
    severity: stood || part >= Threshold.lossyPart ? 'warning' : 'info',
    sureness: 'proven',
    since: firstRepeats[0],
    seconds: stood ? story.seconds(stall.from, stall.until) : null,
    evidence: story.cite(...firstRepeats, stood ? stall.from : NO_PACKET, stood ? stall.until : NO_PACKET),
    values: { repeated, segments, percent: Math.round(part * 1000) / 10 },
  };
}

import { otherSide, type Side } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/** Large segments are sent again and again without an acknowledgment, while the peer is there and small ones arrive (RFC 2923 section 2.1). */
export const largeSegmentsLost = connectionRule(
  { id: 'large-segments-lost', severities: ['warning'], signs: ['retransmitted', 'unfinished'] },
  (story) => of(story, 'server') ?? of(story, 'client'),
);

function of(story: Story, side: Side): Found | null {
  const { stuck, largestDelivered } = story[side].delivery;
  if (stuck === null || stuck.packets.length < Threshold.unansweredSegments) return null;
  if (stuck.length < Threshold.largeSegment || stuck.length <= largestDelivered) return null;
  if (!(story.between(stuck.packets[0], stuck.until) >= Threshold.unansweredSpan)) return null;
  if (!smallSegmentsPass(story, side, stuck.packets[0])) return null;
  return {
    kind: largestDelivered > 0 ? 'small-pass' : 'large-only',
    endpoint: side,
    sureness: 'likely',
    since: stuck.packets[0],
    seconds: story.seconds(stuck.packets[0], stuck.until),
    evidence: story.cite(...stuck.packets, stuck.until),
    values: { size: stuck.length, passed: largestDelivered },
  };
}

/**
 * The peer was heard since, and does not repeat data of its own: the acknowledgments of this end reach it. A peer that
 * is silent, or repeats what was acknowledged, gets nothing of this end at all.
 */
function smallSegmentsPass(story: Story, side: Side, since: number): boolean {
  const peer = story[otherSide(side)];
  return (peer.last > since || peer.duplicateAcks > 0) && peer.delivery.repeated === 0;
}

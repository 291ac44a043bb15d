import { otherSide, type Side } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import { resetKind } from '../reset-kind';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/** The connection worked, was idle, and after that its packets are dropped or answered by RST: something between has forgotten it. */
export const idleCut = connectionRule(
  { id: 'idle-cut', severities: ['warning'], signs: ['unfinished', 'reset'] },
  (story) => {
    if (resetKind(story) === 'idle') return byReset(story);
    if (story.reset !== null || !story.isComplete) return null;
    return bySilence(story, 'client') ?? bySilence(story, 'server');
  },
);

function byReset(story: Story): Found | null {
  const { reset } = story;
  if (reset === null) return null;
  const asker = story[otherSide(reset.sender)];
  const answered = reset.bare && asker.asks.count > 0;
  const before = answered ? asker.beforeAsks : reset.previous;
  const after = answered ? asker.asks.first : reset.packet;
  return {
    kind: answered ? 'rejected' : 'reset',
    endpoint: reset.sender,
    sureness: 'possible',
    since: before,
    seconds: story.seconds(before, after),
    evidence: story.cite(before, after, reset.packet),
  };
}

function bySilence(story: Story, side: Side): Found | null {
  const { asks, repeatedAsks, beforeAsks } = story[side];
  if (asks.count < Threshold.unansweredSegments || repeatedAsks < 2) return null;
  if (!(story.between(asks.first, asks.last) >= Threshold.unansweredSpan)) return null;
  if (!(story.between(beforeAsks, asks.first) >= Threshold.idle)) return null;
  return {
    kind: 'dropped',
    endpoint: otherSide(side),
    sureness: 'likely',
    since: beforeAsks,
    seconds: story.seconds(beforeAsks, asks.first),
    evidence: story.cite(beforeAsks, ...asks.packets),
    values: { count: asks.count },
  };
}

import { otherSide } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import { resetKind } from '../reset-kind';
import type { ResetStory } from '../reset-story';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/** An end aborts with nothing on its way: SO_LINGER 0, data that it did not read, or a listening socket that went away with its queue. */
export const abortedByLinger = connectionRule(
  { id: 'aborted-by-linger', severities: ['info'], signs: ['reset'] },
  (story) => {
    const { reset } = story;
    const kind = resetKind(story);
    if (kind === 'abandoned') return whileOpening(story);
    if (kind !== 'abort' || reset === null) return null;
    // A RST of which nothing else is known.
    if (reset.previous < 0) return null;
    const opened = story.fromTheStart && story.isComplete && story.server.synAck.count > 0;
    const unused = opened && story.client.firstData < 0 && story.server.firstData < 0;
    const isQueued = reset.sender === 'server' && unused && story.server.fin.count === 0;
    return {
      kind: isQueued ? 'queued' : kindOf(story, reset),
      endpoint: reset.sender,
      sureness: isQueued ? 'possible' : 'likely',
      since: reset.packet,
      seconds: null,
      evidence: story.cite(reset.previous, reset.packet),
    };
  },
);

/** Whether it may have left something unread, by which end sent data last and when. */
function kindOf(story: Story, { sender, bare, packet }: ResetStory): string {
  const [own, peer] = [story[sender], story[otherSide(sender)]];
  // It may not have read what it was sent last.
  if (peer.lastData >= 0 && peer.lastData > own.lastData) return 'received';
  // A socket that aborts says ACK; without it something else spoke.
  if (bare || peer.firstData < 0) return 'idle';
  // Whoever aborts on purpose does not do it right behind an answer, which may be lost with it.
  return story.between(own.lastData, packet) < Threshold.closedWith ? 'answered-at-once' : 'answered';
}

/** A RST with ACK answers the SYN/ACK: not of a kernel without that socket, but of a program that closes it before it is open. */
function whileOpening(story: Story): Found | null {
  const { reset, client, server } = story;
  if (reset === null || reset.bare || server.synAck.count === 0) return null;
  return {
    kind: 'opening',
    endpoint: 'client',
    sureness: 'likely',
    since: reset.packet,
    seconds: null,
    evidence: story.cite(client.syn.first, server.synAck.first, reset.packet),
  };
}

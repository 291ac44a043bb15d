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
    const unused = isUnused(story, reset) ? unusedKind(story, reset) : null;
    return {
      kind: unused ?? kindOf(story, reset),
      endpoint: reset.sender,
      sureness: unused === null || unused === 'unused' ? 'likely' : 'possible',
      since: reset.packet,
      seconds: null,
      evidence: story.cite(reset.previous, reset.packet),
    };
  },
);

const isBare = ({ bare, announced }: ResetStory): boolean => bare && announced < 0;

/** The server resets what never carried data: no program may have accepted it. */
function isUnused(story: Story, reset: ResetStory): boolean {
  const { sender, lastData } = reset;
  if (isBare(reset)) return false;
  const opened = story.fromTheStart && story.isComplete && story.server.synAck.count > 0;
  const unused = opened && lastData.client < 0 && lastData.server < 0;
  return sender === 'server' && unused && story.server.fin.count === 0;
}

/**
 * A socket that waits in the queue and one that was accepted are reset by the same segment. What tells them apart is the
 * next SYN to the port, which a listening socket that is gone does not answer, and how long it took: a program that has
 * accepted reads the FIN at once.
 */
function unusedKind(story: Story, { packet }: ResetStory): string {
  const next = story.circumstances.servers.nextAnswer(story.connection, packet, Threshold.nextSyn);
  if (next !== null) return next === 'accepted' ? 'unused' : 'queued';
  const { closeWait } = story.server;
  const waited = closeWait === null ? 0 : story.between(closeWait.from, packet);
  return waited >= Threshold.closeWarning ? 'queued' : 'unused-or-queued';
}

/** Whether it may have left something unread, by which end sent data last and when. */
function kindOf(story: Story, reset: ResetStory): string {
  const { sender, packet, lastData } = reset;

  const [own, peer] = [lastData[sender], lastData[otherSide(sender)]];
  // It may not have read what it was sent last.
  if (peer >= 0 && peer > own && !isBare(reset)) return 'received';
  // A socket that aborts says ACK; without it something else spoke.
  if (isBare(reset)) return 'bare';
  if (peer < 0) return 'idle';
  // A program that aborts on purpose does not do it right behind an answer, which may be lost with it.
  return story.between(own, packet) < Threshold.closedWith ? 'answered-at-once' : 'answered';
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

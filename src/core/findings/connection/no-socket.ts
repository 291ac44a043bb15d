import { otherSide } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import { resetKind } from '../reset-kind';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/**
 * An RST without ACK answers a segment: the host has no socket for it, or a firewall answers in its place (RFC 9293 section
 * 3.10.7.1). A socket that aborts, with unread data or not, sends RST with ACK.
 */
export const noSocket = connectionRule(
  { id: 'no-socket', severities: ['warning', 'info'], signs: ['reset', 'no-syn-ack'] },
  (story) => {
    switch (resetKind(story)) {
      case 'no-socket':
        return { ...answered(story), kind: 'data', severity: 'warning' };
      case 'rejected-fin':
        return { ...answered(story), kind: 'opening-fin' };
      case 'closed-at-once':
        return { ...answered(story), kind: 'closed' };
      case 'ended':
        return answersPeer(story) ? { ...answered(story), kind: 'ended', seconds: null } : null;
      case 'abandoned':
        return notAskedFor(story);
      default:
        return oldConnection(story);
    }
  },
);

/** The SYN/ACK was answered by RST: nothing at the client waits for it. */
function notAskedFor(story: Story): Found | null {
  const { client, server, reset } = story;
  if (server.synAck.count === 0 || reset === null || !reset.bare) return oldConnection(story);
  return {
    kind: 'syn-ack',
    endpoint: 'client',
    severity: 'info',
    sureness: 'likely',
    since: reset.packet,
    seconds: null,
    evidence: story.cite(client.syn.first, server.synAck.first, reset.packet),
  };
}

/** The SYN was answered by an ACK of something else, and that by RST: the client goes on asking (RFC 9293 figure 9). */
function oldConnection(story: Story): Found | null {
  const { client, server } = story;
  const answered = client.syn.count > 0 && server.synAck.count === 0 && server.firstAck >= 0;
  if (!answered || !client.resetNumbered || client.firstAck >= 0 || server.firstData >= 0) return null;
  return {
    kind: 'old',
    endpoint: 'client',
    severity: 'info',
    sureness: 'likely',
    since: server.firstAck,
    seconds: null,
    evidence: story.cite(client.syn.first, server.firstAck, client.last),
  };
}

/** It came right behind a packet of the other end, and without ACK. */
function answersPeer({ reset }: Story): boolean {
  if (reset === null || !reset.bare) return false;
  return reset.previousSender === otherSide(reset.sender) && !(reset.silence >= Threshold.answer);
}

function answered(story: Story): Found {
  const reset = story.reset;
  if (reset === null) throw new Error('a kind of RST without an RST');
  const own = story[reset.sender].fin.first;
  return {
    kind: '',
    endpoint: reset.sender,
    severity: 'info',
    sureness: 'likely',
    since: reset.packet,
    seconds: own >= 0 ? story.seconds(own, reset.packet) : null,
    evidence: story.cite(own, story[otherSide(reset.sender)].lastData, reset.previous, reset.packet),
  };
}

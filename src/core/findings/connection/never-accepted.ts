import { NO_PACKET, TcpState } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import type { Story } from '../story';
import { stuckInCloseWait } from '../stuck';
import { Threshold } from '../thresholds';

/**
 * The kernel completed the handshake, and nothing shows that a program took the connection off the queue: the server
 * has not sent a byte of data, nor FIN.
 */
export const neverAccepted = connectionRule(
  { id: 'never-accepted', severities: ['warning', 'info'], signs: ['unfinished'], role: 'state' },
  (story) => {
    const { client, server } = story;
    const silent = story.bytes('server') === 0 && server.fin.count === 0;
    // What is absent has to be absent from the connection, not from the recording.
    if (
      !story.fromTheStart ||
      !story.isComplete ||
      !silent ||
      client.firstAck < 0 ||
      server.synAck.count === 0
    )
      return null;
    return leftBehind(story) ?? waiting(story);
  },
);

/** The client has closed meanwhile, and no program at the server noticed. */
function leftBehind(story: Story): Found | null {
  const stuck = stuckInCloseWait(story, 'server', Threshold.closePatience);
  if (stuck === null || stuck.ending === 'own-reset' || stuck.sureness === 'possible') return null;
  const asked = story.client.firstData >= 0;
  const { interval } = stuck;
  const seconds = story.seconds(story.client.firstAck, interval.until);
  // Over a gap or a step of the clock nothing is known of how long the server had.
  if (seconds === null || seconds < Threshold.closePatience) return null;
  return {
    kind: asked ? 'unanswered' : 'silent',
    endpoint: 'server',
    severity: story.between(interval.from, interval.until) < Threshold.closeWarning ? 'info' : 'warning',
    sureness: asked ? 'possible' : 'likely',
    since: story.client.firstAck,
    seconds,
    evidence: story.cite(
      story.server.synAck.first,
      story.client.firstAck,
      story.client.firstData,
      interval.from,
      interval.acknowledged,
      interval.until,
    ),
    values: { bytes: story.bytes('client') ?? 0 },
  };
}

/** The client still waits for an answer. */
function waiting(story: Story): Found | null {
  const { client, connection } = story;
  if (client.firstData < 0 || connection.server.state !== TcpState.ESTABLISHED) return null;
  if (client.fin.count > 0 || client.asks.count > 0 || story.server.synAck.count > 1) return null;
  if (!(story.between(client.firstData, NO_PACKET) >= Threshold.unansweredRequest)) return null;
  return {
    kind: 'waiting',
    endpoint: 'server',
    severity: 'info',
    sureness: 'possible',
    since: client.firstData,
    seconds: story.seconds(client.firstData, NO_PACKET),
    evidence: story.cite(story.server.synAck.first, client.firstAck, client.firstData, story.server.last),
    values: { bytes: story.bytes('client') ?? 0 },
  };
}

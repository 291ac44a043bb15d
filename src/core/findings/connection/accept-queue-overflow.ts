import { connectionRule, type Found } from '../finding';
import { resetKind } from '../reset-kind';
import type { Story } from '../story';
import { isUnacknowledged, silence } from './half-open-peer';

/**
 * The client has completed the handshake and the server behaves as if it had not. Linux ignores the last ACK, and what
 * comes with it, while the accept queue is full, and repeats its SYN/ACK (tcp_v4_syn_recv_sock); with
 * tcp_abort_on_overflow it answers by RST.
 */
export const acceptQueueOverflow = connectionRule(
  {
    id: 'accept-queue-overflow',
    severities: ['error', 'warning'],
    signs: ['unfinished', 'opened-slowly', 'reset'],
  },
  (story) => (resetKind(story) === 'overflow' ? byReset(story) : (byRepeating(story) ?? bySilence(story))),
);

/**
 * Behind a SYN cookie the kernel keeps nothing of a connection whose last ACK it drops at a full accept queue: it does not
 * repeat its SYN/ACK, and answers nothing, while it answers others on the port.
 */
function bySilence(story: Story): Found | null {
  const { client, server } = story;
  const found = story.isComplete && isUnacknowledged(story) ? silence(story, 'client') : null;
  if (found === null || found.kind !== 'silent-there') return null;
  const isAfar = story.circumstances.observation.recordedAt(story.connection)?.side === 'client';
  return {
    ...found,
    kind: 'unacknowledged',
    severity: 'warning',
    sureness: isAfar ? 'possible' : 'likely',
    evidence: [...story.cite(server.synAck.first, client.firstAck), ...found.evidence],
  };
}

function byReset(story: Story): Found | null {
  const { reset, client, server } = story;
  if (reset === null) return null;
  return {
    kind: 'reset',
    endpoint: 'server',
    severity: 'warning',
    sureness: 'possible',
    since: reset.packet,
    seconds: null,
    evidence: story.cite(server.synAck.first, client.firstAck, reset.packet),
  };
}

/** Not one ACK, which the network may have lost, but several were ignored; and there was data or a FIN, so that the server does not just defer accept(). */
function byRepeating(story: Story): Found | null {
  const { client, server } = story;
  if (!story.isComplete || server.synAck.count < 2 || client.syn.count > 1 || client.acksBeforeRepeat < 2)
    return null;
  const spoke = client.firstData >= 0 || client.fin.count > 0;
  const first = client.firstData >= 0 ? client.firstData : client.fin.first;
  if (!spoke || first > server.synAck.packets[1]) return null;
  // Recorded at the client, the packets may be lost on their way; at the server they have arrived.
  const isAfar = story.circumstances.observation.recordedAt(story.connection)?.side === 'client';
  return {
    kind: isAfar ? 'ignored-afar' : 'ignored',
    endpoint: 'server',
    severity: isAfar ? 'warning' : 'error',
    sureness: isAfar ? 'possible' : 'likely',
    since: client.firstAck,
    seconds: story.seconds(client.firstAck, server.synAck.last),
    evidence: story.cite(client.firstAck, first, ...server.synAck.packets),
    values: { count: client.acksBeforeRepeat },
  };
}

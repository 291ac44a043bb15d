import { NO_PACKET } from '../../tcp';
import { connectionRule } from '../finding';

/** The SYN is sent again and again, and nothing comes back. */
export const noAnswer = connectionRule(
  { id: 'no-answer', severities: ['warning'], signs: ['no-syn-ack'], role: 'state' },
  (story) => {
    const { client, server, circumstances } = story;
    // Where packets are missing, or only SYNs were let in, an answer may be among what is not there.
    if (!story.isComplete || circumstances.completeness.directions !== 'both') return null;
    if (server.packets > 0 || client.firstAck >= 0) return null;
    // Every system repeats its SYN after a second: one that comes alone was forged, or its program did not wait for an answer.
    if (client.syn.count < 2) return null;
    // An ICMP error answered one of them.
    if (story.tracker.icmpErrors.of(story.connection).some(({ ends }) => ends)) return null;
    return {
      kind: 'repeated',
      endpoint: 'server',
      sureness: 'proven',
      since: client.syn.first,
      seconds: story.seconds(client.syn.first, NO_PACKET),
      evidence: story.cite(...client.syn.packets),
      values: { count: client.syn.count, spread: story.seconds(client.syn.first, client.syn.last) ?? 0 },
    };
  },
);

import { connectionRule } from '../finding';

/** The client had to repeat its SYN before it was answered: lost, or dropped at a full queue. */
export const synRetransmitted = connectionRule(
  {
    id: 'syn-retransmitted',
    severities: ['info'],
    signs: ['opened-slowly', 'no-times', 'unfinished'],
    role: 'state',
  },
  (story) => {
    const { client, server } = story;
    if (client.syn.count < 2 || server.synAck.first < client.syn.last) return null;
    return {
      kind: 'answered',
      endpoint: 'client',
      sureness: 'proven',
      since: client.syn.first,
      seconds: story.seconds(client.syn.first, server.synAck.first),
      evidence: story.cite(...client.syn.packets, server.synAck.first),
      values: { count: client.syn.count },
    };
  },
);

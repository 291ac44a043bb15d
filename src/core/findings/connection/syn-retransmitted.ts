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
    // An ACK of something else answered the SYN before: nothing was lost.
    const old = server.firstAck >= 0 && server.firstAck < server.synAck.first;
    return {
      kind: old ? 'old' : 'answered',
      endpoint: 'client',
      sureness: 'proven',
      since: client.syn.first,
      seconds: story.seconds(client.syn.first, server.synAck.first),
      evidence: story.cite(...client.syn.packets, server.synAck.first),
      values: { count: client.syn.count },
    };
  },
);

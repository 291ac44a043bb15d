import { NO_PACKET } from '../../tcp';
import { connectionRule } from '../finding';
import { Threshold } from '../thresholds';
import { acceptQueueOverflow } from './accept-queue-overflow';

/** The server sends its SYN/ACK again: it, or the ACK that answers it, does not arrive. */
export const synAckRetransmitted = connectionRule(
  {
    id: 'syn-ack-retransmitted',
    severities: ['info'],
    signs: ['opened-slowly', 'unfinished'],
    role: 'state',
  },
  (story) => {
    const { client, server, connection } = story;
    if (!story.isComplete || server.synAck.count < 2 || acceptQueueOverflow.find(story) !== null) return null;
    const completed = connection.server.handshakeDone || connection.server.synAcked;
    const givenUp = story.between(server.synAck.last, NO_PACKET) >= Threshold.synReceived;
    return {
      kind: client.firstAck < 0 ? (givenUp ? 'given-up' : 'unanswered') : completed ? 'completed' : 'ignored',
      endpoint: 'server',
      sureness: 'proven',
      since: server.synAck.first,
      seconds: story.seconds(server.synAck.first, server.synAck.last),
      evidence: story.cite(...server.synAck.packets),
      values: { count: server.synAck.count },
    };
  },
);

import { laterOf } from '../../tcp';
import { connectionRule } from '../finding';

/** Both ends closed before either had the other's FIN (RFC 9293 section 3.6, figure 13). */
export const simultaneousClose = connectionRule(
  { id: 'simultaneous-close', severities: ['info'], signs: ['closed-at-once'], role: 'context' },
  (story) => {
    const { client, server, connection } = story;
    if (client.fin.count === 0 || server.fin.count === 0) return null;
    if (connection.client.closesPassively || connection.server.closesPassively) return null;
    if (client.closing < 0 && server.closing < 0) return null;
    return {
      kind: 'crossed',
      endpoint: null,
      sureness: 'proven',
      since: laterOf(client.fin.first, server.fin.first),
      seconds: null,
      evidence: story.cite(client.fin.first, server.fin.first),
    };
  },
);

import { connectionRule } from '../finding';
import { Threshold } from '../thresholds';

/** The SYN is sent again and again, and nothing comes back. */
export const noAnswer = connectionRule('no-answer', (story) => {
  const { client, server } = story;
  if (client.syn.count === 0 || server.packets > 0 || client.firstAck >= 0) return null;
  const seconds = story.seconds(client.syn.first, -1);
  const waited = seconds !== null && seconds >= Threshold.synPatience;
  if (client.syn.count < 2 && !waited) return null;
  return {
    kind: client.syn.count < 2 ? 'once' : 'repeated',
    endpoint: 'server',
    severity: 'warning',
    sureness: 'proven',
    since: client.syn.first,
    seconds,
    packets: story.cite(...client.syn.packets),
    values: { count: client.syn.count },
  };
});

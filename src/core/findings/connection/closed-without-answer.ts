import { connectionRule } from '../finding';
import { Threshold } from '../thresholds';

/** A server closes first and in order, with the client's data acknowledged and not one byte sent: the worker ended, or the program did not want what it read. */
export const closedWithoutAnswer = connectionRule(
  { id: 'closed-without-answer', severities: ['info'], signs: ['last-request-unanswered'] },
  (story) => {
    const { client, server } = story;
    if (!story.fromTheStart || !story.isComplete || story.reset !== null || story.bytes('server') !== 0)
      return null;
    if (client.firstData < 0 || server.fin.first < client.lastData) return null;
    const closedFirst = client.fin.count === 0 || client.fin.first > server.fin.first;
    // What crossed the FIN asked too late to be answered.
    if (!closedFirst || story.between(client.lastData, server.fin.first) < Threshold.crossing) return null;
    if (story.connection.server.closesPassively) return null;
    return {
      kind: 'nothing',
      endpoint: 'server',
      sureness: 'proven',
      since: server.fin.first,
      seconds: story.seconds(client.lastData, server.fin.first),
      evidence: story.cite(client.lastData, server.fin.first),
      values: { bytes: story.bytes('client') ?? 0 },
    };
  },
);

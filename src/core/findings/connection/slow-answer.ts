import { seqBefore } from '../../bytes';
import { connectionRule } from '../finding';
import type { Story } from '../story';
import { Threshold } from '../thresholds';
import { stalledServer } from './stalled-server';

/** The client waited long for data of the server, and had it in the end: a slow program, or one that was busy with others. */
export const slowAnswer = connectionRule(
  { id: 'slow-answer', severities: ['info'], signs: ['answered-slowly'] },
  (story) => {
    const { client, server } = story;
    const [asked, { last: answer }] = [client.lastData, server.answers];
    if (asked < 0 || answer < asked || !story.isComplete || isDelayed(story)) return null;
    if (!isAskedAndAnswered(story)) return null;
    if (!(story.between(asked, answer) >= Threshold.servedWithin) || stalledServer.find(story) !== null)
      return null;
    return {
      kind: story.fromTheStart && server.firstData === answer ? 'first' : 'later',
      endpoint: 'server',
      sureness: 'proven',
      since: asked,
      seconds: story.seconds(asked, answer),
      evidence: story.cite(asked, answer),
    };
  },
);

/**
 * Each end has waited for the other: the server sends nothing of its own accord, as what pushes, chats or beats does, and
 * its client waits for answers. Where the capture began later only a few answers show that.
 */
function isAskedAndAnswered({ fromTheStart, server: { answers } }: Story): boolean {
  if (answers.ownAccord || answers.notAwaited) return false;
  return fromTheStart || answers.count > Threshold.answersExpected;
}

/** What was sent again may have been on its way for as long as that; so may what is missing here. */
function isDelayed({ client, server }: Story): boolean {
  if (client.delivery.repeated > 0 || server.delivery.repeated > 0 || server.synAck.count > 1) return true;
  return (
    client.zeroWindow !== null ||
    (server.nextKnown && client.ackedKnown && seqBefore(server.next, client.acked))
  );
}

import { otherSide } from '../../tcp';
import { connectionRule } from '../finding';
import { resetKind } from '../reset-kind';

/**
 * close() with bytes in the receive buffer sends RST (RFC 9293 section 3.6.1, RFC 2525 section 2.17). Seen from
 * outside: the end was sent data, sent none after it, and then RST.
 */
export const abortedWithUnreadData = connectionRule(
  { id: 'aborted-with-unread-data', severities: ['warning', 'info'], signs: ['reset'] },
  (story) => {
    const { reset } = story;
    if (resetKind(story) !== 'unread' || reset === null) return null;
    const own = story[reset.sender];
    const received = reset.lastData[otherSide(reset.sender)];
    const waited = story.seconds(received, reset.packet);
    return {
      kind: own.fin.count > 0 ? 'after-fin' : reset.lastData[reset.sender] < 0 ? 'unanswered' : 'answered',
      endpoint: reset.sender,
      severity: reset.sender === 'server' ? 'warning' : 'info',
      sureness: 'likely',
      since: reset.packet,
      seconds: own.fin.count > 0 ? story.seconds(own.fin.first, reset.packet) : null,
      evidence: story.cite(received, reset.packet),
      ...(waited !== null && { values: { waited } }),
    };
  },
);

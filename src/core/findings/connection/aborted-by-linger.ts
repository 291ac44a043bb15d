import { otherSide } from '../../tcp';
import { connectionRule } from '../finding';
import { resetKind } from '../reset-kind';

/** An end aborts with nothing unread and nothing on its way: SO_LINGER 0, or a listening socket that went away with its queue. */
export const abortedByLinger = connectionRule(
  { id: 'aborted-by-linger', severities: ['info'], signs: ['reset'] },
  (story) => {
    const { reset } = story;
    if (resetKind(story) !== 'abort' || reset === null) return null;
    // A RST of which nothing else is known.
    if (reset.previous < 0) return null;
    const peer = story[otherSide(reset.sender)];
    const opened = story.fromTheStart && story.isComplete && story.server.synAck.count > 0;
    const unused = opened && story.client.firstData < 0 && story.server.firstData < 0;
    const queued = reset.sender === 'server' && unused && story.server.fin.count === 0;
    // It may not have read what it was sent last.
    const received = peer.lastData >= 0 && peer.lastData > story[reset.sender].lastData;
    return {
      kind: queued ? 'queued' : received ? 'received' : 'idle',
      endpoint: reset.sender,
      sureness: queued ? 'possible' : 'likely',
      since: reset.packet,
      seconds: null,
      evidence: story.cite(reset.previous, reset.packet),
    };
  },
);

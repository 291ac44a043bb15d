import { otherSide, type Side } from '../../tcp';
import { connectionRule } from '../finding';

/** Only one direction was captured: its acknowledgments show that the other exists. */
export const captureOneSided = connectionRule(
  {
    id: 'capture-one-sided',
    severities: ['info'],
    signs: ['no-syn-ack', 'begun-before', 'unfinished'],
    role: 'context',
  },
  (story) => {
    const unseen: Side = story.server.packets === 0 ? 'server' : 'client';
    const seen = story[otherSide(unseen)];
    if (story[unseen].packets > 0) return null;
    if (seen.firstAck < 0 && seen.synAck.count === 0) return null;
    if (seen.packets < 2) return null;
    return {
      kind: 'connection',
      endpoint: unseen,
      sureness: 'proven',
      since: seen.first,
      seconds: null,
      evidence: story.cite(seen.firstAck >= 0 ? seen.firstAck : seen.synAck.first),
    };
  },
);

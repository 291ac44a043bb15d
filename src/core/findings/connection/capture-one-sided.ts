import { otherSide } from '../../tcp';
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
    const unseen = story.unrecorded;
    if (unseen === null) return null;
    const seen = story[otherSide(unseen)];
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

import { connectionRule } from '../finding';

/** The capture began after the handshake: what came before is not known. */
export const captureMidStream = connectionRule(
  { id: 'capture-mid-stream', severities: ['info'], signs: ['begun-before'], role: 'context' },
  (story) => {
    if (story.fromTheStart) return null;
    const { firstPacket } = story.connection;
    return {
      kind: 'connection',
      endpoint: null,
      sureness: 'proven',
      since: firstPacket,
      seconds: null,
      evidence: story.cite(firstPacket),
    };
  },
);

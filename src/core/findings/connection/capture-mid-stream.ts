import { connectionRule } from '../finding';

/** The capture began after the handshake: what came before is not known. */
export const captureMidStream = connectionRule('capture-mid-stream', (story) => {
  if (story.fromTheStart) return null;
  const { firstPacket } = story.connection;
  return {
    kind: 'connection',
    endpoint: null,
    severity: 'info',
    sureness: 'proven',
    since: firstPacket,
    seconds: null,
    evidence: story.cite(firstPacket),
  };
});

import { connectionRule } from '../finding';

/**
 * A socket that has connected to itself: connect() to a local port where nothing listens, from the range that the kernel
 * takes its own ports from, chose that very port, and the SYN met itself: a simultaneous open with one end.
 */
export const selfConnect = connectionRule(
  { id: 'self-connect', severities: ['warning'], signs: ['to-itself'], ofOneEnd: true },
  (story) => {
    const { connection } = story;
    // One packet from an address to itself is a forged or a damaged one: a socket answers its own SYN.
    if (!connection.toItself || !connection.client.synSent || connection.packets < 3) return null;
    return {
      kind: 'itself',
      endpoint: null,
      sureness: 'proven',
      since: connection.firstPacket,
      seconds: null,
      evidence: story.cite(connection.firstPacket),
    };
  },
);

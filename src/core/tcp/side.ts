/** The two ends of a connection: who opened it, and who was asked. */
export type Side = 'client' | 'server';

export const otherSide = (side: Side): Side => (side === 'client' ? 'server' : 'client');

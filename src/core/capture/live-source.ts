import type { ByteSource } from '../bytes';

/**
 * A source whose bytes come by and by, as from a pipe: `read` gives what is there, at least a byte, and waits
 * when nothing is. Only when `ended` do fewer bytes than asked for mean the end.
 */
export interface LiveSource extends ByteSource {
  readonly ended: boolean;
}

export const isLive = (source: ByteSource): source is LiveSource =>
  typeof (source as Partial<LiveSource>).ended === 'boolean';

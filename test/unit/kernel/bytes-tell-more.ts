import type { CapturePoint } from './recordings';

/**
 * Recordings that bytes show to be incomplete, and text does not: `tcpdump -n` prints no number of a bare ACK, which is
 * ahead of all that was captured. Of these the bytes prove less, and the text may be believed too far.
 */
const RECORDINGS: Readonly<Record<string, CapturePoint>> = {
  first_answer_lost: 'client',
  reuse_last_ack: 'client',
};

export const bytesTellMore = (name: string, point: CapturePoint): boolean => RECORDINGS[name] === point;

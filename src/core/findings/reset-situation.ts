import { otherSide } from '../tcp';
import type { Story } from './story';
import { Threshold } from './thresholds';

/**
 * The RST answers data that came so long after its sender's FIN that a middlebox may have forgotten the half-closed
 * connection: Linux' conntrack keeps it for nf_conntrack_tcp_timeout_close_wait (60 s), IPVS for two minutes.
 */
export function lateAfterHalfClose(story: Story): boolean {
  const { reset } = story;
  if (reset === null || !reset.bare) return false;
  const fin = story[reset.sender].fin.first;
  const { firstDataAfterFin } = story[otherSide(reset.sender)];
  return fin >= 0 && story.between(fin, firstDataAfterFin) >= Threshold.conntrackCloseWait;
}

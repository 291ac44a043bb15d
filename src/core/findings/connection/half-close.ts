import { seqAtOrBefore } from '../../bytes';
import { otherSide, type Side } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import { resetKind } from '../reset-kind';
import type { Story } from '../story';

/** An end goes on sending after its peer's FIN, and the peer takes it: a half-close put to use (RFC 9293 section 3.6). */
export const halfClose = connectionRule(
  { id: 'half-close', severities: ['info'], signs: ['data-after-fin', 'unfinished'], role: 'context' },
  (story) => of(story, 'server') ?? of(story, 'client'),
);

/** Its peer acknowledged data that it sent after the FIN. */
function isTaken(story: Story, side: Side): boolean {
  const peer = story[otherSide(side)];
  return peer.ackedKnown && seqAtOrBefore(story[side].afterFinEnd, peer.acked);
}

function of(story: Story, side: Side): Found | null {
  const own = story[side];
  if (own.firstDataAfterFin < 0 || !own.knewOfFin || resetKind(story) === 'write-after-close') return null;
  if (!isTaken(story, side)) return null;
  const fin = story[side === 'client' ? 'server' : 'client'].fin.first;
  return {
    kind: 'used',
    endpoint: side,
    sureness: 'proven',
    since: own.firstDataAfterFin,
    seconds: null,
    evidence: story.cite(fin, own.firstDataAfterFin, own.lastDataAfterFin),
  };
}

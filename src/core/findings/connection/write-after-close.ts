import { otherSide } from '../../tcp';
import { connectionRule } from '../finding';
import { resetKind } from '../reset-kind';
import { lateAfterHalfClose } from '../reset-situation';
import { Threshold } from '../thresholds';
import { crossing, idleClose } from './keep-alive-race';

/** An end sent data after its peer's FIN, and the peer, closed for good, answered by RST. */
export const writeAfterClose = connectionRule(
  { id: 'write-after-close', severities: ['warning', 'info'], signs: ['reset'] },
  (story) => {
    const { reset } = story;
    if (resetKind(story) !== 'write-after-close' || reset === null || idleClose(story) !== null) return null;
    const writer = story[otherSide(reset.sender)];
    const fin = story[reset.sender].fin.first;
    const first = crossing(story, writer.side);
    // Of a FIN that was sent again the last one before is the one that came.
    const { last } = story[reset.sender].fin;
    const told = last >= 0 && last < first ? last : fin;
    const seconds = story.seconds(told, first);
    const forgotten = lateAfterHalfClose(story);
    const late = writer.knewOfFin && (seconds ?? 0) >= Threshold.closeWarning;
    return {
      kind: !writer.knewOfFin ? 'crossed' : forgotten ? 'late' : 'knew',
      endpoint: writer.side,
      severity: late ? 'warning' : 'info',
      sureness: forgotten ? 'likely' : 'proven',
      // The recording may lack the data; the RST that answers it is there.
      since: first < 0 ? reset.packet : first,
      seconds,
      evidence: story.cite(fin, told, first, writer.lastDataAfterFin, reset.packet),
    };
  },
);

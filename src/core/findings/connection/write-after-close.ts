import { connectionRule, otherSide } from '../finding';
import { resetKind } from '../reset-kind';
import { Threshold } from '../thresholds';
import { crossing, idleClose } from './keep-alive-race';

/** An end sent data after its peer's FIN, and the peer, closed for good, answered by RST. */
export const writeAfterClose = connectionRule('write-after-close', (story) => {
  const { reset } = story;
  if (resetKind(story) !== 'write-after-close' || reset === null || idleClose(story) !== null) return null;
  const writer = story[otherSide(reset.sender)];
  const fin = story[reset.sender].fin.first;
  const first = crossing(story, writer.side);
  const seconds = story.seconds(fin, first);
  const late = writer.knewOfFin && (seconds ?? 0) >= Threshold.closeWarning;
  return {
    kind: writer.knewOfFin ? 'knew' : 'crossed',
    endpoint: writer.side,
    severity: late ? 'warning' : 'info',
    sureness: 'proven',
    since: first,
    seconds,
    packets: story.cite(fin, first, writer.lastDataAfterFin, reset.packet),
  };
});

import { connectionRule } from '../finding';
import { resetKind } from '../reset-kind';

/** An end aborts while data that it sent itself is not acknowledged: what was on its way is lost. */
export const resetInData = connectionRule('reset-in-data', (story) => {
  const { reset } = story;
  if (resetKind(story) !== 'in-data' || reset === null) return null;
  return {
    kind: 'lost',
    endpoint: reset.sender,
    severity: 'warning',
    sureness: 'proven',
    since: reset.packet,
    seconds: null,
    packets: story.cite(story[reset.sender].lastData, reset.packet),
    values: { bytes: reset.inFlight[reset.sender] },
  };
});

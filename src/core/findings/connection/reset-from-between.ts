import { connectionRule } from '../finding';
import { resetKind } from '../reset-kind';
import { foreignReset } from '../reset-origin';
import { lateAfterHalfClose } from '../reset-situation';
import { Threshold } from '../thresholds';

/** An RST that the end which it names did not send: a firewall, a NAT or an attacker between the two made it. */
export const resetFromBetween = connectionRule(
  { id: 'reset-from-between', severities: ['warning'], signs: ['reset', 'unfinished'] },
  (story) => {
    const { reset } = story;
    const foreign = foreignReset(story);
    if (resetKind(story) !== 'between' || reset === null || foreign === null) return null;
    const idle = reset.silenceBeforeAsk >= Threshold.idle;
    const situation = lateAfterHalfClose(story) ? 'half-close' : idle ? 'idle' : 'cut';
    return {
      kind: `${situation}.${foreign.by}`,
      endpoint: reset.sender,
      sureness: foreign.sureness,
      since: reset.packet,
      seconds: null,
      evidence: story.cite(reset.previous, reset.packet, ...foreign.packets),
      values: foreign.values,
    };
  },
);

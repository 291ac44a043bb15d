import type { Break } from '../../observation';
import { type CaptureFound, captureRule } from '../capture-rule';
import type { Circumstances } from '../circumstances';
import { MAXIMUM_CITED } from '../thresholds';

/** The clock steps back, or packets of another clock stray among the others: no duration is taken across. */
export const captureClock = captureRule(
  { id: 'capture-clock', severities: ['info'] },
  ({ circumstances }) => {
    const { breaks } = circumstances.observation.timeline;
    const back = breaks.filter(({ cause }) => cause === 'back');
    if (back.length > 0) return [told(circumstances, back.length === 1 ? 'once' : 'back', back)];
    const ahead = breaks.filter(({ cause }) => cause === 'ahead');
    return ahead.length > 0 ? [told(circumstances, 'ahead', ahead)] : [];
  },
);

const told = (circumstances: Circumstances, kind: string, breaks: readonly Break[]): CaptureFound => ({
  kind,
  endpoint: null,
  sureness: 'proven',
  since: breaks[0].first,
  seconds: Math.round(Math.max(...breaks.map(({ step }) => Math.abs(step))) * 1e6) / 1e6,
  evidence: circumstances.cite(breaks.slice(0, MAXIMUM_CITED).map(({ first }) => first)),
  connections: [],
  values: { count: breaks.length },
});

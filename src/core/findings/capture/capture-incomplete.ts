import { percentOf } from '../../observation';
import { NO_PACKET } from '../../tcp';
import type { Severity } from '../../words';
import { type CaptureFound, captureRule } from '../capture-rule';
import type { Evidence } from '../evidence';

/** Data were acknowledged that the recording does not hold, or a filter let in only what opens and closes. */
export const captureIncomplete = captureRule(
  { id: 'capture-incomplete', severities: ['warning', 'info'] },
  ({ circumstances }) => {
    const { loss, by, missing, flagsOnly } = circumstances.completeness;
    if (flagsOnly) return [told('flags', 'info', circumstances.observed('flags-only'), {})];
    if (by !== 'data') return [];
    return [
      told('data', loss === 'heavy' ? 'warning' : 'info', circumstances.observed('missing'), {
        percent: percentOf(missing),
      }),
    ];
  },
);

const told = (
  kind: string,
  severity: Severity,
  evidence: readonly Evidence[],
  values: CaptureFound['values'],
): CaptureFound => ({
  kind,
  endpoint: null,
  severity,
  sureness: 'proven',
  since: NO_PACKET,
  seconds: null,
  evidence,
  connections: [],
  values,
});

import { NO_PACKET } from '../../tcp';
import { captureRule } from '../capture-rule';

/** The capture says itself that it lost packets. */
export const captureDropped = captureRule(
  { id: 'capture-dropped', severities: ['warning'] },
  ({ dropped, circumstances }) =>
    dropped === null || dropped === 0
      ? []
      : [
          {
            kind: 'counted',
            endpoint: null,
            sureness: 'proven',
            since: NO_PACKET,
            seconds: null,
            evidence: circumstances.observed('dropped'),
            connections: [],
            values: { count: dropped },
          },
        ],
);

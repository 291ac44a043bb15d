import { NO_PACKET } from '../../tcp';
import { captureRule } from '../capture-rule';

/** Frames longer than any network's: a limit as large as this cuts nothing. */
const UNCUT = 65535;

/** Frames were cut: payload is missing, states and findings are not concerned. */
export const captureSnapLength = captureRule(
  { id: 'capture-snap-length', severities: ['info'] },
  ({ snapLength, circumstances }) =>
    snapLength === 0 || snapLength >= UNCUT
      ? []
      : [
          {
            kind: 'cut',
            endpoint: null,
            sureness: 'proven',
            since: NO_PACKET,
            seconds: null,
            evidence: circumstances.observed('snap-length'),
            connections: [],
            values: { bytes: snapLength },
          },
        ],
);

import { NO_PACKET } from '../../tcp';
import { captureRule } from '../capture-rule';

/** Frames longer than any network's: a limit as large as this cuts nothing. */
const UNCUT = 65535;
/** Ethernet, IPv4 and TCP without options: what ends before has cut a header. */
const HEADERS = 14 + 20 + 20;

/** Frames were cut: payload is missing, and where the limit is in the headers, what states follow from. */
export const captureSnapLength = captureRule(
  { id: 'capture-snap-length', severities: ['info'] },
  ({ snapLength, circumstances }) =>
    snapLength === 0 || snapLength >= UNCUT
      ? []
      : [
          {
            kind: snapLength < HEADERS ? 'headers' : 'cut',
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

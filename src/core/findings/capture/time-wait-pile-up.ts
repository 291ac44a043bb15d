import { captureRule } from '../capture-rule';
import { MAXIMUM_CITED, Threshold } from '../thresholds';
import { busyRoutes } from '../time-waits';

/** A client opens a connection for every request and closes it first: each keeps a local port for a minute. */
export const timeWaitPileUp = captureRule({ id: 'time-wait-pile-up', severities: ['info'] }, (facts) =>
  busyRoutes(facts)
    .filter(({ held }) => held.length >= Threshold.timeWaitPileUp)
    .map(({ held }) => ({
      kind: 'client' as const,
      endpoint: 'server' as const,
      sureness: 'likely' as const,
      since: held[0].firstPacket,
      seconds: null,
      evidence: facts.circumstances.cite(held.slice(0, MAXIMUM_CITED).map(({ lastPacket }) => lastPacket)),
      connections: held.map(({ id }) => id),
      values: { count: held.length },
    })),
);

import type { Connection } from '../../flow';
import { type CaptureFacts, type CaptureFound, captureRule } from '../capture-rule';
import type { Circumstances } from '../circumstances';
import { grouped } from '../overlap';
import { chosen, hostKey, isOpened, openedAt, type Served } from '../servers';
import { MAXIMUM_CITED, Threshold } from '../thresholds';

/** One host opens connections to a port at regular intervals and closes each without a byte: a load balancer that looks whether the port answers. */
export const healthChecks = captureRule(
  { id: 'health-checks', severities: ['info'] },
  ({ circumstances }: CaptureFacts) => {
    const { loss, flagsOnly } = circumstances.completeness;
    // Data may be among what was not recorded.
    if (loss === 'heavy' || flagsOnly) return [];
    return circumstances.servers
      .withAtLeast(Threshold.healthChecks)
      .flatMap((server) => checksOf(circumstances, server));
  },
);

function checksOf(circumstances: Circumstances, server: Served): CaptureFound[] {
  const { tracker } = circumstances.observation;
  const silent = chosen(tracker, server, isSilent);
  if (silent.length < Threshold.healthChecks) return [];
  const hosts = grouped(silent, (connection) => hostKey(tracker.table.addressOf(connection, true)));
  return [...hosts.values()].flatMap((checks) => found(circumstances, checks) ?? []);
}

/** Opened and ended by the client, with nothing said by either end. */
const isSilent = (connection: Connection): boolean => {
  const { client, server, lengthsKnown } = connection;
  const ended = (client.finSent && !client.closesPassively) || client.resetSent;
  const isWhole = lengthsKnown && client.unseen + server.unseen + client.skipped + server.skipped === 0;
  const asked = isOpened(connection) || isRefusedByClient(connection);
  return asked && isWhole && ended && client.bytes === 0 && server.bytes === 0;
};

/** The SYN/ACK was answered by RST: the port answers, and that was all that was asked. */
const isRefusedByClient = ({ client, server }: Connection): boolean =>
  client.synSent && server.synAckSent && client.resetSent && !client.handshakeDone;

function found(circumstances: Circumstances, checks: readonly Connection[]): CaptureFound | null {
  if (checks.length < Threshold.healthChecks) return null;
  const { tracker } = circumstances.observation;
  const interval = regularInterval(checks.map((connection) => openedAt(tracker, connection)));
  if (interval === null) return null;
  return {
    kind: checks.some(isOpened) ? 'silent' : 'half-open',
    endpoint: 'server',
    sureness: 'likely',
    since: checks[0].firstPacket,
    seconds: Math.round(interval * 1e6) / 1e6,
    evidence: circumstances.cite(checks.slice(0, MAXIMUM_CITED).map(({ firstPacket }) => firstPacket)),
    connections: checks.slice(0, Threshold.citedConnections).map(({ id }) => id),
    values: { count: checks.length },
  };
}

/** The interval between moments in order, where all are about as long; null otherwise. */
function regularInterval(times: readonly number[]): number | null {
  const gaps = times.slice(1).map((time, place) => time - times[place]);
  const median = [...gaps].sort((a, b) => a - b)[gaps.length >> 1];
  const slack = Math.max(median * Threshold.healthCheckSlack, Threshold.healthCheckJitter);
  const regular =
    median >= Threshold.healthCheckInterval && gaps.every((gap) => Math.abs(gap - median) <= slack);
  return regular ? median : null;
}

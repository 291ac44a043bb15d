import { type CaptureFacts, type CaptureFound, captureRule } from '../capture-rule';
import { grouped, largestCrowd } from '../crowd';
import { MAXIMUM_CITED, Threshold } from '../thresholds';

type Stuck = ReturnType<CaptureFacts['withFinding']>[number];

/** Many connections of one listening port (or, at a client, to one server) are stuck in CLOSE_WAIT at the same time. */
export const closeWaitPileUp = captureRule('close-wait-pile-up', (facts) => {
  const groups = grouped(facts.withFinding('close-wait'), (stuck) => keyOf(facts, stuck));
  return [...groups.values()].flatMap((group) => pileOf(facts, group) ?? []);
});

/** The server's address and port, and which end is stuck. */
const keyOf = ({ tracker }: CaptureFacts, { connection, found }: Stuck): string =>
  `${found.endpoint} ${tracker.table.addressOf(connection, false).join()}`;

function pileOf({ tracker }: CaptureFacts, group: readonly Stuck[]): CaptureFound | null {
  if (group.length < Threshold.pileUp) return null;
  const { packets } = tracker;
  const timeOf = (index: number) => packets.seconds(index) + packets.nanoseconds(index) * 1e-9;
  const spans = group.map((item) => {
    const from = timeOf(item.found.since);
    // A capture without times: all count as lasting to its end.
    return { item, from, until: from + (item.found.seconds ?? Number.POSITIVE_INFINITY) };
  });
  const crowd = largestCrowd(spans);
  if (crowd.items.length < Threshold.pileUp) return null;
  const since = crowd.items[0].found.since;
  const last = spans.reduce((latest, { until }) => Math.max(latest, until), 0);
  return {
    kind: group[0].found.endpoint ?? 'server',
    endpoint: 'server',
    severity: group[0].found.endpoint === 'client' ? 'warning' : 'error',
    sureness: 'proven',
    since,
    seconds: Number.isFinite(last) ? Math.round((last - timeOf(since)) * 1e6) / 1e6 : null,
    packets: crowd.items.slice(0, MAXIMUM_CITED).map(({ found }) => found.since),
    connections: crowd.items.map(({ connection }) => connection.id),
    values: { count: crowd.items.length },
  };
}

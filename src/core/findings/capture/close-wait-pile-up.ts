import type { Connection } from '../../flow';
import { type CaptureFacts, type CaptureFound, captureRule } from '../capture-rule';
import { grouped, largestOverlap } from '../overlap';
import type { Stuck } from '../stuck';
import { MAXIMUM_CITED, Threshold } from '../thresholds';

/** A connection that is stuck for sure enough to be counted. */
interface Member extends Stuck {
  readonly connection: Connection;
}

/** Many connections of one listening port (or, at a client, to one server) are stuck in CLOSE_WAIT at the same time. */
export const closeWaitPileUp = captureRule(
  { id: 'close-wait-pile-up', severities: ['error', 'warning'] },
  (facts) => {
    const { connections } = facts.tracker;
    const members = [...facts.stuck()]
      .filter(([, { sureness }]) => sureness !== 'possible')
      .map(([id, stuck]) => ({ ...stuck, connection: connections.get(id) }));
    return [...grouped(members, (member) => keyOf(facts, member)).values()].flatMap(
      (group) => pileOf(facts, group) ?? [],
    );
  },
);

/** The server's address and port, which end is stuck, and the window of the recording: times compare within one. */
function keyOf({ tracker, circumstances }: CaptureFacts, { connection, endpoint, since }: Member): string {
  const window = circumstances.observation.timeline.windowAt(since);
  return `${endpoint} ${window?.id ?? -1} ${tracker.table.addressOf(connection, false).join()}`;
}

function pileOf({ tracker, circumstances }: CaptureFacts, group: readonly Member[]): CaptureFound | null {
  if (group.length < Threshold.pileUp) return null;
  const { packets } = tracker;
  const spans = group.map((item) => {
    const from = packets.time(item.since);
    // A capture without times: all count as lasting to its end.
    return { item, from, until: from + (item.seconds ?? Number.POSITIVE_INFINITY) };
  });
  const overlap = largestOverlap(spans);
  if (overlap.items.length < Threshold.pileUp) return null;
  const [{ since, endpoint }] = overlap.items;
  const last = spans.reduce((latest, { until }) => Math.max(latest, until), 0);
  return {
    kind: endpoint,
    endpoint: 'server',
    severity: endpoint === 'client' ? 'warning' : 'error',
    sureness: overlap.items.every(({ sureness }) => sureness === 'proven') ? 'proven' : 'likely',
    since,
    seconds: Number.isFinite(last) ? Math.round((last - packets.time(since)) * 1e6) / 1e6 : null,
    evidence: circumstances.cite(overlap.items.slice(0, MAXIMUM_CITED).map((member) => member.since)),
    connections: overlap.items.map(({ connection }) => connection.id),
    values: { count: overlap.items.length },
  };
}

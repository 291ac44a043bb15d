import { type CaptureFound, captureRule } from '../capture-rule';
import { MAXIMUM_CITED, Threshold } from '../thresholds';
import { busyRoutes, type Route } from '../time-waits';

/** A client runs out of local ports towards one server: nearly all are in TIME_WAIT, or it has to take them from there. */
export const portExhaustion = captureRule('port-exhaustion', (facts) =>
  busyRoutes(facts).flatMap((route) => fromTheRange(route) ?? fromReuse(route) ?? []),
);

function fromTheRange({ held }: Route): CaptureFound | null {
  if (held.length < Threshold.localPorts * Threshold.exhaustedPart) return null;
  return { ...found(held), kind: 'range', sureness: 'possible' };
}

/** Systems take a port at random or in turn: to come back to one within its TIME_WAIT, again and again, few can be free. */
function fromReuse({ reopened, connections }: Route): CaptureFound | null {
  if (reopened.length < Threshold.reusedPorts) return null;
  if (reopened.length < connections.length * Threshold.reusedPart) return null;
  return { ...found(reopened), kind: 'reuse', sureness: 'likely' };
}

const found = (connections: Route['held']): CaptureFound => ({
  kind: 'range',
  endpoint: 'server',
  severity: 'error',
  sureness: 'possible',
  since: connections[0].firstPacket,
  seconds: null,
  packets: connections.slice(0, MAXIMUM_CITED).map(({ firstPacket }) => firstPacket),
  connections: connections.map(({ id }) => id),
  values: { count: connections.length },
});

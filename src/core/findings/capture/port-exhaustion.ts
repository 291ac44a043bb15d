import { type CaptureFound, captureRule } from '../capture-rule';
import type { Circumstances } from '../circumstances';
import { MAXIMUM_CITED, Threshold } from '../thresholds';
import { busyRoutes, type Route } from '../time-waits';

/** A client runs out of local ports towards one server: nearly all are in TIME_WAIT, or it has to take them from there. */
export const portExhaustion = captureRule({ id: 'port-exhaustion', severities: ['error'] }, (facts) =>
  busyRoutes(facts).flatMap(
    (route) => fromTheRange(facts.circumstances, route) ?? fromReuse(facts.circumstances, route) ?? [],
  ),
);

function fromTheRange(circumstances: Circumstances, { held }: Route): CaptureFound | null {
  if (held.length < Threshold.localPorts * Threshold.exhaustedPart) return null;
  return { ...found(circumstances, held), kind: 'range', sureness: 'possible' };
}

/** Systems take a port at random or in turn: to come back to one within its TIME_WAIT, again and again, few can be free. */
function fromReuse(circumstances: Circumstances, { reopened, connections }: Route): CaptureFound | null {
  if (reopened.length < Threshold.reusedPorts) return null;
  if (reopened.length < connections.length * Threshold.reusedPart) return null;
  return { ...found(circumstances, reopened), kind: 'reuse', sureness: 'likely' };
}

const found = (circumstances: Circumstances, connections: Route['held']): CaptureFound => ({
  kind: 'range',
  endpoint: 'server',
  sureness: 'possible',
  since: connections[0].firstPacket,
  seconds: null,
  evidence: circumstances.cite(connections.slice(0, MAXIMUM_CITED).map(({ firstPacket }) => firstPacket)),
  connections: connections.map(({ id }) => id),
  values: { count: connections.length },
});

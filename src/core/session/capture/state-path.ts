import type { Connection } from '../../flow';
import type { PacketIndex, Side } from '../../tcp';
import { type PackedState, stateName } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import { endpointState } from './packet-values';
import type { StatePath, StatePathStep } from './views';

/** Changes told of one end: real connections have a dozen. */
const MAXIMUM_STEPS = 200;

/** The states that both ends of a connection went through, each with the packet that brought it there. */
export function statePath(reading: CaptureReading, connection: Connection): StatePath {
  const { packets } = reading.recorder.tracker;
  const path: Readonly<Record<Side, StatePathStep[]>> = { client: [], server: [] };
  for (let index = connection.firstPacket; index <= connection.lastPacket; index++) {
    if (packets.connection(index) !== connection.id) continue;
    add(reading, path.client, index, packets.clientState(index));
    add(reading, path.server, index, packets.serverState(index));
  }
  return path;
}

function add(reading: CaptureReading, steps: StatePathStep[], index: PacketIndex, packed: PackedState): void {
  const last = steps.at(-1);
  if (last?.state === stateName(packed)) {
    // Known better, not another state.
    if (last.certainty === 'inferred') steps[steps.length - 1] = { ...last, ...endpointState(packed) };
    return;
  }
  if (steps.length < MAXIMUM_STEPS) {
    steps.push({ index, packet: reading.values.number(index), ...endpointState(packed) });
  }
}

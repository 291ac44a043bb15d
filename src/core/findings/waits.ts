import { Finding as Analysis, type Connection, Known, NO_CONNECTION, type Tracker } from '../flow';
import type { Observation } from '../observation';
import { NO_PACKET, type PacketIndex, packetIndex } from '../tcp';
import { isOpened } from './opened';
import type { Served } from './servers';
import { Threshold } from './thresholds';

/** A client waited long for data of its server. Packets are indices from 0. */
export interface LongWait {
  readonly connection: Connection;
  /** The first data that asked since the last answer, and the data that answered. */
  readonly asked: PacketIndex;
  readonly answered: PacketIndex;
  readonly seconds: number;
  /** The server had answered on this connection before, and always sooner. */
  readonly soonBefore: boolean;
  /** It is the first data that the server sent on it. */
  readonly first: boolean;
}

/** What the walk remembers of one connection. */
interface Asking {
  readonly connection: Connection;
  readonly found: LongWait[];
  asked: PacketIndex;
  answers: number;
  waits: number;
}

/** Sent again, or a probe: it asks and answers nothing. */
const NOTHING_NEW =
  Analysis.retransmission |
  Analysis['fast-retransmission'] |
  Analysis['spurious-retransmission'] |
  Analysis['keep-alive'] |
  Analysis['zero-window-probe'];

/**
 * Every wait of two seconds and more on the connections of each server, in the order in which they ended. One walk over the
 * packets for all of them; none where no server has connections that lasted so long.
 */
export function longWaits(
  observation: Observation,
  servers: readonly Served[],
): Map<Served, readonly LongWait[]> {
  const { tracker } = observation;
  const found = new Map<Served, LongWait[]>();
  const asking: Asking[] = [];
  for (const server of servers) {
    const lasting = lastingOf(tracker, server);
    if (lasting.length < Threshold.leftWaiting) continue;
    const waits: LongWait[] = [];
    found.set(server, waits);
    for (const connection of lasting)
      asking.push({ connection, found: waits, asked: NO_PACKET, answers: 0, waits: 0 });
  }
  if (asking.length > 0) walk(observation, asking);
  return found;
}

function walk(observation: Observation, asking: readonly Asking[]): void {
  const { packets, connections } = observation.tracker;
  const slots = new Int32Array(connections.length).fill(-1);
  let from = packets.length;
  let until = NO_PACKET;
  asking.forEach(({ connection: { id, firstPacket, lastPacket } }, slot) => {
    slots[id] = slot;
    from = Math.min(from, firstPacket);
    if (lastPacket > until) until = lastPacket;
  });
  for (let at = from; at <= until; at++) {
    const index = packetIndex(at);
    const page = packets.pageOf(index);
    const row = packets.rowOf(index);
    if (page.length[row] === 0 || page.connection[row] === NO_CONNECTION) continue;
    const slot = slots[page.connection[row] | 0];
    if (slot < 0 || (page.analysis[row] & NOTHING_NEW) !== 0) continue;
    const own = asking[slot];
    if ((page.known[row] & Known.fromClient) === 0) answer(observation, own, index);
    else if (own.asked < 0) own.asked = index;
  }
}

function answer(observation: Observation, own: Asking, index: PacketIndex): void {
  const { connection, asked, answers, waits } = own;
  own.asked = NO_PACKET;
  if (asked < 0) return;
  own.answers++;
  const seconds = observation.between(asked, index);
  if (!(seconds >= Threshold.servedWithin)) return;
  own.waits++;
  const soonBefore = answers > 0 && waits === 0;
  own.found.push({ connection, asked, answered: index, seconds, soonBefore, first: answers === 0 });
}

/** The connections of which all was recorded and that lasted long enough to hold such a wait. */
function lastingOf({ connections, packets }: Tracker, server: Served): Connection[] {
  const lasting: Connection[] = [];
  for (const id of server) {
    if (connections.isLone(id)) continue;
    const connection = connections.get(id);
    const { firstTimed, lastTimed, client, server: end, lengthsKnown } = connection;
    if (!isOpened(connection) || !lengthsKnown || end.bytes === 0 || client.unseen + end.unseen > 0) continue;
    if (packets.time(lastTimed) - packets.time(firstTimed) < Threshold.servedWithin) continue;
    lasting.push(connection);
  }
  return lasting;
}

import { Finding as Analysis, type Connection, type PacketColumns, type Tracker } from '../flow';
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
 * Every wait of two seconds and more on the connections of a server, in the order in which they ended. One walk over the
 * packets from the first to the last of those connections that lasted so long.
 */
export function longWaits(tracker: Tracker, server: Served): LongWait[] {
  const { packets } = tracker;
  const asking = lasting(tracker, server);
  const found: LongWait[] = [];
  if (asking.size < Threshold.leftWaiting) return found;
  const [from, until] = spanOf(asking);
  for (let at = from; at <= until; at++) {
    const index = packetIndex(at);
    const own = asking.get(packets.connection(index));
    if (own === undefined || !isNew(packets, index)) continue;
    if (!packets.fromClient(index)) answer(packets, own, index, found);
    else if (own.asked < 0) own.asked = index;
  }
  return found;
}

const isNew = (packets: PacketColumns, index: PacketIndex): boolean =>
  packets.payloadLength(index) > 0 && (packets.analysis(index) & NOTHING_NEW) === 0;

function answer(packets: PacketColumns, own: Asking, index: PacketIndex, found: LongWait[]): void {
  const { connection, asked, answers, waits } = own;
  own.asked = NO_PACKET;
  if (asked < 0) return;
  own.answers++;
  const seconds = packets.time(index) - packets.time(asked);
  if (!(seconds >= Threshold.servedWithin)) return;
  own.waits++;
  const soonBefore = answers > 0 && waits === 0;
  found.push({ connection, asked, answered: index, seconds, soonBefore, first: answers === 0 });
}

/** The connections of which all was recorded and that lasted long enough to hold such a wait. */
function lasting({ connections, packets }: Tracker, server: Served): Map<number, Asking> {
  const asking = new Map<number, Asking>();
  for (const id of server) {
    if (connections.isLone(id)) continue;
    const connection = connections.get(id);
    const { firstTimed, lastTimed, client, server: end, lengthsKnown } = connection;
    if (!isOpened(connection) || !lengthsKnown || end.bytes === 0 || client.unseen + end.unseen > 0) continue;
    if (packets.time(lastTimed) - packets.time(firstTimed) < Threshold.servedWithin) continue;
    asking.set(id, { connection, asked: NO_PACKET, answers: 0, waits: 0 });
  }
  return asking;
}

function spanOf(asking: ReadonlyMap<number, Asking>): [number, number] {
  let from = Number.POSITIVE_INFINITY;
  let until = -1;
  for (const { connection } of asking.values()) {
    from = Math.min(from, connection.firstPacket);
    until = Math.max(until, connection.lastPacket);
  }
  return [from, until];
}

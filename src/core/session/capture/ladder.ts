import { PacketKind } from '../../decode';
import { type Connection, Known } from '../../flow';
import { type PacketIndex, TcpFlag } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import { connectionRow } from './connection-views';
import { endpointState } from './packet-values';
import type { Ladder, LadderStep } from './views';

/** Steps of one answer. */
const MAXIMUM_STEPS = 5000;

const FLAG_NAMES: readonly (readonly [bit: number, name: string])[] = [
  [TcpFlag.SYN, 'SYN'],
  [TcpFlag.FIN, 'FIN'],
  [TcpFlag.RST, 'RST'],
  [TcpFlag.PSH, 'PSH'],
  [TcpFlag.URG, 'URG'],
  [TcpFlag.ACK, 'ACK'],
];

/** The sequence diagram of one connection. */
export function ladderOf(reading: CaptureReading, connection: Connection, limit: number): Ladder {
  const { packets } = reading.recorder.tracker;
  const wanted = Math.min(limit, MAXIMUM_STEPS);
  const steps: LadderStep[] = [];
  for (let at = connection.firstPacket; at <= connection.lastPacket && steps.length < wanted; at++) {
    if (packets.connection(at) === connection.id) steps.push(stepOf(reading, at));
  }
  return {
    connection: connectionRow(reading, connection),
    steps,
    totalSteps: connection.packets + connection.icmpErrors,
  };
}

function stepOf(reading: CaptureReading, index: PacketIndex): LadderStep {
  const { values } = reading;
  const { packets } = reading.recorder.tracker;
  return {
    index,
    packet: values.number(index),
    time: values.time(index),
    sender: values.sender(index),
    label: labelOf(reading, index),
    client: endpointState(packets.clientState(index)),
    server: endpointState(packets.serverState(index)),
  };
}

/** `PSH, ACK  seq 1, ack 1, len 120`. */
function labelOf(reading: CaptureReading, index: PacketIndex): string {
  const { values } = reading;
  const { packets } = reading.recorder.tracker;
  if (packets.kind(index) === PacketKind.icmp) return 'ICMP';
  const flags = packets.flags(index);
  const names = FLAG_NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name);
  const numbers: string[] = [];
  const seq = values.relativeSeq(index);
  const ack = values.relativeAck(index);
  const length = packets.payloadLength(index);
  if (seq !== null && (length > 0 || (flags & ~(TcpFlag.ACK | TcpFlag.PSH)) !== 0))
    numbers.push(`seq ${seq}`);
  if (ack !== null) numbers.push(`ack ${ack}`);
  if ((packets.known(index) & Known.length) !== 0 && length > 0) numbers.push(`len ${length}`);
  return [names.join(', '), numbers.join(', ')].filter((part) => part !== '').join('  ');
}

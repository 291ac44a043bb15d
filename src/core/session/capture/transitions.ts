import { PacketKind } from '../../decode';
import type { PacketFacts, StepFacts, TransitionFacts } from '../../explain';
import { type Connection, REASONS, Reason, spokenAnalysisIds } from '../../flow';
import {
  certaintyOf,
  formatFlags,
  NO_PACKET,
  type PacketIndex,
  packetIndex,
  type Side,
  stateName,
  TcpFlag,
} from '../../tcp';
import type { CaptureRecorder } from './capture-recorder';
import type { PacketValues } from './packet-values';

/** Packets looked through for the one before of the same connection; beyond that it counts as not known. */
const MAXIMUM_SCAN = 2_000_000;
/** Changes of state told of one connection: a hostile capture can have any number. */
const MAXIMUM_TRANSITIONS = 2000;

/** Reads the recorded reasons back out of the columns. */
export class Transitions {
  constructor(
    private readonly recorder: CaptureRecorder,
    private readonly values: PacketValues,
    private readonly rowOfPacket: (index: PacketIndex) => number,
  ) {}

  /** The packet of the same connection before this one, or -1. */
  previousPacket(index: PacketIndex): PacketIndex {
    const { packets, connections } = this.recorder.tracker;
    const id = packets.connection(index);
    const first = connections.at(id)?.firstPacket ?? index;
    const stop = Math.max(first, index - MAXIMUM_SCAN);
    for (let at = packetIndex(index - 1); at >= stop; at--) if (packets.connection(at) === id) return at;
    return NO_PACKET;
  }

  /** What a packet did to both ends; null when it belongs to no connection. */
  factsOf(index: PacketIndex): PacketFacts | null {
    const { packets } = this.recorder.tracker;
    if (this.values.connectionOf(index) === null) return null;
    const clientReason = packets.clientReason(index);
    const serverReason = packets.serverReason(index);
    const quiet = clientReason === Reason.none && serverReason === Reason.none;
    const before = quiet ? NO_PACKET : this.previousPacket(index);
    const silence = this.recorder.observation.between(before, index);
    return {
      sender: this.values.sender(index),
      client: this.step(index, before, 'client'),
      server: this.step(index, before, 'server'),
      analysis: spokenAnalysisIds(packets.analysis(index)),
      silence: Number.isNaN(silence) ? null : silence,
      bareReset: (packets.flags(index) & (TcpFlag.RST | TcpFlag.ACK)) === TcpFlag.RST,
    };
  }

  changedState(index: PacketIndex, side: Side): boolean {
    const step = this.step(index, this.hasReason(index, side) ? this.previousPacket(index) : NO_PACKET, side);
    return step !== null && step.from !== step.to;
  }

  /** Every change of either end of a connection, in packet order. */
  ofConnection(connection: Connection): TransitionFacts[] {
    const { packets } = this.recorder.tracker;
    const found: TransitionFacts[] = [];
    let before = NO_PACKET;
    for (let at = connection.firstPacket; at <= connection.lastPacket; at++) {
      if (packets.connection(at) !== connection.id) continue;
      for (const side of ['client', 'server'] as const) {
        const step = this.step(at, before, side);
        if (step !== null) found.push(this.transition(at, side, step));
      }
      before = at;
      if (found.length >= MAXIMUM_TRANSITIONS) break;
    }
    return found;
  }

  private hasReason(index: PacketIndex, side: Side): boolean {
    const { packets } = this.recorder.tracker;
    return (side === 'client' ? packets.clientReason(index) : packets.serverReason(index)) !== Reason.none;
  }

  private step(index: PacketIndex, before: PacketIndex, side: Side): StepFacts | null {
    const { packets } = this.recorder.tracker;
    if (!this.hasReason(index, side)) return null;
    const client = side === 'client';
    const reason = client ? packets.clientReason(index) : packets.serverReason(index);
    const packed = client ? packets.clientState(index) : packets.serverState(index);
    const from = before < 0 ? null : client ? packets.clientState(before) : packets.serverState(before);
    return {
      reason: REASONS[reason],
      from: from === null ? 'UNKNOWN' : stateName(from),
      to: stateName(packed),
      certainty: certaintyOf(packed),
    };
  }

  private isIcmp(index: PacketIndex): boolean {
    return this.recorder.tracker.packets.kind(index) === PacketKind.icmp;
  }

  private transition(index: PacketIndex, side: Side, step: StepFacts): TransitionFacts {
    return {
      ...step,
      index,
      packet: this.values.number(index),
      row: this.rowOfPacket(index),
      time: this.values.time(index),
      side,
      sender: this.values.sender(index),
      flags: this.isIcmp(index) ? 'ICMP' : formatFlags(this.recorder.tracker.packets.flags(index)),
    };
  }
}

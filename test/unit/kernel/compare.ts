import type { Certainty, TcpStateName } from '../../../src/core/tcp';
import type { AnnotatedPacket } from './annotate';
import { type CapturePoint, type Recording, type Sample, SIDES, type Side } from './recordings';

/** What the engine says of one end after the last packet before a sample, against what the kernel said there. */
export interface Verdict {
  readonly point: CapturePoint;
  /** From 1. */
  readonly step: number;
  /** From 0. */
  readonly connection: number;
  readonly side: Side;
  /** From 1. */
  readonly packet: number;
  readonly engine: TcpStateName;
  readonly certainty: Certainty;
  readonly kernel: TcpStateName;
  /**
   * `moved-on`: the two agreed after this packet, and differ at a later step with no packet between: a timer, a
   * crash, a close() whose FIN never came here. No capture can show that.
   * `overlapping`: the packet is a late one of an old connection, while the kernel speaks of the next one on the
   * same ports, of which the engine says the same.
   */
  readonly kind: 'same' | 'moved-on' | 'overlapping' | 'different';
}

type Packets = readonly (AnnotatedPacket | null)[];
type Addresses = Readonly<Record<Side, string>>;

/** Judges every sample at one capture point. `packets` are the capture's, null for what is not TCP or was left out. */
export function compare(recording: Recording, point: CapturePoint, packets: Packets): Verdict[] {
  const verdicts: Verdict[] = [];
  const agreed = new Set<string>();
  for (const [step, sample] of recording.samples.entries()) {
    for (const [connection, addresses] of recording.connections.entries()) {
      const kernel = sample.states[connection];
      const { last, newest } = findPackets(addresses, packets, sample.packets[point]);
      if (last < 0 || kernel === undefined) continue;
      for (const side of SIDES) {
        const says = (index: number) => endOf(packets[index] as AnnotatedPacket, addresses[side]);
        const agrees = (index: number) =>
          isSameState(says(index).state, kernel[side].state, sample, addresses.server);
        const key = `${connection} ${side} ${last}`;
        const kind = agrees(last)
          ? 'same'
          : agreed.has(key)
            ? 'moved-on'
            : agrees(newest)
              ? 'overlapping'
              : 'different';
        if (kind === 'same') agreed.add(key);
        const engine = says(last);
        verdicts.push({
          point,
          step: step + 1,
          connection,
          side,
          packet: last + 1,
          engine: engine.state,
          certainty: engine.certainty,
          kernel: kernel[side].state,
          kind,
        });
      }
    }
  }
  return verdicts;
}

/** A verdict in one line, as the known differences list it. */
export function describe(recording: Recording, verdict: Verdict): string {
  const { point, step, connection, side, engine, kernel } = verdict;
  const many = recording.connections.length > 1;
  const end = many ? `${side} ${connection + 1}` : side;
  return `${recording.scenario}, captured at the ${point}, step ${step}, ${end}: ${engine}, kernel ${kernel}`;
}

/** Among the first `count` packets, the last of these two addresses, and the last of their newest connection; -1: none. */
function findPackets(
  addresses: Addresses,
  packets: Packets,
  count: number,
): { last: number; newest: number } {
  let last = -1;
  let newest = -1;
  for (let index = 0; index < count; index++) {
    const packet = packets[index];
    if (!packet || !isBetween(packet, addresses)) continue;
    last = index;
    if (newest < 0 || packet.connection >= (packets[newest] as AnnotatedPacket).connection) newest = index;
  }
  return { last, newest };
}

function isBetween(
  { clientAddress, serverAddress }: AnnotatedPacket,
  { client, server }: Addresses,
): boolean {
  const straight = clientAddress === client && serverAddress === server;
  return straight || (clientAddress === server && serverAddress === client);
}

/** The engine may take the other end for the client where both sent a SYN, or none was seen. */
function endOf(packet: AnnotatedPacket, address: string): AnnotatedPacket['client'] {
  return packet.clientAddress === address ? packet.client : packet.server;
}

/** Where no socket has the connection's addresses but the port is listening, CLOSED and LISTEN say the same. */
function isSameState(engine: TcpStateName, kernel: TcpStateName, sample: Sample, server: string): boolean {
  if (engine === kernel) return true;
  const listening = sample.listening.includes(Number(server.slice(server.lastIndexOf(':') + 1)));
  const none: readonly TcpStateName[] = ['CLOSED', 'LISTEN'];
  return listening && none.includes(engine) && none.includes(kernel);
}

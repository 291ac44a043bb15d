import { toSeq } from '../../../src/core/bytes';
import { PacketKind, Segment } from '../../../src/core/decode';
import { REASONS, Tracker } from '../../../src/core/flow';
import {
  AddressFamily,
  certaintyOf,
  packetIndex,
  parseFlags,
  stateName,
  TcpFlag,
} from '../../../src/core/tcp';

/**
 * Plays segments written as `c S seq 100`, `s S. seq 300 ack 101`, `c . ack 301`, `c P. seq 101 ack 301 len 10`,
 * `+60` (seconds pass). Numbers are absolute; `win N`, `ws N`, `mss N` where they matter; `port N` is the client's.
 */
export class Conversation {
  readonly tracker = new Tracker();
  private now = 1000;

  play(script: string): this {
    for (const line of script.split('\n').map((text) => text.trim())) {
      if (line === '' || line.startsWith('#')) continue;
      if (line.startsWith('+')) this.now += Number(line);
      else this.segment(line);
    }
    return this;
  }

  /** `ESTABLISHED SYN_RECEIVED?`: client and server after a packet (the last by default), a question mark for what is inferred. */
  states(packet = this.tracker.packets.length - 1): string {
    const { packets } = this.tracker;
    const index = packetIndex(packet);
    return [packets.clientState(index), packets.serverState(index)]
      .map((packed) => stateName(packed) + (certaintyOf(packed) === 'confirmed' ? '' : '?'))
      .join(' ');
  }

  /** The recorded reasons of a packet: client's, server's. */
  reasons(packet = this.tracker.packets.length - 1): string {
    const { packets } = this.tracker;
    const index = packetIndex(packet);
    return `${REASONS[packets.clientReason(index)]} ${REASONS[packets.serverReason(index)]}`;
  }

  private segment(line: string): void {
    const [sender, flags, ...words] = line.split(/\s+/);
    const value = (name: string): number | null => {
      const at = words.indexOf(name);
      return at < 0 ? null : Number(words[at + 1]);
    };
    const segment = new Segment();
    segment.kind = PacketKind.tcp;
    segment.timeKnown = true;
    this.now += 0.001;
    segment.seconds = Math.floor(this.now);
    segment.nanoseconds = Math.round((this.now % 1) * 1e9);
    segment.family = AddressFamily.ipv4;
    const [client, server] = [0x0a000001, 0x0a000002];
    const port = value('port') ?? 40000;
    const fromClient = sender === 'c';
    segment.source3 = fromClient ? client : server;
    segment.destination3 = fromClient ? server : client;
    segment.sourcePort = fromClient ? port : 8000;
    segment.destinationPort = fromClient ? 8000 : port;
    segment.flags = parseFlags(flags);
    const seq = value('seq');
    segment.seqKnown = seq !== null;
    segment.seq = toSeq(seq ?? 0);
    const ack = value('ack');
    segment.ackKnown = (segment.flags & TcpFlag.ACK) !== 0 && ack !== null;
    segment.ack = toSeq(ack ?? 0);
    segment.window = value('win') ?? 65535;
    segment.windowScale = value('ws') ?? -1;
    segment.maximumSegmentSize = value('mss') ?? -1;
    segment.length = value('len') ?? 0;
    this.tracker.track(segment, 0);
  }
}

export const conversation = (script: string): Conversation => new Conversation().play(script);

/** A handshake from 100 and 300: next numbers 101 and 301. */
export const HANDSHAKE = `
  c S seq 100
  s S. seq 300 ack 101
  c . ack 301
`;

/** Both ends proven open: one byte each way, next numbers 102 and 302. */
export const OPEN = `${HANDSHAKE}
  c P. seq 101 ack 301 len 1
  s P. seq 301 ack 102 len 1
  c . ack 302
`;

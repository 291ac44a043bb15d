import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { toSeq } from '../../../src/core/bytes';
import { PacketKind, Segment } from '../../../src/core/decode';
import { Tracker } from '../../../src/core/flow';
import { AddressFamily, packetIndex, TcpFlag } from '../../../src/core/tcp';
import { random } from '../capture/random';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const { SYN, ACK, FIN, RST, PSH } = TcpFlag;
const FLAGS = [SYN, SYN, SYN | ACK, ACK, ACK | PSH, FIN | ACK, RST, RST | ACK, SYN | FIN, 0];

function fill(segment: Segment, next: () => number, tuples: number, packet: number): void {
  segment.reset();
  segment.kind = PacketKind.tcp;
  segment.family = AddressFamily.ipv4;
  segment.timeKnown = next() % 8 > 0;
  segment.seconds = 1_700_000_000 + packet;
  const [source, destination] = next() % 4 > 0 ? [1, 2] : [2, 1];
  const port = 1024 + (next() % tuples);
  segment.source3 = source;
  segment.destination3 = destination;
  segment.sourcePort = source === 1 ? port : 80;
  segment.destinationPort = source === 1 ? 80 : port;
  segment.flags = FLAGS[next() % FLAGS.length];
  segment.seq = toSeq(next() % 4 > 0 ? next() % 3 : next());
  segment.seqKnown = next() % 8 > 0;
  segment.ack = toSeq(next() % 3);
  segment.ackKnown = (segment.flags & ACK) !== 0 && next() % 8 > 0;
  segment.absolute = next() % 16 > 0;
  segment.window = next() % 3 === 0 ? 0 : next() & 0xffff;
  segment.length = next() % 3 === 0 ? next() % 2000 : 0;
  segment.lengthKnown = next() % 16 > 0;
  segment.windowScale = (next() % 16) - 1;
  segment.maximumSegmentSize = next() % 2 === 0 ? 1460 : -1;
}

describe('a connection of one packet', () => {
  it.each([1, 2, 3])(
    'is the same after it was packed, and goes on as if it had not been (seed %i)',
    (seed) => {
      const whole = new Tracker();
      // As few as the look-ups of one packet allow.
      const packing = new Tracker(true, 16);
      const segment = new Segment();
      const next = random(seed);
      for (let packet = packetIndex(0); packet < 6000; packet++) {
        fill(segment, next, 2500, packet);
        whole.track(segment, packet * 60);
        packing.track(segment, packet * 60);
      }
      expect(packing.connections.length).toBe(whole.connections.length);
      expect([...packing.connections].filter(({ packets }) => packets === 1).length).toBeGreaterThan(500);
      for (const connection of whole.connections)
        expect(packing.connections.get(connection.id)).toEqual(connection);
      for (let packet = packetIndex(0); packet < 6000; packet++) {
        const of = ({ packets }: Tracker) => [
          packets.connection(packet),
          packets.clientState(packet),
          packets.serverState(packet),
          packets.clientReason(packet),
          packets.serverReason(packet),
          packets.analysis(packet),
        ];
        expect(of(packing)).toEqual(of(whole));
      }
    },
  );

  it('costs less than 400 bytes in a flood', () => {
    const tracker = new Tracker();
    const segment = new Segment();
    const count = 100_000;
    segment.reset();
    segment.kind = PacketKind.tcp;
    segment.family = AddressFamily.ipv4;
    segment.timeKnown = true;
    segment.flags = SYN;
    segment.destination3 = 1;
    segment.destinationPort = 80;
    segment.window = 1000;
    const before = held();
    for (let packet = packetIndex(0); packet < count; packet++) {
      segment.seconds = 1_700_000_000 + (packet >> 13);
      segment.seq = toSeq(Math.imul(packet, 0x9e3779b1));
      segment.source3 = 0x0a000000 + (packet >> 15);
      segment.sourcePort = 1024 + (packet & 0x7fff);
      tracker.track(segment, packet * 60);
    }
    const each = (held() - before) / count;
    expect(tracker.connections.length).toBe(count);
    expect(each).toBeLessThan(400);
    // What was measured is not nothing: the packet's own row alone is 46 bytes.
    expect(each).toBeGreaterThan(46);
  }, 60_000);
});

function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

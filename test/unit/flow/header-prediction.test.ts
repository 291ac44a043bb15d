import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CaptureSink, createReader, detectFormat } from '../../../src/core/capture';
import { decodeFrame, type Frame, Segment } from '../../../src/core/decode';
import { Tracker } from '../../../src/core/flow';
import { packetIndex } from '../../../src/core/tcp';

const FIXTURES = join(__dirname, '../../fixtures');

/** Every recording and its prints: the kernel's conversations, transfers over a bad wire, generated segments. */
const CAPTURES = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(pcap|pcapng|txt)$/.test(name) && 'format' in detected(name))
  .sort();

function detected(name: string) {
  return detectFormat(readFileSync(join(FIXTURES, name)), name);
}

/** Follows the same packets twice: with header prediction, and with every segment going the whole way. */
class BothWays implements CaptureSink {
  readonly predicting = new Tracker();
  readonly whole = new Tracker(false);
  private readonly segment = new Segment();

  frame(frame: Frame): void {
    decodeFrame(frame, this.segment);
    this.textPacket(this.segment, frame.offset);
  }
  textPacket(segment: Segment, place: number): void {
    this.predicting.track(segment, place);
    this.whole.track(segment, place);
  }
  line(): void {}
  continuation(): void {}
  interface(): void {}
  comment(): void {}
  problem(): void {}
}

/** What both know of a packet. */
function rowOf({ packets }: Tracker, at: number) {
  const index = packetIndex(at);
  return {
    packet: index + 1,
    connection: packets.connection(index),
    client: packets.clientState(index),
    server: packets.serverState(index),
    clientReason: packets.clientReason(index),
    serverReason: packets.serverReason(index),
    analysis: packets.analysis(index),
    known: packets.known(index),
  };
}

it.each(CAPTURES)('a predicted segment changes what the whole way would change: %s', (name) => {
  const bytes = readFileSync(join(FIXTURES, name));
  const detection = detected(name);
  if (!('format' in detection)) throw new Error(`${name} is no capture`);
  const both = new BothWays();
  const reader = createReader(detection.format, both);
  const consumed = Math.min(bytes.length, reader.consume(bytes, 0, bytes.length, 0));
  reader.end(bytes, consumed, bytes.length, consumed);
  const { length } = both.whole.packets;
  expect(both.predicting.packets.length).toBe(length);
  for (let index = 0; index < length; index++)
    expect(rowOf(both.predicting, index)).toEqual(rowOf(both.whole, index));
  // Also what no column shows: the facts that later packets are judged by.
  expect([...both.predicting.connections]).toEqual([...both.whole.connections]);
});

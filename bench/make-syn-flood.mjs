// Writes a capture in which every packet is a SYN from an address and port of its own: as many connections as
// packets, which is the worst there is for a program that remembers connections.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { FrameBuilder, SYN, synOptions } from './web-capture/frame.mjs';
import { PcapFile } from './web-capture/pcap-file.mjs';
import { Random } from './web-capture/random.mjs';

const START = 1704067200e6;
const MICROSECONDS_BETWEEN = 10;

export function makeSynFlood({ path, packets, seed = 1 }) {
  mkdirSync(dirname(path), { recursive: true });
  const random = new Random(seed);
  const file = new PcapFile(path, 0);
  const frame = new FrameBuilder();
  const options = synOptions(1460, 7, null);
  const target = {
    mac: Buffer.from([2, 0, 0, 0, 0, 1]),
    address: Buffer.from([198, 18, 0, 1]),
    port: 80,
    hops: 64,
  };
  for (let i = 0; i < packets; i++) {
    const address = Buffer.from([198, 19, (i >> 8) & 0xff, i & 0xff]);
    const from = {
      mac: target.mac,
      address,
      port: 1024 + ((i >> 16) * 977 + (random.word() & 0x1ff)),
      hops: 57,
    };
    frame.tcp(
      { from, to: target, seq: random.word(), ack: 0, flags: SYN, window: 64240, options, identification: i },
      0,
    );
    file.packet(START + i * MICROSECONDS_BETWEEN, frame.bytes, frame.length);
  }
  file.close();
  return { packets, lengths: [file.length] };
}

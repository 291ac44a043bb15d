// Writes a synthetic capture of a busy web server, the same in every run:
//   node bench/make-web-capture.mjs [--bytes 2g] [--seed 1] [--whole FILE] [--cut FILE] [--snap-length 96]
// `--bytes` is the length of the whole capture; the cut one holds the same packets, without most of their payload.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKET_HEADER, PcapFile } from './web-capture/pcap-file.mjs';
import { WebTraffic } from './web-capture/traffic.mjs';

const UNITS = { k: 1e3, m: 1e6, g: 1e9 };

/** `2g`, `150m`, `5000`: decimal units, as file sizes are. */
export function readSize(text) {
  const found = /^(\d+(?:\.\d+)?)([kmg])?$/i.exec(text);
  if (found === null) throw new Error(`not a size: ${text} (try 150m or 2g)`);
  return Math.round(Number(found[1]) * (UNITS[found[2]?.toLowerCase()] ?? 1));
}

/** Writes the same packets to every output (`{path, snapLength}`, 0 for whole frames) until they come to `bytes` in whole. */
export function makeWebCapture({ bytes, seed = 1, outputs }) {
  for (const { path } of outputs) mkdirSync(dirname(path), { recursive: true });
  const files = outputs.map(({ path, snapLength }) => new PcapFile(path, snapLength));
  const traffic = new WebTraffic(seed);
  let packets = 0;
  let length = files.length > 0 ? files[0].length : 0;
  for (;;) {
    const time = traffic.next();
    const { frame } = traffic;
    length += PACKET_HEADER + frame.length;
    if (length > bytes) break;
    for (const file of files) file.packet(time, frame.bytes, frame.length);
    packets++;
  }
  for (const file of files) file.close();
  return { packets, conversations: traffic.conversations, lengths: files.map((file) => file.length) };
}

function main() {
  const { values } = parseArgs({
    options: {
      bytes: { type: 'string', default: '2g' },
      seed: { type: 'string', default: '1' },
      whole: { type: 'string' },
      cut: { type: 'string' },
      'snap-length': { type: 'string', default: '96' },
    },
  });
  const outputs = [
    ...(values.whole === undefined ? [] : [{ path: values.whole, snapLength: 0 }]),
    ...(values.cut === undefined ? [] : [{ path: values.cut, snapLength: Number(values['snap-length']) }]),
  ];
  if (outputs.length === 0) outputs.push({ path: 'bench/data/web.pcap', snapLength: 0 });
  const made = makeWebCapture({ bytes: readSize(values.bytes), seed: Number(values.seed), outputs });
  console.log(`${made.packets} packets in ${made.conversations} conversations`);
  for (const [at, { path }] of outputs.entries()) console.log(`${path}: ${made.lengths[at]} bytes`);
}

if (process.argv[1] === import.meta.filename) main();

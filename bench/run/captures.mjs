// The files that the benchmark reads, made when they are not there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeSynFlood } from '../make-syn-flood.mjs';
import { makeWebCapture } from '../make-web-capture.mjs';

export const DATA = join(import.meta.dirname, '..', 'data');
const SNAP_LENGTH = 96;
const LOG_BYTES = 64e6;
const FLOOD_CONNECTIONS = 1_400_000;

/** `{whole, cut, packets, conversations, bytes}`: the same packets twice, once cut to 96 bytes each. */
export async function webCaptures(bytes) {
  const whole = join(DATA, `web-${bytes}.pcap`);
  const cut = join(DATA, `web-${bytes}-cut.pcap`);
  const facts = await kept(join(DATA, `web-${bytes}.json`), [whole, cut], () =>
    makeWebCapture({
      bytes,
      outputs: [
        { path: whole, snapLength: 0 },
        { path: cut, snapLength: SNAP_LENGTH },
      ],
    }),
  );
  return { ...facts, whole: describe(whole, facts.packets), cut: describe(cut, facts.packets) };
}

/** A SYN each from a new port: as many connections as packets. */
export async function synFlood() {
  const path = join(DATA, 'syn-flood.pcap');
  const { packets } = await kept(join(DATA, 'syn-flood.json'), [path], () =>
    makeSynFlood({ path, packets: FLOOD_CONNECTIONS }),
  );
  return describe(path, packets);
}

/** The beginning of a capture as `tcpdump -n -r` prints it, `LOG_BYTES` of it; null without tcpdump. */
export async function textLog(capture) {
  const path = `${capture.path}.tcpdump`;
  const facts = await kept(`${path}.json`, [path], () => printLog(capture.path, path));
  return facts === null ? null : { ...describe(path, facts.lines), lines: facts.lines };
}

const describe = (path, packets) => ({ path, packets, bytes: statSync(path).size });

/** What was made before is taken as it is; `note` remembers what is known of it. */
async function kept(note, files, make) {
  if (existsSync(note) && files.every(existsSync)) return JSON.parse(readFileSync(note, 'utf8'));
  mkdirSync(DATA, { recursive: true });
  const facts = await make();
  if (facts !== null) writeFileSync(note, JSON.stringify(facts));
  return facts;
}

async function printLog(capture, path) {
  const tcpdump = spawn('tcpdump', ['-n', '-r', capture], { stdio: ['ignore', 'pipe', 'ignore'] });
  const missing = once(tcpdump, 'error').then(() => true);
  const log = createWriteStream(path);
  let bytes = 0;
  let lines = 0;
  for await (const line of createInterface(tcpdump.stdout)) {
    if (!log.write(`${line}\n`)) await once(log, 'drain');
    bytes += line.length + 1;
    lines++;
    if (bytes >= LOG_BYTES) break;
  }
  tcpdump.kill();
  log.end();
  await once(log, 'close');
  if (lines === 0 && (await missing)) return null;
  return { lines };
}

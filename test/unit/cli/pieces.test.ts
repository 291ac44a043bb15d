import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

/**
 * Recordings cut into pieces, as `tcpdump -C`, `-G`, dumpcap's ring and `editcap -c` leave them: whole records, each piece
 * with a file header of its own (pcap-savefile(5); draft-ietf-opsawg-pcapng section 4.1).
 */

const KERNEL = 'test/fixtures/kernel';
const RECORDINGS = [
  'close_wait_pile_up',
  'client_closes_first',
  'fin_lost',
  'served_up_to_a_limit',
  'port_reused',
];
const folder = mkdtempSync(join(tmpdir(), 'closewait-pieces-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADER_BYTES = 24;
const RECORD_BYTES = 16;

/** Where each record of a little-endian pcap file begins, and where the file ends. */
function recordsOf(pcap: Buffer): number[] {
  const starts = [HEADER_BYTES];
  for (let at = HEADER_BYTES; at < pcap.length; ) {
    at += RECORD_BYTES + pcap.readUInt32LE(at + 8);
    starts.push(at);
  }
  return starts;
}

function cut(pcap: Buffer, counts: readonly number[]): Buffer[] {
  const starts = recordsOf(pcap);
  const bounds = [0, ...counts, starts.length - 1];
  return bounds
    .slice(1)
    .map((to, at) =>
      Buffer.concat([pcap.subarray(0, HEADER_BYTES), pcap.subarray(starts[bounds[at]], starts[to])]),
    );
}

const written = (name: string, bytes: Buffer | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

async function output(...argv: string[]): Promise<string> {
  const env = environment();
  expect({ status: await run(env, argv), err: env.stderr.text }).toEqual({ status: 0, err: '' });
  return env.stdout.text;
}

interface Row {
  file?: string;
  lastFile?: string;
  findings: { evidence?: unknown; sureness?: unknown }[];
}

/** Without what only an incident tells: files, and evidence by file. */
const verdict = (text: string): Row[] =>
  (JSON.parse(text) as Row[]).map(({ file, lastFile, ...row }) => ({
    ...row,
    findings: row.findings.map(({ evidence, sureness, ...finding }) => finding),
  }));

const usable = RECORDINGS.filter((name) => {
  try {
    return readFileSync(`${KERNEL}/${name}/server.pcap`).length > HEADER_BYTES;
  } catch {
    return false;
  }
});

describe.each(usable)('%s in pieces', (name) => {
  const whole = `${KERNEL}/${name}/server.pcap`;
  const pcap = readFileSync(whole);
  const count = recordsOf(pcap).length - 1;
  const cuts = [...new Set([1, 3, count >> 1, count - 1])].filter((at) => at > 0 && at < count);

  it.each(cuts)("gives the whole file's verdict, cut after packet %i", async (at) => {
    const pieces = cut(pcap, [at]).map((bytes, piece) => written(`${name}-${at}.pcap${piece}`, bytes));
    for (const order of [pieces, pieces.toReversed()])
      expect(verdict(await output('connections', ...order, '-f', 'json'))).toEqual(
        verdict(await output('connections', whole, '-f', 'json')),
      );
    const rows = JSON.parse(await output('connections', ...pieces, '-f', 'json')) as Row[];
    expect(rows[0].file).toBe(pieces[0]);
    expect(rows.map(({ lastFile }) => lastFile)).toContain(pieces[1]);
  });

  it('annotates every packet as in the whole, with its file', async () => {
    const pieces = cut(pcap, [count >> 1]).map((bytes, piece) =>
      written(`${name}_0000${piece + 1}_20261122182319.pcap.gz`, gzipSync(bytes)),
    );
    const lines = (await output('annotate', ...pieces, '-f', 'jsonl')).trimEnd().split('\n');
    const packets = lines.map((line) => JSON.parse(line) as { file: string; packet: number });
    for (const { file, packet } of packets) expect(file).toBe(pieces[packet > count >> 1 ? 1 : 0]);
    const plain = (await output('annotate', whole, '-f', 'jsonl')).trimEnd().split('\n');
    expect(packets.map(({ file, ...packet }) => packet)).toEqual(
      plain.map((line) => JSON.parse(line) as object),
    );
    expect(await output('annotate', ...pieces)).toBe(await output('annotate', whole));
  });

  it('reads a text log in pieces as one; lines are those of the piece', async () => {
    const lines = readFileSync(`${KERNEL}/${name}/server.n.txt`, 'utf8').trimEnd().split('\n');
    const half = lines.length >> 1;
    const log = written(`${name}-whole.txt`, `${lines.join('\n')}\n`);
    const pieces = [lines.slice(0, half), lines.slice(half)].map((part, piece) =>
      written(`${name}-log.${piece + 1}`, part.join('\n')),
    );
    expect(verdict(await output('connections', ...pieces, '-f', 'json'))).toEqual(
      verdict(await output('connections', log, '-f', 'json')),
    );
    const annotated = (await output('annotate', ...pieces, '-f', 'jsonl')).trimEnd().split('\n');
    const last = JSON.parse(annotated.at(-1) ?? '') as { file: string; line: number };
    expect([last.file, last.line]).toEqual([pieces[1], lines.length - half]);
  });
});

describe('what is not a piece', () => {
  it('two recordings of the same time, one at each end, stay two', async () => {
    const both = ['client', 'server'].map((end) => `${KERNEL}/close_wait_pile_up/${end}.pcap`);
    const [first, second] = await Promise.all(
      both.map(async (path) => (JSON.parse(await output('connections', path, '-f', 'json')) as Row[]).length),
    );
    expect(JSON.parse(await output('connections', ...both, '-f', 'json'))).toHaveLength(first + second);
    const alike = both.map((path, at) => written(`end${at}.pcap`, readFileSync(path)));
    expect(JSON.parse(await output('connections', ...alike, '-f', 'json'))).toHaveLength(first + second);
  });

  it('recordings of other times and names stay apart', async () => {
    const other = ['abort_by_client', 'fin_lost'].map((name) => `${KERNEL}/${name}/server.pcap`);
    const rows = JSON.parse(await output('connections', ...other, '-f', 'json')) as {
      file: string;
      firstPacket: number;
    }[];
    expect(rows.map(({ file, firstPacket }) => ({ file, firstPacket }))).toEqual(
      other.map((file) => ({ file, firstPacket: 1 })),
    );
  });
});

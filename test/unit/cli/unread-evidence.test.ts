import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/run';

const CAPTURE = readFileSync('test/fixtures/kernel/client_closes_first/server.pcap');
const folder = mkdtempSync(join(tmpdir(), 'closewait-unread-'));
const place = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The capture with another link type (bytes 20 to 23 of its header, draft-ietf-opsawg-pcap). */
function withLinkType(link: number): Buffer {
  const bytes = Buffer.from(CAPTURE);
  bytes.writeUInt32LE(link, 20);
  return bytes;
}

/** As `tcpdump -s` would have cut it. */
function cutAt(length: number): Buffer {
  const packets: Buffer[] = [];
  for (let at = 24; at < CAPTURE.length; ) {
    const captured = CAPTURE.readUInt32LE(at + 8);
    const header = Buffer.from(CAPTURE.subarray(at, at + 16));
    header.writeUInt32LE(Math.min(length, captured), 8);
    packets.push(header, CAPTURE.subarray(at + 16, at + 16 + Math.min(length, captured)));
    at += 16 + captured;
  }
  const file = Buffer.from(CAPTURE.subarray(0, 24));
  file.writeUInt32LE(length, 16);
  return Buffer.concat([file, ...packets]);
}

async function closewait(...argv: readonly string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end();
  const [out, err] = [text(stdout), text(stderr)];
  const status = await run({ stdin, stdout, stderr, variables: {} }, argv);
  stdout.end();
  stderr.end();
  return { status, out: await out, err: await err };
}

describe('a capture of which no packet can be read is not one without connections', () => {
  beforeAll(() => {
    writeFileSync(place('link.pcap'), withLinkType(9999));
    writeFileSync(place('raw.pcap'), withLinkType(101));
    writeFileSync(place('cut.pcap'), cutAt(20));
  });
  test.each(['connections', 'explain'])('%s says what was not read, and why', async (command) => {
    const link = await closewait(command, place('link.pcap'));
    expect(link.status).toBe(2);
    expect(link.err).toMatch(/link\.pcap: (\d+) of \1 packets are of link type 9999 .* not decoded/);
    for (const name of ['raw.pcap', 'cut.pcap']) {
      const { status, err } = await closewait(command, place(name));
      expect([name, status]).toEqual([name, 2]);
      expect(err).toMatch(/(\d+) of \1 packets could not be read as far as their ports/);
    }
  });
});

test('frames cut in the TCP header are not said to leave states alone', async () => {
  writeFileSync(place('cut40.pcap'), cutAt(40));
  const { out } = await closewait('connections', place('cut40.pcap'));
  expect(out).toContain('in the middle of TCP headers');
  expect(out).not.toContain('do not depend on it');
});

test('a pipe in a folder is passed over, and told', async () => {
  const mixed = mkdtempSync(join(folder, 'mixed-'));
  writeFileSync(join(mixed, 'a.pcap'), CAPTURE);
  execFileSync('mkfifo', [join(mixed, 'control.fifo')]);
  const { status, out, err } = await closewait('connections', mixed);
  expect(status).toBe(0);
  expect(out).toContain('TIME_WAIT');
  expect(err).toContain('control.fifo: a pipe');
});

test('messages name the file, also of one that ends in its compression’s header', async () => {
  writeFileSync(place('short.pcap.gz'), gzipSync(CAPTURE).subarray(0, 6));
  expect((await closewait('connections', place('short.pcap.gz'))).err).toContain('short.pcap.gz: ');
  const missing = await closewait('connections', place('trace[2].pcap'));
  expect(missing.err).toContain('trace[2].pcap: there is no file of that name');
});

test('NULs before a line, which a log has that was cut while it was written, take nothing from it', async () => {
  const log = readFileSync('samples/close-wait.tcpdump', 'utf8')
    .split('\n')
    .filter((line) => /^\d\d:/.test(line))
    .join('\n');
  writeFileSync(place('whole.tcpdump'), `${log}\n`);
  writeFileSync(place('nuls.tcpdump'), `\0\0\0${log}\n`);
  const whole = await closewait('connections', '--format', 'json', place('whole.tcpdump'));
  const nuls = await closewait('connections', '--format', 'json', place('nuls.tcpdump'));
  expect(JSON.parse(nuls.out)).toEqual(JSON.parse(whole.out));
});

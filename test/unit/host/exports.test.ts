import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';
import { Exports } from '../../../src/host/worker/exports';
import type { PageSession } from '../../../src/host/worker/session-contract';
import type { ExportRequest } from '../../../src/protocol';

const { signal } = new AbortController();
const LOG = 'samples/close-wait.tcpdump';
const PCAP = 'test/fixtures/kernel/client_closes_first/server.pcap';
const WHOLE = { filtered: false, connection: null };

async function pageOf(file: string): Promise<PageSession> {
  const source = new MemorySource(file, new Uint8Array(readFileSync(file)));
  const session = CaptureSession.create(source, { locale: 'en', pause: async () => {} });
  await session.load(signal, () => {});
  return session.client() as unknown as PageSession;
}

async function exported(page: PageSession, request: ExportRequest) {
  const exports = new Exports();
  const { id } = await exports.begin(page, request, 'en');
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { bytes, told, done } = await exports.next(id);
    if (bytes === null) {
      exports.end(id);
      return { bytes: Buffer.concat(pieces), told, done };
    }
    pieces.push(bytes);
  }
}

test('a whole log is the file again, byte for byte', async () => {
  const page = await pageOf(LOG);
  const { bytes, told } = await exported(page, {
    kind: 'capture',
    format: 'log',
    anonymise: false,
    ...WHOLE,
  });
  expect(bytes.equals(readFileSync(LOG))).toBe(true);
  expect(told).toEqual([]);
});

test("the page's own filter is what is exported", async () => {
  const page = await pageOf(LOG);
  await page.filter({ text: 'tcp.flags.reset == 1' }, signal);
  expect(await new Exports().about(page)).toEqual({ isText: true, packets: 6, filtered: 1 });
  const request = { kind: 'capture', format: 'log', anonymise: false, connection: null } as const;
  const { bytes } = await exported(page, { ...request, filtered: true });
  const [line] = readFileSync(LOG, 'utf8')
    .split('\n')
    .filter((each) => each.includes('Flags [R'));
  expect(bytes.toString()).toBe(`${line}\n`);
});

test('what cannot be written is refused before a file is begun', async () => {
  const begin = new Exports().begin(
    await pageOf(LOG),
    { kind: 'capture', format: 'pcap', anonymise: false, ...WHOLE },
    'en',
  );
  await expect(begin).rejects.toThrow("A text log holds no packets' bytes");
});

test('an export that was ended is forgotten', async () => {
  const exports = new Exports();
  const request = { kind: 'table', subject: 'packets', format: 'csv', ...WHOLE } as const;
  const { id } = await exports.begin(await pageOf(PCAP), request, 'en');
  exports.end(id);
  await expect(exports.next(id)).rejects.toThrow('the export has ended');
});

test('packets left out are told at the end', async () => {
  const page = await pageOf('test/fixtures/decode/ipv4-cases.pcap');
  const { told, done } = await exported(page, { kind: 'capture', format: 'pcap', anonymise: true, ...WHOLE });
  expect([done, told]).toEqual([1, [expect.stringMatching(/^Left out: \d+ packets/)]]);
});

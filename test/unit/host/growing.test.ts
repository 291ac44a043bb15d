import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CaptureSession, type CaptureSummary } from '../../../src/core/session/capture';
import { HeldBytes } from '../../../src/host/worker';

/** Eleven packets, ten of them with an acknowledgment (`tcpdump -r`). */
const PCAP = readFileSync('test/fixtures/kernel/client_closes_first/server.pcap');
const NEVER = new AbortController().signal;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A session over the first bytes of the capture, read to their end, and a way to let the file grow. */
async function begun(length: number) {
  const source = new HeldBytes('a.pcap', PCAP.subarray(0, length));
  const session = CaptureSession.create(source, { locale: 'en', pause });
  await session.load(NEVER, () => {});
  const told: CaptureSummary[] = [];
  const grow = async (to: number) => {
    source.adopt(new HeldBytes('a.pcap', PCAP.subarray(0, to)));
    await session.advance(NEVER, (summary) => told.push(summary));
  };
  return { session, grow, told };
}

test.each([300, 301, 340, 500])('cut at byte %d, a capture that grows is whole in the end', async (cut) => {
  const { session, grow } = await begun(cut);
  expect(session.summary().packets).toBeLessThan(11);
  await grow(PCAP.length);
  expect(session.summary()).toMatchObject({ packets: 11, rows: 11, done: true, problems: [] });
});

test('what was shown never becomes less while the file is read again', async () => {
  const { grow, told, session } = await begun(500);
  const before = session.summary().rows;
  await grow(700);
  await grow(PCAP.length);
  const rows = told.map((summary) => summary.rows);
  expect([before, ...rows]).toEqual([before, ...rows].sort((a, b) => a - b));
});

test('a filter goes on to hold, on the packets that have come too', async () => {
  const { grow, session } = await begun(500);
  const client = session.client();
  const { rows } = await client.filter({ text: 'ack' });
  expect(rows).toBe(session.summary().packets - 1);
  await grow(PCAP.length);
  expect(await client.allFilteredRows()).toBe(10);
  const shown = await client.rows({ from: 0, to: 100, filtered: true });
  expect(shown).toHaveLength(10);
});

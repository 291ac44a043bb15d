import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { type CaptureClient, CaptureSession } from '../../../src/core/session/capture';

/** Which packets pass a filter, by tshark and tcpdump themselves (test/fixtures/filters/record.py). */
type Passed = Record<string, Record<'wireshark' | 'tcpdump', Record<string, number[]>>>;

const fixtures = join(__dirname, '../../fixtures');
const passed = JSON.parse(readFileSync(join(fixtures, 'filters/passed.json'), 'utf8')) as Passed;

async function open(name: string): Promise<CaptureClient> {
  const bytes = new Uint8Array(readFileSync(join(fixtures, 'kernel', name, 'server.pcap')));
  const session = CaptureSession.create(new MemorySource(name, bytes), {
    locale: 'en',
    pause: async () => {},
  });
  await session.load(new AbortController().signal, () => {});
  return session.client();
}

async function numbers(client: CaptureClient, text: string): Promise<readonly number[]> {
  const { rows, error } = await client.filter({ text });
  expect(error).toBeNull();
  const found = await client.rows({ from: 0, to: rows, filtered: text !== '' });
  return found.map((row) => (row.kind === 'packet' ? row.packet : -1));
}

describe.each(Object.entries(passed))(
  '%s: the packets that pass are those of',
  (name, { wireshark, tcpdump }) => {
    const client = open(name);
    test.each(Object.entries(wireshark))('Wireshark: %s', async (text, expected) => {
      expect(await numbers(await client, text)).toEqual(expected);
    });
    test.each(Object.entries(tcpdump))('tcpdump: %s', async (text, expected) => {
      // "tcp[...]" finds no flags behind an IPv6 header (pcap-filter(7)); here it does.
      const asked = text.includes('tcp[') ? `ip and (${text})` : text;
      expect(await numbers(await client, asked)).toEqual(expected);
    });
  },
);

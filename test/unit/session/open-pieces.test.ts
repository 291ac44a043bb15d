import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ByteSource, MemorySource } from '../../../src/core/bytes';
import { CaptureSession, openPieces } from '../../../src/core/session/capture';

const PCAP = readFileSync('test/fixtures/kernel/close_wait_pile_up/server.pcap');
const OPTIONS = { locale: 'en', pause: async () => {} } as const;
const NEVER = new AbortController().signal;
const HEADER_BYTES = 24;
const RECORD_BYTES = 16;

/** Pieces as `tcpdump -C` leaves them: so many records each, every piece with a file header of its own (pcap-savefile(5)). */
function piecesOf(records: number): Buffer[] {
  const pieces: Buffer[] = [];
  let [begin, count] = [HEADER_BYTES, 0];
  for (let at = HEADER_BYTES; at < PCAP.length; ) {
    at += RECORD_BYTES + PCAP.readUInt32LE(at + 8);
    if (++count % records !== 0 && at < PCAP.length) continue;
    pieces.push(Buffer.concat([PCAP.subarray(0, HEADER_BYTES), PCAP.subarray(begin, at)]));
    begin = at;
  }
  return pieces;
}

async function connectionsOf(source: ByteSource) {
  const session = CaptureSession.create(source, OPTIONS);
  await session.load(NEVER, () => {});
  const query = { from: 0, to: 100, sort: 'connection', descending: false, filtered: false } as const;
  return session.client().connections(query).rows;
}

describe('pieces of a recording opened together', () => {
  it.each([1, 5, 17])(
    'of %i packets, in any order, compressed or not: the whole file’s connections',
    async (size) => {
      const whole = await connectionsOf(new MemorySource('whole.pcap', PCAP));
      const sources = piecesOf(size).map((bytes, at) =>
        at % 3 === 2
          ? new MemorySource(`trace.pcap${at}.gz`, gzipSync(bytes))
          : new MemorySource(`trace.pcap${at}`, bytes),
      );
      const source = await openPieces('trace.pieces', sources.reverse(), OPTIONS, NEVER);
      expect(await connectionsOf(source)).toEqual(whole);
      expect(whole.length).toBeGreaterThan(5);
    },
  );

  it('other recordings among them are told, and all are closed', async () => {
    const other = readFileSync('test/fixtures/kernel/client_closes_first/server.pcap');
    let closed = 0;
    const sources = [PCAP, other].map((bytes, at) =>
      Object.assign(new MemorySource(at === 0 ? 'a.pcap' : 'b.pcap', bytes), {
        close: async () => void closed++,
      }),
    );
    await expect(openPieces('x.pieces', sources, OPTIONS, NEVER)).rejects.toThrow(
      '2 recordings, not the pieces of one: ',
    );
    expect(closed).toBe(2);
  });
});

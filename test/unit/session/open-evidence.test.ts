import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ByteSource, MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';
import { EvidenceSession, openEvidence } from '../../../src/core/session/incident';

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
      const { source } = await openEvidence('trace.pieces', sources.reverse(), OPTIONS, NEVER);
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
    await expect(openEvidence('x.pieces', sources, OPTIONS, NEVER)).rejects.toThrow(
      '2 recordings, not the pieces of one, and have no connection in common: ',
    );
    expect(closed).toBe(2);
  });
});

describe('files of one incident opened together', () => {
  const fixture = (name: string) => new MemorySource(name, readFileSync(`test/fixtures/both-ends/${name}`));
  const truth = JSON.parse(readFileSync('test/fixtures/both-ends/truth.json', 'utf8'));

  async function opened(sources: readonly ByteSource[]) {
    const { source, beside } = await openEvidence('x.pieces', sources, OPTIONS, NEVER);
    const session = EvidenceSession.create(source, OPTIONS, beside);
    await session.load(NEVER, () => {});
    return { session, client: session.client() };
  }

  it.each(['client', 'server'] as const)(
    'both ends, that at the %s first: one ladder, what the router lost',
    async (first) => {
      const other = first === 'client' ? 'server' : 'client';
      const { client } = await opened([fixture(`lossy.${first}.pcap`), fixture(`lossy.${other}.pcap`)]);
      const view = await client.bothEnds({ connection: 1 });
      expect([view?.client.file, view?.server.file]).toEqual(['lossy.client.pcap', 'lossy.server.pcap']);
      expect([view?.client.connection, view?.server.connection, view?.here]).toEqual([1, 1, first]);
      const lostOf = (side: string) =>
        view?.packets.filter(({ fate, sender }) => fate === 'lost' && sender === side).length;
      expect({ client: lostOf('client'), server: lostOf('server') }).toEqual(truth.lossy.dropped);
      const look = await client.overview();
      expect(look?.recorded).toContain(
        `Beside it lossy.${other}.pcap, recorded elsewhere: 1 of its connections`,
      );
      const lost = truth.lossy.dropped.client + truth.lossy.dropped.server;
      expect(view?.verdict).toBe(`Lost between the two recordings: ${lost} of 129 packets.`);
      expect(look?.verdict).toBe(`Packets lost between the two recordings (connection 1: ${lost} of 129)`);
      expect(look?.healthy).toBe(false);
      expect(await client.bothEnds({ connection: 2 })).toBeNull();
    },
  );

  it('both ends with nothing lost: what happens on the way alone could tell', async () => {
    const { client } = await opened([fixture('plain.client.pcap'), fixture('plain.server.pcap')]);
    const look = await client.overview();
    expect([look?.verdict, look?.healthy]).toEqual(['Nothing wrong was found in this recording alone', true]);
  });

  it('a recording and the table of its server: the rows are joined to the connections', async () => {
    const packets = readFileSync('samples/close-wait.tcpdump');
    const table = 'CLOSE-WAIT 1 0 192.168.1.177:8000 192.168.1.110:52552 users:(("server",pid=42,fd=5))\n';
    const sources = [
      new MemorySource('ss.txt', Buffer.from(table)),
      new MemorySource('ticket.tcpdump', packets),
    ];
    const { client } = await opened(sources);
    const { rows } = client.sockets({ from: 0, to: 9, filtered: false });
    expect(rows.map(({ joined, connection, process }) => [joined, connection, process?.pid])).toEqual([
      [true, 1, 42],
    ]);
    expect(rows.map(({ file }) => file)).toEqual(['ss.txt']);
    expect(
      client
        .explain({ connection: 1 })
        .endpoints.flatMap(({ why }) => why)
        .join(' '),
    ).toContain('ss.txt');
  });

  it('tables alone, in two files: their rows one behind the other', async () => {
    const row = (port: number) => `tcp 0 0 192.0.2.2:8000 198.51.100.7:${port} CLOSE_WAIT 42/server\n`;
    const sources = [40001, 40002].map((port) => new MemorySource(`${port}.txt`, Buffer.from(row(port))));
    const { session, client } = await opened(sources);
    expect(session.summary()).toMatchObject({ sockets: 2, packets: 0, done: true });
    const { rows } = client.sockets({ from: 0, to: 9, filtered: false });
    expect(rows.map(({ socket }) => socket.peer)).toEqual(['198.51.100.7:40001', '198.51.100.7:40002']);
    expect(rows.map(({ file, socket }) => `${file}:${socket.line}`)).toEqual(['40001.txt:1', '40002.txt:1']);
  });

  it('a file that is neither is told by name, and all are closed', async () => {
    let closed = 0;
    const sources = ['a.pcap', 'letter.txt'].map((name) =>
      Object.assign(new MemorySource(name, name === 'a.pcap' ? PCAP : Buffer.from('Dear all,\n')), {
        close: async () => void closed++,
      }),
    );
    await expect(openEvidence('x.pieces', sources, OPTIONS, NEVER)).rejects.toThrow('letter.txt');
    expect(closed).toBe(2);
  });
});

describe('pieces that come while tcpdump goes on', () => {
  const named = (bytes: Uint8Array, at: number) => new MemorySource(`trace.pcap${at}`, bytes);
  const PIECES = piecesOf(11);
  const LAST = PIECES.length - 1;

  async function followed(first: readonly Buffer[]) {
    const { source, beside, growing } = await openEvidence('x.pieces', first.map(named), OPTIONS, NEVER);
    const session = EvidenceSession.create(source, OPTIONS, beside);
    await session.load(NEVER, () => {});
    const query = { from: 0, to: 100, sort: 'connection', descending: false, filtered: false } as const;
    return {
      /** Whether the pieces as they are now were taken in. */
      grow: async (now: readonly Buffer[]) => {
        const taken = (await growing?.extend(now.map(named), NEVER)) ?? false;
        await session.advance(NEVER, () => {});
        return taken;
      },
      connections: () => session.client().connections(query).rows,
    };
  }

  it('are read on, the last one as it grows: the whole file’s connections', async () => {
    const half = PIECES[1].subarray(0, PIECES[1].length - 40);
    const recording = await followed([PIECES[0], half]);
    // A piece is empty, or a header alone, until something is recorded in it.
    expect(await recording.grow([PIECES[0], PIECES[1], Buffer.alloc(0)])).toBe(true);
    expect(await recording.grow([...PIECES.slice(0, 3), PIECES[3].subarray(0, HEADER_BYTES)])).toBe(true);
    expect(await recording.grow(PIECES)).toBe(true);
    expect(LAST).toBeGreaterThan(3);
    expect(recording.connections()).toEqual(await connectionsOf(new MemorySource('whole.pcap', PCAP)));
  });

  it('one alone becomes several', async () => {
    const recording = await followed([PIECES[0]]);
    expect(await recording.grow(PIECES)).toBe(true);
    expect(recording.connections()).toEqual(await connectionsOf(new MemorySource('whole.pcap', PCAP)));
  });

  it('are not taken in where an earlier one has gone or was written anew, as a ring does', async () => {
    const recording = await followed(PIECES.slice(0, 3));
    expect(await recording.grow([PIECES[LAST], ...PIECES.slice(1, 3)])).toBe(false);
    const { growing } = await openEvidence('x.pieces', PIECES.slice(0, 3).map(named), OPTIONS, NEVER);
    const without = PIECES.map(named).slice(1);
    expect(await growing?.extend(without, NEVER)).toBe(false);
  });

  it('compressed ones, and text, are read anew', async () => {
    const zipped = PIECES.map((bytes, at) => new MemorySource(`trace.pcap${at}.gz`, gzipSync(bytes)));
    const { growing } = await openEvidence('x.pieces', zipped.slice(0, 2), OPTIONS, NEVER);
    expect(growing).toBeNull();
  });
});

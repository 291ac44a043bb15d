import { describe, expect, it } from 'vitest';
import { NEVER } from '../../../src/core/bytes';
import { EvidenceSession } from '../../../src/core/session/incident';
import {
  LiveListings,
  type LiveSockets,
  liveListing,
  liveTable,
  readSocketTable,
} from '../../../src/core/sockets';

/** /proc/net/tcp of a little-endian host (proc_net_tcp(5)): 192.0.2.2:8000 listens, holds 198.51.100.7:40002, has not accepted :40001. */
const TEXT = [
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  '   0: 020200C0:1F40 00000000:0000 0A 00000000:00000001 00:00000000 00000000     0        0 17 1 0 100 0 0 10 0',
  '   1: 020200C0:1F40 076433C6:9C41 08 00000000:00000001 00:00000000 00000000     0        0 0 1 0 100 0 0 10 0',
  '   2: 020200C0:1F40 076433C6:9C42 08 00000000:00000090 00:00000000 00000000     0        0 901 1 0 100 0 0 10 0',
  '',
].join('\n');
const about = { name: 'my server', pid: 4242, folder: '/srv/my app', container: 'ab12ab12ab12' };
const SOCKETS: LiveSockets = {
  text: TEXT,
  hidden: 0,
  holders: new Map([
    [
      17,
      [
        { ...about, fd: 3 },
        { ...about, pid: 4243, fd: 3 },
      ],
    ],
    [901, [{ ...about, container: null, fd: 5 }]],
  ]),
};

it("a machine's own sockets, kept as text, are read again with their processes, containers and folders", () => {
  const at = Date.UTC(2026, 10, 28, 23, 40, 45) / 1000;
  const live = liveTable(SOCKETS, at);
  const read = readSocketTable(new LiveListings().note(SOCKETS, at));
  const brief = ({ rows }: typeof live) =>
    rows.map(({ state, local, peer, recvQ, inode, listenLimit, processes }) => ({
      ...{ state, local, peer, recvQ, inode, listenLimit },
      processes: processes.map(({ name, pid, folder = null, container = null }) => ({
        name,
        pid,
        folder,
        container,
      })),
    }));
  expect(read.problems).toEqual([]);
  expect(brief(read)).toEqual(brief(live));
  expect(read.listings).toMatchObject([{ at, showsProcesses: true, rows: 3 }]);
});

describe('a machine that is looked at again and again', () => {
  const BEGAN = Date.UTC(2026, 10, 28, 23, 40, 45) / 1000;
  const HEADING = TEXT.split('\n')[0];
  const listener = '020200C0:1F40 00000000:0000 0A';
  const [first, second, third] = ['9C41', '9C42', '9C43'].map((port) => `020200C0:1F40 076433C6:${port}`);
  const line = (socket: string, inode: number, at: number): string =>
    `   ${at}: ${socket} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0`;
  const look = (rows: readonly (readonly [string, number])[], hidden = 0): LiveSockets => ({
    text: [HEADING, ...rows.map(([socket, inode], at) => line(socket, inode, at)), ''].join('\n'),
    hidden,
    holders: SOCKETS.holders,
  });
  const LOOKS = [
    look([
      [listener, 17],
      [`${first} 08`, 901],
      [`${second} 01`, 902],
    ]),
    look([
      [listener, 17],
      [`${first} 08`, 901],
      [`${second} 08`, 902],
      [`${third} 08`, 903],
    ]),
    // The third port was taken by another socket: its inode is another one.
    look(
      [
        [listener, 17],
        [`${third} 08`, 904],
        [`${second} 08`, 902],
      ],
      3,
    ),
  ];

  const texts = (): string[] => {
    const listings = new LiveListings();
    return LOOKS.map((sockets, at) => listings.note(sockets, BEGAN + 20 * at));
  };

  it('tells since when each socket has been seen in its state', () => {
    const { now, first: before } = liveListing(readSocketTable(texts()[2])) ?? {};
    const ages = now?.rows.map(({ firstSeen }) => (firstSeen ?? 0) - BEGAN);
    expect(ages).toEqual([0, 40, 20]);
    expect(before?.rows.map(({ state }) => state)).toEqual(['LISTEN', 'CLOSE_WAIT', 'ESTABLISHED']);
    expect(now?.listings).toMatchObject([{ at: BEGAN + 40, partial: true, hidden: 3 }]);
  });

  it('is one listing with the sockets of IPv6', () => {
    const six = `${HEADING}\n   0: ${'0'.repeat(32)}:1F40 ${'0'.repeat(32)}:0000 0A 00000000:00000000 00:00000000 00000000     0        0 18 1 0 100 0 0 10 0\n`;
    const { listings, rows } = readSocketTable(
      new LiveListings().note({ ...SOCKETS, text: TEXT + six }, BEGAN),
    );
    expect(listings).toHaveLength(1);
    expect(rows.map(({ firstSeen }) => firstSeen)).toEqual([BEGAN, BEGAN, BEGAN, BEGAN]);
  });

  it('shows what there is now, with what has changed at each endpoint, and what root would add', async () => {
    const held = { bytes: new Uint8Array() };
    const source = {
      name: 'localhost.sockets',
      size: async () => held.bytes.length,
      read: async (offset: number, target: Uint8Array) => {
        const part = held.bytes.subarray(offset, offset + target.length);
        target.set(part);
        return part.length;
      },
      close: async () => {},
    };
    const session = EvidenceSession.create(source, { locale: 'en', pause: async () => {} });
    const client = session.client();
    for (const [at, text] of texts().entries()) {
      held.bytes = new TextEncoder().encode(text);
      if (at === 0) await session.load(NEVER, () => {});
      else await session.advance(NEVER, () => {});
      expect(client.sockets({ from: 0, to: 9, filtered: false }).total).toBe([3, 4, 3][at]);
    }
    const { rows, told, lookedAt } = client.sockets({ from: 0, to: 9, filtered: false });
    expect(rows.map(({ socket }) => [socket.peer, socket.seenForSeconds])).toEqual([
      [null, 40],
      ['198.51.100.7:40003', undefined],
      ['198.51.100.7:40002', 20],
    ]);
    expect(rows.map(({ outdated }) => outdated)).toEqual([false, false, false]);
    expect(lookedAt).toMatchObject({ now: BEGAN + 40, first: BEGAN });
    expect(lookedAt?.endpoints).toMatchObject([
      {
        address: '192.0.2.2:8000',
        process: { name: 'my server', pid: 4242, folder: '/srv/my app' },
        states: [
          { state: 'CLOSE_WAIT', count: 2, before: 1 },
          { state: 'ESTABLISHED', count: 0, before: 1 },
        ],
      },
    ]);
    expect(told).toMatch(/look into: 3\. .*not named: 2; root would name them/);
    expect(told).toMatch(/CLOSE_WAIT: 1 in the first listing, 2 in the last, 40(\.0+)? s later/);
    const query = { local: '192.0.2.2:8000', peer: '198.51.100.7:40002', filtered: false };
    expect(client.socketAt(query)).toBe(2);
    expect(session.summary().lookedAt).toBe(BEGAN + 40);
  });
});

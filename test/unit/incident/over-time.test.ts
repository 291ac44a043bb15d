import { describe, expect, it } from 'vitest';
import { overTime } from '../../../src/core/incident';
import { SocketSession } from '../../../src/core/session/sockets';
import { readSocketTable } from '../../../src/core/sockets';

/** A listing as `ss -tanpe` prints it, with what `date` printed before it. */
function listing(date: string | null, waiting: number, peers: readonly string[]): string {
  const rows = peers.map(
    (peer) =>
      `CLOSE-WAIT 1 0 192.0.2.2:8000 ${peer} users:(("server",pid=4242,fd=9)) uid:0 ino:${peer.split(':')[1]} sk:1`,
  );
  return [
    'root@web:~# date; ss -tanpe',
    ...(date === null ? [] : [date]),
    'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process',
    `LISTEN ${waiting} 128 0.0.0.0:8000 0.0.0.0:* users:(("server",pid=4242,fd=3)) ino:17 sk:2`,
    ...rows,
    '',
  ].join('\n');
}

const OLD = ['198.51.100.7:40001', '198.51.100.7:40002'];
const NEW = ['198.51.100.7:40002', '198.51.100.7:40003', '198.51.100.7:40004'];

describe('two listings of one host', () => {
  it.each([
    ['Sat Nov 28 23:40:00 UTC 2026', 'Sat Nov 28 23:41:30 UTC 2026', 90],
    ['Sat Nov 28 11:40:00 PM UTC 2026', 'Sat Nov 28 11:41:30 PM UTC 2026', 90],
    ['2026-11-28T23:40:00+00:00', '2026-11-29T00:00:00+00:00', 1200],
    [
      'Every 2.0s: ss -tanpe   web: Sat Nov 28 23:40:00 2026',
      'Every 2.0s: ss -tanpe   web: Sat Nov 28 23:40:02 2026',
      2,
    ],
    [null, null, null],
  ])('say what stayed, since when, and what grew (%s)', (before, after, seconds) => {
    const table = readSocketTable(`${listing(before, 0, OLD)}${listing(after, 7, NEW)}`);
    const { claims, stays } = overTime([table]);
    expect(
      claims.map(({ kind, state, before, after, seconds }) => ({ kind, state, before, after, seconds })),
    ).toEqual([
      { kind: 'stays', state: 'CLOSE_WAIT', before: 1, after: 1, seconds },
      { kind: 'queue-grew', state: 'LISTEN', before: 0, after: 7, seconds },
      { kind: 'grew', state: 'CLOSE_WAIT', before: 2, after: 3, seconds },
    ]);
    expect([...stays].map(([row, since]) => [row.peer?.port, since])).toEqual([[40002, seconds]]);
  });

  it('are told as files as well as in one text', () => {
    const texts = [listing(null, 0, OLD), listing(null, 0, NEW)];
    const { claims } = overTime(texts.map((text) => readSocketTable(text)));
    expect(claims[0].rows.map(({ table, row }) => [table, row.peer?.port])).toEqual([
      [0, 40002],
      [1, 40002],
    ]);
  });

  it('are put in order by the times that they say', () => {
    const text = `${listing('2026-11-28 23:41:30', 0, NEW)}${listing('2026-11-28 23:40:00', 0, OLD)}`;
    const { claims } = overTime([readSocketTable(text)]);
    expect(claims.at(-1)).toMatchObject({ kind: 'grew', before: 2, after: 3, seconds: 90 });
  });

  it('make a CLOSE_WAIT stuck that is in both', () => {
    const text = `${listing('2026-11-28 23:40:00', 0, OLD)}${listing('2026-11-28 23:41:30', 0, NEW)}`;
    const session = SocketSession.read(text, 'ss.txt', 'en');
    const stuck = session
      ?.connections(0, session.rows)
      .map(({ socket, stuck }) => [socket.peer, stuck?.sureness, stuck?.seconds]);
    expect(stuck?.at(4)).toEqual(['198.51.100.7:40002', 'proven', 90]);
    expect(stuck?.at(5)).toEqual(['198.51.100.7:40003', 'possible', null]);
  });
});

describe('what is not the same host or the same socket', () => {
  it('is not compared: other addresses, another tool, another selection', () => {
    const first = listing(null, 0, OLD);
    for (const other of [
      first.replaceAll('192.0.2.2', '192.0.2.9').replaceAll('198.51.100.7', '198.51.100.8'),
      'Active Internet connections (servers and established)\nProto Recv-Q Send-Q Local Address Foreign Address State PID/Program name\ntcp 1 0 192.0.2.2:8000 198.51.100.7:40001 CLOSE_WAIT 4242/server\n',
      first.replace('ss -tanpe', 'ss -tanpe state close-wait'),
    ])
      expect(overTime([readSocketTable(first), readSocketTable(other)]).claims).toEqual([]);
  });

  it('does not stay: another inode on the same ports', () => {
    const first = listing(null, 0, OLD);
    const { claims } = overTime([
      readSocketTable(first),
      readSocketTable(first.replaceAll('ino:400', 'ino:500')),
    ]);
    expect(claims).toEqual([]);
  });
});

describe('what is now is what the last listing shows', () => {
  const text = `${listing('Sat Nov 28 23:40:00 UTC 2026', 0, OLD)}${listing('Sat Nov 28 23:41:30 UTC 2026', 7, NEW)}`;
  const session = SocketSession.read(text, 'a.txt', 'en');

  it('three connections are stuck and not five: the earlier rows are outdated', () => {
    const [listens] = session?.explain(null).endpoints ?? [];
    expect(listens?.states).toEqual([{ state: 'CLOSE_WAIT', count: 3 }]);
    expect([...(session?.outdated ?? [])].map(({ peer }) => peer?.port ?? null)).toEqual([
      null,
      40001,
      40002,
    ]);
  });

  it('a finding of a connection in both is told once, of the later row; one that has gone is still told', () => {
    const lines = session
      ?.findings()
      .filter(({ id }) => id === 'close-wait')
      .flatMap(({ evidence }) => evidence.map((one) => (one.kind === 'socketRow' ? one.line : 0)));
    // Lines of the text: the first row of 40001, and the second listing's three.
    expect(lines).toEqual([5, 11, 12, 13]);
  });

  it('tcp and tcp6 of one moment do not make each other old', () => {
    const proc = (host: string) =>
      `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: ${host}:1F40 ${host}:9C41 08 00000000:00000001 00:00000000 00000000     0        0 ${host.length} 1 0\n`;
    const both = `2026-11-28T23:40:00Z\n${proc('0100007F')}${proc('0000000000000000FFFF00000100007F')}`;
    expect(SocketSession.read(both, 'a.txt', 'en')?.outdated.size).toBe(0);
  });
});

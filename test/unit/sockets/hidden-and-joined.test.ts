import { describe, expect, it } from 'vitest';
import { tableFindings } from '../../../src/core/incident';
import { SocketSession } from '../../../src/core/session/sockets';
import { formatSocketAddress, readSocketTable } from '../../../src/core/sockets';

/** A row in one line: `line state local peer process:pid`. */
const said = (text: string) =>
  readSocketTable(text).rows.map(({ line, state, local, peer, processes: [process] }) =>
    [
      line,
      state ?? '?',
      local === null ? '-' : formatSocketAddress(local),
      peer === null ? '-' : formatSocketAddress(peer),
      process === undefined ? '-' : `${process.name}:${process.pid ?? ''}`,
    ].join(' '),
  );

describe('addresses that were made unreadable before a table was shown', () => {
  it.each([
    ['x.x.x.x', 'y.y.y.y'],
    ['192.0.2.XXX', '198.51.100.*'],
    ['<server>', '<client>'],
    ['[redacted]', '[redacted]'],
    ['***', '***'],
    ['*snip*', '*snip*'],
    ['{ip}', '{peer}'],
    ['SERVER_IP', 'CLIENT_IP'],
  ])('%s and %s', (here, there) => {
    const [row] = [`CLOSE_WAIT ${here}:8000 ${there}:50123`];
    expect(said(`tcp   1   0 ${here}:8000   ${there}:50123   CLOSE_WAIT  4242/server`)).toEqual([
      `1 ${row} server:4242`,
    ]);
    expect(said(`CLOSE-WAIT 1  0  ${here}:8000  ${there}:50123  users:(("server",pid=4242,fd=5))`)).toEqual([
      `1 ${row} server:4242`,
    ]);
    expect(
      said(`server 4242 root 128u IPv4 375134800 0t0 TCP ${here}:8000->${there}:50123 (CLOSE_WAIT)`),
    ).toEqual([`1 ${row} server:4242`]);
  });
});

it('a row that cannot be read is told, and its process is not the one above', () => {
  const { rows, problems } = readSocketTable(`
CLOSE-WAIT 183  0  192.0.2.2:8000  198.51.100.194:59762
CLOSE-WAIT 1    0  not/an/address:8000  198.51.100.7:50123  users:(("server",pid=4242,fd=5))
`);
  expect(rows.map(({ processes }) => processes)).toEqual([[]]);
  expect(problems.map(({ line }) => line)).toEqual([3]);
});

it('sockets of another family are not rows that cannot be read', () => {
  const { rows, problems } = readSocketTable(`
Netid  State      Recv-Q Send-Q     Local Address:Port       Peer Address:Port
tcp    CLOSE-WAIT 1      0           192.0.2.1:43780      198.51.100.45:443
u_str  ESTAB      0      0      * 12345 * 12346
`);
  expect([rows.length, problems.length]).toEqual([1, 0]);
});

it('events of one entry of conntrack are one connection, in its last state', () => {
  const entry = (port: number) =>
    `src=192.0.2.9 dst=192.0.2.2 sport=${port} dport=8000 src=192.0.2.2 dst=192.0.2.9 sport=8000 dport=${port}`;
  expect(
    said(`    [NEW] tcp      6 120 SYN_SENT ${entry(50123)}
 [UPDATE] tcp      6 432000 ESTABLISHED ${entry(50123)} [ASSURED]
 [UPDATE] tcp      6 60 CLOSE_WAIT ${entry(50123)} [ASSURED]
[DESTROY] tcp      6 ${entry(50124)} [ASSURED]`),
  ).toEqual(['3 CLOSE_WAIT 192.0.2.9:50123 192.0.2.2:8000 -', '4 ? 192.0.2.9:50124 192.0.2.2:8000 -']);
});

it('rows whose line ends were lost', () => {
  expect(
    said(
      'C:\\>netstat -an Active Connections Proto Local Address Foreign Address State TCP 0.0.0.0:7 0.0.0.0:0 LISTENING UDP 0.0.0.0:68 *:* TCP 192.0.2.27:57913 198.51.100.18:80 CLOSE_WAIT',
    ),
  ).toEqual(['1 LISTEN 0.0.0.0:7 - -', '1 CLOSE_WAIT 192.0.2.27:57913 198.51.100.18:80 -']);
  expect(
    said(
      '# netstat -at Proto Recv-Q Send-Q Local Address Foreign Address State tcp 0 0 localhost:domain *:* LISTEN tcp 1 0 192.0.2.2:8000 198.51.100.7:50123 CLOSE_WAIT',
    ),
  ).toEqual(['1 LISTEN localhost:53 - -', '1 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 -']);
});

it('a process of macOS whose name has a colon', () => {
  expect(
    said(
      'tcp4  0  0  127.0.0.1.8000  127.0.0.1.50123  CLOSE_WAIT  143  0  408300  146988  x:4242 :1411  00102 00000000 000000000002b1d5 00000080 01000900      1      0 000000',
    ),
  ).toEqual(['1 CLOSE_WAIT 127.0.0.1:8000 127.0.0.1:50123 x:4242:1411']);
});

it("Volatility's netscan, version 2 and 3", () => {
  expect(
    said(`0x7d60fe90  TCPv4    192.0.2.2:8000    198.51.100.7:50123   CLOSE_WAIT       4242     server.exe
0x7d60fe90  TCPv4    192.0.2.2   8000    198.51.100.7   50124   CLOSE_WAIT       4242     server.exe`),
  ).toEqual([
    '1 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 server.exe:4242',
    '2 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50124 server.exe:4242',
  ]);
});

describe('one connection that is listed many times', () => {
  const findings = (text: string) => tableFindings(readSocketTable(text)).map(({ id }) => id);
  const times = (line: (at: number) => string) => Array.from({ length: 12 }, (_, at) => line(at)).join('\n');

  it('a table that was quoted, or a loop in which nothing changes: it is counted once, and nothing is told of time', () => {
    const session = SocketSession.read(
      times(() => 'CLOSE-WAIT 1 0 192.0.2.141:50094 198.51.100.140:5000'),
      'mail.txt',
      'en',
    );
    const { captureFindings, endpoints } = session?.explain(null) ?? {};
    expect(captureFindings?.map(({ id }) => id).sort()).toEqual(['close-wait', 'listing-incomplete']);
    expect(endpoints?.[0].states).toEqual([{ state: 'CLOSE_WAIT', count: 1 }]);
  });

  it('ss in a loop: a series of listings, of which the last counts', () => {
    const text = times(
      (at) =>
        `CLOSE-WAIT 1 0 192.0.2.141:50094 198.51.100.140:5000 users:(("server",pid=4242,fd=5)) timer:(keepalive,${60 - at}sec,0)`,
    );
    const table = readSocketTable(text);
    expect(table.listings.map(({ rows, again }) => [rows, again])).toEqual([
      [1, undefined],
      ...Array(11).fill([1, true]),
    ]);
    const session = SocketSession.read(text, 'loop.txt', 'en');
    const { captureFindings, endpoints } = session?.explain(null) ?? {};
    expect(captureFindings?.map(({ id }) => id)).toEqual(['listings-stays', 'close-wait']);
    expect(endpoints?.[0].states).toEqual([{ state: 'CLOSE_WAIT', count: 1 }]);
  });

  it('lsof for each thread: one socket', () => {
    const text = times(
      (at) =>
        `java 4242 ${4300 + at} http-nio- root 45u IPv6 98765 0t0 TCP 192.0.2.2:8080->198.51.100.7:50123 (CLOSE_WAIT)`,
    );
    expect(said(text)).toEqual(['1 CLOSE_WAIT 192.0.2.2:8080 198.51.100.7:50123 java:4242']);
    expect(findings(text)).not.toContain('close-wait-pile-up');
  });

  it('lsof for each process that inherited it: one socket with all of them', () => {
    const text = times(
      (at) => `httpd ${4300 + at} www 5u IPv4 98765 0t0 TCP 192.0.2.2:8080->198.51.100.7:50123 (CLOSE_WAIT)`,
    );
    const { rows } = readSocketTable(text);
    expect(rows.map(({ processes }) => processes.length)).toEqual([12]);
  });

  it('Multipath TCP: the subflow beside its connection is not a second listing', () => {
    const { listings } = readSocketTable(`
Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port
tcp   ESTAB 0      0      192.0.2.2:8000     198.51.100.7:50123
mptcp ESTAB 0      0      192.0.2.2:8000     198.51.100.7:50123
`);
    expect(listings.length).toBe(1);
  });
});

it('connections whose peers are not shown are of the endpoint that listens', () => {
  const text = `LocalAddress LocalPort  State OwningProcess
------------ ---------  ----- -------------
0.0.0.0           8000 Listen          4242
${'192.0.2.2         8000 CloseWait       4242\n'.repeat(5)}`;
  const { captureFindings, endpoints } = SocketSession.read(text, 'select.txt', 'en')?.explain(null) ?? {};
  expect(captureFindings?.[0]).toMatchObject({ id: 'close-wait-pile-up', address: '192.0.2.2:8000' });
  expect(endpoints).toMatchObject([
    { address: '0.0.0.0:8000', listening: true, states: [{ state: 'CLOSE_WAIT', count: 5 }] },
  ]);
});

it('endpoints of UDP are not sockets of TCP', () => {
  const list =
    'LocalAddress  : 0.0.0.0\nLocalPort     : 123\nOwningProcess : 3724\nName          : svchost\n';
  expect(readSocketTable(list).rows).toEqual([]);
  const table =
    'LocalAddress LocalPort OwningProcess\n------------ --------- -------------\n0.0.0.0 123 3724\n';
  expect(readSocketTable(table).rows).toEqual([]);
});

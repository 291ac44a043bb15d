import { describe, expect, it } from 'vitest';
import { tableFindings } from '../../../src/core/incident';
import { formatSocketAddress, readSocketTable, type SocketRow } from '../../../src/core/sockets';

const brief = ({ state, local, peer, recvQ, processes }: SocketRow): string =>
  [
    state ?? '?',
    local && formatSocketAddress(local),
    peer === null ? '-' : formatSocketAddress(peer),
    recvQ ?? '-',
    processes.map(({ name, pid }) => `${name}:${pid}`).join() || '-',
  ].join(' ');
const rows = (text: string) => readSocketTable(text).rows.map(brief);

const BOXED = ['LISTEN 0.0.0.0:8000 - 0 srv:12', 'CLOSE_WAIT 10.0.0.5:8000 10.0.0.9:51234 144 srv:12'];

describe('a table in the form of another program', () => {
  it.each([
    [
      'Markdown',
      `| State | Recv-Q | Send-Q | Local Address:Port | Peer Address:Port | Process |
|---|---|---|---|---|---|
| LISTEN | 0 | 128 | 0.0.0.0:8000 | 0.0.0.0:* | users:(("srv",pid=12,fd=3)) |
| **CLOSE-WAIT** | 144 | 0 | \`10.0.0.5:8000\` | 10.0.0.9:51234 | users:(("srv",pid=12,fd=5)) |`,
    ],
    [
      'Jira',
      `||Proto||Recv-Q||Send-Q||Local Address||Foreign Address||State||PID/Program name||
|tcp|0|0|0.0.0.0:8000|0.0.0.0:*|LISTEN|12/srv|
|tcp|144|0|10.0.0.5:8000|10.0.0.9:51234|CLOSE_WAIT|12/srv|`,
    ],
    [
      'a database client',
      `+-------+--------+--------+---------------+-----------------+------------+--------+
| Proto | Recv-Q | Send-Q | Local Address | Foreign Address | State      | PID    |
+-------+--------+--------+---------------+-----------------+------------+--------+
| tcp   | 0      | 0      | 0.0.0.0:8000  | 0.0.0.0:*       | LISTEN     | 12/srv |
| tcp   | 144    | 0      | 10.0.0.5:8000 | 10.0.0.9:51234  | CLOSE_WAIT | 12/srv |`,
    ],
    [
      'lines of box drawing',
      `│ tcp   │ 0      │ 0      │ 0.0.0.0:8000  │ 0.0.0.0:*       │ LISTEN     │ 12/srv │
│ tcp   │ 144    │ 0      │ 10.0.0.5:8000 │ 10.0.0.9:51234  │ CLOSE_WAIT │ 12/srv │`,
    ],
    [
      'CSV',
      `proto,recvq,sendq,local,foreign,state,pid
tcp,0,0,0.0.0.0:8000,0.0.0.0:*,LISTEN,12/srv
"tcp","144","0","10.0.0.5:8000","10.0.0.9:51234","CLOSE_WAIT","12/srv"`,
    ],
    [
      'HTML, a row a line and a cell a line',
      `<table><tr><td>tcp</td><td>0</td><td>0</td><td>0.0.0.0:8000</td><td>0.0.0.0:*</td><td>LISTEN</td><td>12/srv</td></tr>
<tr>
<td>tcp</td>
<td>144</td>
<td>0</td>
<td>10.0.0.5:8000</td>
<td>10.0.0.9:51234</td>
<td>CLOSE_WAIT</td>
<td>12/srv</td>
</tr></table>`,
    ],
  ])('%s', (_, text) => {
    expect(rows(text)).toEqual(BOXED);
  });
});

describe('columns that were cut out', () => {
  it.each([
    [
      "awk '{print $4, $5, $6}'",
      '10.0.0.5:8000 10.0.0.9:51234 CLOSE_WAIT',
      'CLOSE_WAIT 10.0.0.5:8000 10.0.0.9:51234 - -',
    ],
    ['of ss', 'CLOSE-WAIT 10.0.0.5:8000 10.0.0.9:51234', 'CLOSE_WAIT 10.0.0.5:8000 10.0.0.9:51234 - -'],
    [
      'with the program',
      '10.0.0.5:8000 10.0.0.9:51234 CLOSE_WAIT 12/srv',
      'CLOSE_WAIT 10.0.0.5:8000 10.0.0.9:51234 - srv:12',
    ],
    ['of macOS', '10.0.0.5.8000 10.0.0.9.51234 CLOSE_WAIT', 'CLOSE_WAIT 10.0.0.5:8000 10.0.0.9:51234 - -'],
    [
      'of lsof',
      'java 4242 10.0.0.5:8000->10.0.0.9:51234 (CLOSE_WAIT)',
      'CLOSE_WAIT 10.0.0.5:8000 10.0.0.9:51234 - java:4242',
    ],
  ])('%s', (_, line, expected) => {
    const table = readSocketTable(`${line}\n`);
    expect(table.rows.map(brief)).toEqual([expected]);
    expect(table.counts).toEqual([]);
    expect(tableFindings(table).map(({ id }) => id)).toContain('close-wait');
  });

  it('behind what a logger puts before it', () => {
    expect(
      rows('2026-11-28 10:00:01,123 INFO  [main] c.e.Diag - 10.0.0.5:8000 10.0.0.9:51234 CLOSE_WAIT\n'),
    ).toEqual(['CLOSE_WAIT 10.0.0.5:8000 10.0.0.9:51234 - -']);
  });

  it.each([
    'the connection 10.0.0.5:8000 10.0.0.9:51234 CLOSED by the peer',
    'balance: 10.0.0.5:8000 10.0.0.9:51234 ESTABLISHED after 3 tries',
    'ratio 12:30 14:30 CLOSING',
  ])('a sentence is not a row: %s', (line) => {
    const { rows: found, counts } = readSocketTable(`${line}\n`);
    expect([...found, ...counts]).toEqual([]);
  });
});

describe('sockets of other protocols', () => {
  // What `ss -anp` and `ss -tun state established` of iproute2 6.1 print.
  it.each([
    'udp    UNCONN 0      0            0.0.0.0:5353       0.0.0.0:*    users:(("srv",pid=12,fd=9))',
    'udp    0      0      10.0.0.5:5353  10.0.0.9:53',
    'icmp6  UNCONN 0      0      *:58      *:*',
    'sctp   LISTEN 0      5      10.0.0.5:3868     0.0.0.0:*',
    'v_str  ESTAB  0      0      2:1023     3:1024',
  ])('%s', (line) => {
    expect(rows(`Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port\n${line}\n`)).toEqual([]);
  });
});

describe('ss -H', () => {
  it('listening sockets alone, without a column State', () => {
    expect(
      rows(
        '3      3      10.9.0.1:8000 0.0.0.0:* users:(("srv",pid=12,fd=3))\n0      5             *:8443       *:*\n',
      ),
    ).toEqual(['LISTEN 10.9.0.1:8000 - 3 srv:12', 'LISTEN *:8443 - 0 -']);
  });
});

describe('commands inside others', () => {
  const ROW =
    'Recv-Q Send-Q Local Address:Port  Peer Address:Port\n1      0      10.0.0.5:8000      10.0.0.9:51234\n';
  it.each([
    'ip netns exec red ss -tn state close-wait',
    "ssh web-1 'ss -tn state close-wait'",
    'nsenter -t 4242 -n ss -tn state close-wait',
    "kubectl exec web-0 -- sh -c 'ss -tn state close-wait'",
    'timeout 5 ss -tn state close-wait',
    'lxc-attach -n web -- ss -tn state close-wait',
  ])('%s', (command) => {
    expect(rows(`root@gw:~# ${command}\n${ROW}`)).toEqual(['CLOSE_WAIT 10.0.0.5:8000 10.0.0.9:51234 1 -']);
  });
});

it('lsof -F0: fields that end with NUL', () => {
  const text =
    'p21961\0g21955\0cpython3\0u0\0Lroot\0\nf4\0au\0l \0tIPv4\0PTCP\0n10.9.0.1:8000\0TST=LISTEN\0TQR=3\0TQS=0\0\nf7\0au\0l \0tIPv4\0PTCP\0n10.9.0.1:8000->10.9.0.1:48846\0TST=CLOSE_WAIT\0TQR=144\0TQS=0\0\n';
  expect(rows(text)).toEqual([
    'LISTEN 10.9.0.1:8000 - 3 python3:21961',
    'CLOSE_WAIT 10.9.0.1:8000 10.9.0.1:48846 144 python3:21961',
  ]);
});

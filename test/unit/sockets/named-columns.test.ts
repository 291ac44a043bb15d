import { describe, expect, it } from 'vitest';
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

const CLOSE_WAIT = 'CLOSE_WAIT *:8000 198.51.100.7:50123 :4242';

/** What people select of Get-NetTCPConnection, in forms that PowerShell prints (Format-Table, Format-List, Export-Csv, ConvertTo-Json). */
const SELECTED: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'without the local address': [
    `LocalPort RemoteAddress RemotePort     State OwningProcess
--------- ------------- ----------     ----- -------------
     8000 198.51.100.7       50123 CloseWait          4242
     8000 0.0.0.0                0    Listen          4242`,
    [`3 ${CLOSE_WAIT}`, '4 LISTEN *:8000 - :4242'],
  ],
  'in another order': [
    `State       OwningProcess RemoteAddress  RemotePort LocalPort LocalAddress
-----       ------------- -------------  ---------- --------- ------------
CloseWait            4242 198.51.100.7        50123      8000 192.0.2.2`,
    ['3 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 :4242'],
  ],
  'only the other ends': [
    `RemoteAddress RemotePort       State
------------- ----------       -----
198.51.100.7       50123   CloseWait`,
    ['3 CLOSE_WAIT - 198.51.100.7:50123 -'],
  ],
  'only this end': [
    `LocalAddress LocalPort  State OwningProcess
------------ ---------  ----- -------------
::                 443 Listen             4`,
    ['3 LISTEN [::]:443 - :4'],
  ],
  'with the name of the process': [
    `LocalAddress LocalPort RemoteAddress RemotePort State       PID Process
------------ --------- ------------- ---------- -----       --- -------
192.0.2.2    8000      198.51.100.7  50123      CloseWait   4242 server`,
    ['3 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 server:4242'],
  ],
  'with the process as an object and a time': [
    `LocalPort RemoteAddress RemotePort CreationTime           Process                             State
--------- ------------- ---------- ------------           -------                             -----
8000      198.51.100.7  50123      11/28/2026 11:40:45 PM System.Diagnostics.Process (server) CloseWait`,
    ['3 CLOSE_WAIT *:8000 198.51.100.7:50123 server:'],
  ],
  'as a list': [
    `LocalPort     : 8000
RemoteAddress : 198.51.100.7
RemotePort    : 50123
State         : CloseWait
OwningProcess : 4242`,
    [`1 ${CLOSE_WAIT}`],
  ],
  'as CSV': [
    `"LocalPort","RemoteAddress","RemotePort","State","OwningProcess"
"8000","198.51.100.7","50123","CloseWait","4242"`,
    [`2 ${CLOSE_WAIT}`],
  ],
  'as JSON': [
    `[
  { "LocalPort": 8000, "RemoteAddress": "198.51.100.7", "RemotePort": 50123, "State": 8, "OwningProcess": 4242 },
  { "LocalPort": 8000, "RemoteAddress": "0.0.0.0", "RemotePort": 0, "State": 2, "OwningProcess": 4242 }
]`,
    [`2 ${CLOSE_WAIT}`, '3 LISTEN *:8000 - :4242'],
  ],
  'bound ones among them': [
    `LocalAddress LocalPort RemoteAddress RemotePort State       AppliedSetting OwningProcess
------------ --------- ------------- ---------- -----       -------------- -------------
192.0.2.2    50222     0.0.0.0       0          Bound                      777
192.0.2.2    8000      198.51.100.7  50123      CloseWait   Internet       4242`,
    ['3 CLOSED 192.0.2.2:50222 - :777', '4 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 :4242'],
  ],
};

/** Other programs' tables, in the forms of their documentation. */
const OTHERS: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'TCPView, saved': [
    `Process Name\tProcess ID\tProtocol\tState\tLocal Address\tLocal Port\tRemote Address\tRemote Port\tCreate Time
server.exe\t4242\tTCP\tClose Wait\t192.0.2.2\t8000\t198.51.100.7\t50123\t11/28/2026 11:40:45 PM`,
    ['2 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 server.exe:4242'],
  ],
  'TCPView before version 4': [
    `server.exe\t4242\tTCP\t192.0.2.2\t8000\t198.51.100.7\t50123\tCLOSE_WAIT`,
    ['1 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 server.exe:4242'],
  ],
  'tcpvcon -a -c': [
    'TCP,server.exe,4242,CLOSE_WAIT,web1.example.com:8000,198.51.100.7:50123',
    ['1 CLOSE_WAIT web1.example.com:8000 198.51.100.7:50123 server.exe:4242'],
  ],
  'the resource monitor': [
    `Process,PID,Local Address,Local Port,Remote Address,Remote Port,Packet Loss (%),Latency (ms)
server.exe,4242,192.0.2.2,8000,198.51.100.7,50123,0,12`,
    ['2 ? 192.0.2.2:8000 198.51.100.7:50123 server.exe:4242'],
  ],
  osquery: [
    `+------+--------+---------------+------------+----------------+-------------+------------+
| pid  | name   | local_address | local_port | remote_address | remote_port | state      |
+------+--------+---------------+------------+----------------+-------------+------------+
| 4242 | server | 192.0.2.2     | 8000       | 198.51.100.7   | 50123       | CLOSE_WAIT |`,
    ['4 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 server:4242'],
  ],
  'VMware ESXi': [
    `Proto  Recv Q  Send Q  Local Address      Foreign Address       State        World ID  CC Algo  World Name
-----  ------  ------  -----------------  --------------------  -----------  --------  -------  ---------------
tcp         1       0  192.0.2.2:443      198.51.100.7:50123    CLOSE_WAIT    2099001  newreno  rhttpproxy-work
tcp         0       0  0.0.0.0:22         0.0.0.0:0             LISTEN        2097700  newreno
udp         0       0  192.0.2.2:123      0.0.0.0:0                           2098500           ntpd`,
    ['3 CLOSE_WAIT 192.0.2.2:443 198.51.100.7:50123 rhttpproxy-work:2099001', '4 LISTEN 0.0.0.0:22 - -'],
  ],
  'Cisco IOS': [
    `TCB       Local Address               Foreign Address             (state)
65F8A2C8  192.0.2.2.179               198.51.100.9.11044          CLOSEWAIT
65F8A2CC  *.22                        *.*                         LISTEN`,
    ['2 CLOSE_WAIT 192.0.2.2:179 198.51.100.9:11044 -', '3 LISTEN *:22 - -'],
  ],
  'z/OS': [
    `User Id  Conn     Local Socket           Foreign Socket         State
-------  ----     ------------           --------------         -----
FTPD1    0000001A 0.0.0.0..21            0.0.0.0..0             Listen
CICS1    0000002B 192.0.2.2..8000        198.51.100.7..50123    ClosWait`,
    ['3 LISTEN 0.0.0.0:21 - FTPD1:', '4 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 CICS1:'],
  ],
  'fstat of OpenBSD': [
    'root     sshd       12345    3* internet stream tcp 0xffff800000abc000 192.0.2.2:22 <-- 198.51.100.7:50123',
    ['1 ? 192.0.2.2:22 198.51.100.7:50123 sshd:12345'],
  ],
  'netstat of Windows with its last columns': [
    `  Proto  Local Address          Foreign Address        State           PID      Offload State    Template
  TCP    192.0.2.2:8000         198.51.100.7:50123     CLOSE_WAIT      4242     InHost           Internet
  TCP    192.0.2.2:8000         198.51.100.7:50124     FIN_WAIT_2      4242           360123`,
    [
      '2 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:50123 :4242',
      '3 FIN_WAIT_2 192.0.2.2:8000 198.51.100.7:50124 :4242',
    ],
  ],
};

describe.each([
  ['selected', SELECTED],
  ['others', OTHERS],
])('%s', (_, tables) => {
  it.each(Object.entries(tables))('%s', (_name, [text, rows]) => {
    expect(said(text)).toEqual(rows);
    expect(readSocketTable(text).problems).toEqual([]);
  });
});

it('an address that a narrow column cut is told, and is not taken for one', () => {
  const { rows, problems } = readSocketTable(`
LocalAddress                        LocalPort RemoteAddress                       RemotePort State       AppliedSetting
------------                        --------- -------------                       ---------- -----       --------------
2001:db8:1111:2222:3333:4444:555... 8000      2001:db8:aaaa:bbbb:cccc:dddd:eee... 50123      CloseWait   Internet
2001:db8:1111:2222:3333:4444:5555…  8000      2001:db8:aaaa:bbbb:cccc:dddd:eeee…  50124      Established Internet
192.0.2.2                           8000      198.51.100.7                        50125      CloseWait   Internet
`);
  expect(rows.map(({ line }) => line)).toEqual([6]);
  expect(problems.map(({ line }) => line)).toEqual([4, 5]);
});

it('states that a list numbers are not counts', () => {
  const numbered = 'ESTABLISHED 1\nSYN_SENT 2\nSYN_RECV 3\nFIN_WAIT1 4\nFIN_WAIT2 5\nTIME_WAIT 6\n';
  expect(readSocketTable(numbered).counts).toEqual([]);
  const counted = 'CLOSE_WAIT 710\nESTABLISHED 138\nFIN_WAIT2 5\nLISTEN 1\nTIME_WAIT 41\n';
  expect(readSocketTable(counted).counts.map(({ count }) => count)).toEqual([710, 138, 5, 1, 41]);
});

it('a client gets its port between the first two changes of its socket', () => {
  const { rows } = readSocketTable(`
SKADDR           C-PID C-COMM     LADDR           LPORT RADDR           RPORT OLDSTATE    -> NEWSTATE    MS
ffff9fd7e8192000 22384 curl       192.0.2.9       0     198.51.100.7    80    CLOSE       -> SYN_SENT    0.000
ffff9fd7e8192000 0     swapper/5  192.0.2.9       63446 198.51.100.7    80    SYN_SENT    -> ESTABLISHED 1.373
ffff9fd7e8192000 22384 curl       192.0.2.9       63446 198.51.100.7    80    ESTABLISHED -> CLOSE_WAIT  176.042
`);
  expect(rows.map(({ state, local, changes }) => [state, local?.port, changes.length])).toEqual([
    ['CLOSE_WAIT', 63446, 3],
  ]);
});

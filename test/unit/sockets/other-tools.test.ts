import { describe, expect, it } from 'vitest';
import { tableFindings } from '../../../src/core/incident';
import { formatSocketAddress, readSocketTable, type SocketRow } from '../../../src/core/sockets';

const brief = (row: SocketRow): string =>
  [
    row.tool,
    row.state ?? '?',
    row.local && formatSocketAddress(row.local),
    row.peer === null ? '-' : formatSocketAddress(row.peer),
    `${row.recvQ ?? '-'}/${row.listenLimit ?? row.sendQ ?? '-'}`,
    row.processes.map(({ name, pid }) => `${name}:${pid}`).join() || '-',
  ].join(' ');
const rows = (text: string) => readSocketTable(text).rows.map(brief);

describe('netstat of Windows', () => {
  it('-ano', () => {
    expect(
      rows(`
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       888
  TCP    192.0.2.5:52552        192.0.2.2:8000         FIN_WAIT_2      4711
  TCP    192.0.2.5:49700        203.0.113.9:443        TIME_WAIT       0
  TCP    [::]:445               [::]:0                 LISTENING       4
  TCP    [fe80::1%12]:1900      [fe80::2%12]:50000     CLOSE_WAIT      1234
  UDP    0.0.0.0:123            *:*                                    1000
`),
    ).toEqual([
      'netstat-windows LISTEN 0.0.0.0:135 - -/- :888',
      'netstat-windows FIN_WAIT_2 192.0.2.5:52552 192.0.2.2:8000 -/- :4711',
      'netstat-windows TIME_WAIT 192.0.2.5:49700 203.0.113.9:443 -/- -',
      'netstat-windows LISTEN [::]:445 - -/- :4',
      'netstat-windows CLOSE_WAIT [fe80::1%12]:1900 [fe80::2%12]:50000 -/- :1234',
    ]);
  });

  it('-anob, in German', () => {
    expect(
      rows(`
Aktive Verbindungen

  Proto  Lokale Adresse         Remoteadresse          Status           PID
  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         888
  RpcSs
 [svchost.exe]
  TCP    192.0.2.5:8000         198.51.100.7:40112     SCHLIESSEN_WARTEN 4242
 [server.exe]
  TCP    192.0.2.5:49700        203.0.113.9:443        WARTEND         0
`),
    ).toEqual([
      'netstat-windows LISTEN 0.0.0.0:135 - -/- svchost.exe:888',
      'netstat-windows CLOSE_WAIT 192.0.2.5:8000 198.51.100.7:40112 -/- server.exe:4242',
      'netstat-windows TIME_WAIT 192.0.2.5:49700 203.0.113.9:443 -/- -',
    ]);
  });

  it('in French and Chinese, whose states are the English words', () => {
    const text = (header: string) =>
      `${header}\n  TCP    192.0.2.5:8000         198.51.100.7:40112     CLOSE_WAIT      4242\n`;
    for (const header of [
      '  Proto  Adresse locale         Adresse distante       État            PID',
      '  协议  本地地址          外部地址        状态           PID',
    ])
      expect(rows(text(header))).toEqual([
        'netstat-windows CLOSE_WAIT 192.0.2.5:8000 198.51.100.7:40112 -/- :4242',
      ]);
  });

  it('names a process also for connections that wait for accept(): never accepted is not concluded', () => {
    const table = readSocketTable(
      '  TCP  0.0.0.0:8000  0.0.0.0:0  LISTENING  4\n  TCP  192.0.2.5:8000  198.51.100.7:40112  CLOSE_WAIT\n',
    );
    expect(tableFindings(table).map(({ id, kind }) => `${id} ${kind}`)).toEqual(['close-wait unseen']);
    const closed = readSocketTable('  TCP  192.0.2.5:52552  192.0.2.2:8000  FIN_WAIT_2  4711\n');
    expect(tableFindings(closed)).toEqual([]);
  });
});

describe('netstat of macOS and the BSDs', () => {
  it('-anv -p tcp', () => {
    expect(
      rows(`Active Internet connections (including servers)
Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)      rhiwat  shiwat    pid   epid  state  options
tcp4     143      0  192.0.2.2.8000         198.51.100.8.40113     CLOSE_WAIT   131072  131072   4242      0  00122  00000008
tcp46      0      0  *.8000                 *.*                    LISTEN       131072  131072   4242      0  00100  00000006
tcp6       0      0  fe80::1%lo0.1024       fe80::2%lo0.50000      ESTABLISHED  131072  131072    501      0  00102  00000008
`),
    ).toEqual([
      'netstat-bsd CLOSE_WAIT 192.0.2.2:8000 198.51.100.8:40113 143/0 :4242',
      'netstat-bsd LISTEN *:8000 - -/- :4242',
      'netstat-bsd ESTABLISHED [fe80::1%lo0]:1024 [fe80::2%lo0]:50000 0/0 :501',
    ]);
  });

  it('-anv with the column process:pid', () => {
    expect(
      rows(`Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)          rxbytes      txbytes  rhiwat  shiwat    process:pid    state  options           gencnt    flags   flags1 usecnt rtncnt fltrs
tcp4       0      0  192.0.2.2.8000         198.51.100.8.40113     CLOSE_WAIT           143            0  131072  131072     server:4242   00122 00000008 00000000000a1b2c 00000081 04080900      1      0 000000
`),
    ).toEqual(['netstat-bsd CLOSE_WAIT 192.0.2.2:8000 198.51.100.8:40113 0/0 server:4242']);
  });

  it('names a process also for connections that wait for accept(): who holds it is not concluded', () => {
    const found = tableFindings(
      readSocketTable(`Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)      rhiwat  shiwat    pid   epid
tcp4     143      0  192.0.2.2.8000         198.51.100.8.40113     CLOSE_WAIT   131072  131072   4242      0
tcp4       0      0  192.0.2.2.8000         198.51.100.8.40114     FIN_WAIT_2   131072  131072   4242      0
`),
    );
    expect(found.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['close-wait owner']);
  });

  it('-L: listen queues', () => {
    const table = readSocketTable(`Current listen queue sizes (qlen/incqlen/maxqlen)
Listen         Local Address
128/0/128      *.8000
0/0/50         192.0.2.2.22
`);
    expect(table.rows.map(brief)).toEqual([
      'netstat-bsd LISTEN *:8000 - 128/128 -',
      'netstat-bsd LISTEN 192.0.2.2:22 - 0/50 -',
    ]);
    const [incomplete, full] = tableFindings(table);
    expect(incomplete).toMatchObject({ id: 'listing-incomplete', kind: 'no-processes' });
    expect(full).toMatchObject({ id: 'accept-queue-overflow', values: { waiting: 128, limit: 128 } });
  });
});

it('netstat of Solaris', () => {
  expect(
    rows(`TCP: IPv4
   Local Address        Remote Address    Swind Send-Q Rwind Recv-Q    State
-------------------- -------------------- ----- ------ ----- ------ -----------
*.22                 *.*                      0      0 128000      0 LISTEN
192.0.2.2.8000       198.51.100.7.40112   64240      0 128480     12 CLOSE_WAIT
`),
  ).toEqual([
    'netstat-solaris LISTEN *:22 - -/- -',
    'netstat-solaris CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:40112 12/0 -',
  ]);
});

describe('Get-NetTCPConnection', () => {
  const expected = [
    'powershell LISTEN 0.0.0.0:8000 - -/- :4242',
    'powershell CLOSE_WAIT 192.0.2.5:8000 198.51.100.7:40112 -/- :4242',
  ];

  it('as a table', () => {
    expect(
      rows(`LocalAddress LocalPort RemoteAddress RemotePort State     AppliedSetting OwningProcess
------------ --------- ------------- ---------- -----     -------------- -------------
0.0.0.0      8000      0.0.0.0       0          Listen                   4242
192.0.2.5    8000      198.51.100.7  40112      CloseWait Internet       4242
`),
    ).toEqual(expected);
  });

  it('as CSV', () => {
    expect(
      rows(`"LocalAddress","LocalPort","RemoteAddress","RemotePort","State","OwningProcess"
"0.0.0.0","8000","0.0.0.0","0","Listen","4242"
"192.0.2.5","8000","198.51.100.7","40112","CloseWait","4242"
`),
    ).toEqual(expected);
  });

  it('as a list', () => {
    expect(
      rows(`
LocalAddress   : 0.0.0.0
LocalPort      : 8000
RemoteAddress  : 0.0.0.0
RemotePort     : 0
State          : Listen
AppliedSetting :
OwningProcess  : 4242

LocalAddress   : 192.0.2.5
LocalPort      : 8000
RemoteAddress  : 198.51.100.7
RemotePort     : 40112
State          : CloseWait
AppliedSetting : Internet
OwningProcess  : 4242
`),
    ).toEqual(expected);
  });
});

describe('conntrack', () => {
  it('-L with counters and marks, /proc/net/nf_conntrack, -E', () => {
    expect(
      rows(`tcp      6 431999 ESTABLISHED src=192.0.2.1 dst=192.0.2.2 sport=40112 dport=8000 packets=5 bytes=300 src=192.0.2.2 dst=192.0.2.1 sport=8000 dport=40112 packets=4 bytes=200 [ASSURED] mark=0 use=1
ipv4     2 tcp      6 59 CLOSE_WAIT src=192.0.2.1 dst=192.0.2.2 sport=40113 dport=8000 src=192.0.2.2 dst=192.0.2.1 sport=8000 dport=40113 [ASSURED] mark=0 zone=0 use=2
 [UPDATE] tcp      6 60 CLOSE_WAIT src=192.0.2.1 dst=192.0.2.2 sport=40114 dport=8000 src=192.0.2.2 dst=192.0.2.1 sport=8000 dport=40114 [ASSURED]
`),
    ).toEqual([
      'conntrack ESTABLISHED 192.0.2.1:40112 192.0.2.2:8000 -/- -',
      'conntrack CLOSE_WAIT 192.0.2.1:40113 192.0.2.2:8000 -/- -',
      'conntrack CLOSE_WAIT 192.0.2.1:40114 192.0.2.2:8000 -/- -',
    ]);
  });
});

describe('counts', () => {
  it.each([
    ['sort | uniq -c', '     12 CLOSE_WAIT\n    150 TIME_WAIT\n', 'CLOSE_WAIT 12,TIME_WAIT 150'],
    ['awk', 'CLOSE_WAIT 12\nESTABLISHED 3\n', 'CLOSE_WAIT 12,ESTABLISHED 3'],
    ['ss', '     12 CLOSE-WAIT\n', 'CLOSE_WAIT 12'],
    [
      'ss -s',
      'Total: 180\nTCP:   180 (estab 12, closed 150, orphaned 0, timewait 150)\n',
      'ESTABLISHED 12,CLOSED 150,TIME_WAIT 150',
    ],
  ])('%s', (_, text, expected) => {
    const { counts } = readSocketTable(text);
    expect(counts.map(({ state, count }) => `${state} ${count}`).join()).toBe(expected);
  });

  it('in CLOSE_WAIT pile up', () => {
    const [finding] = tableFindings(readSocketTable('  812 CLOSE_WAIT\n   20 ESTABLISHED\n'));
    expect(finding).toMatchObject({ id: 'close-wait-pile-up', kind: 'counted', values: { count: 812 } });
  });
});

it('lsof of macOS: a descriptor without a connection is CLOSED', () => {
  const found = tableFindings(
    readSocketTable(`COMMAND   PID USER   FD   TYPE             DEVICE SIZE/OFF NODE NAME
server   4242 root    7u  IPv4 0x1234567890abcdef      0t0  TCP *:* (CLOSED)
server   4242 root    8u  IPv4 0x1234567890abcdee      0t0  TCP 192.0.2.2:8000->198.51.100.7:40112 (ESTABLISHED)
`),
  );
  expect(found.map(({ id, kind, evidence }) => `${id} ${kind} ${evidence[0].line}`)).toEqual([
    'listing-incomplete descriptors 2',
    'descriptor-leak one 2',
  ]);
});

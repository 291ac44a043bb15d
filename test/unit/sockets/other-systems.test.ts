import { describe, expect, it } from 'vitest';
import { tableFindings } from '../../../src/core/incident';
import { formatSocketAddress, readSocketTable, type SocketRow } from '../../../src/core/sockets';

const brief = ({ state, local, peer, processes }: SocketRow): string =>
  [
    state ?? '?',
    local && formatSocketAddress(local),
    peer === null ? '-' : formatSocketAddress(peer),
    processes.map(({ name, pid, fd }) => `${name}:${pid}:${fd}`).join() || '-',
  ].join(' ');
const rows = (text: string) => readSocketTable(text).rows.map(brief);

/** Each by its man page. */
describe('netstat', () => {
  it('of FreeBSD with -x', () => {
    expect(
      rows(`Active Internet connections (including servers)
Proto Recv-Q Send-Q Local Address          Foreign Address        R-MBUF S-MBUF R-CLUS S-CLUS R-HIWA S-HIWA R-LOWA S-LOWA R-BCNT S-BCNT R-BMAX S-BMAX   rexmt persist    keep    2msl  delack rcvtime    (state)
tcp4       0      0 10.0.0.5.8080          10.0.0.9.51234              0      0      0      0  65700  33304      1   2048      0      0 525600 266432    0.00    0.00 7199.00    0.00    0.00    1.00 CLOSE_WAIT
tcp4       0      0 *.22                   *.*                         0      0      0      0  65700  33304      1   2048      0      0 525600 266432    0.00    0.00    0.00    0.00    0.00    0.00 LISTEN
`),
    ).toEqual(['CLOSE_WAIT 10.0.0.5:8080 10.0.0.9:51234 -', 'LISTEN *:22 - -']);
  });

  it('of macOS: a process with blanks in its name', () => {
    expect(
      rows(`Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)          rxbytes      txbytes  rhiwat  shiwat        process:pid    state  options
tcp4       0      0  192.168.1.20.8080      192.168.1.33.51234     CLOSE_WAIT           517         1024  131072  131376  Google Chrome H:4242  00122 00000000
`),
    ).toEqual(['CLOSE_WAIT 192.168.1.20:8080 192.168.1.33:51234 Google Chrome H:4242:null']);
  });

  it('of Solaris 11 with -u: who made the socket, accepted or not', () => {
    const text = `TCP: IPv4
   Local Address        Remote Address     User    Pid     Command       Swind  Send-Q  Rwind  Recv-Q    State
-------------------- -------------------- -------- ------ ------------- ------- ------ ------- ------ -----------
      *.8080               *.*            tomcat     4242 java               0      0  128000      0 LISTEN
10.0.0.5.8080        10.0.0.9.51234       tomcat     4242 java           64240      0  128480      0 CLOSE_WAIT
`;
    expect(rows(text)).toEqual([
      'LISTEN *:8080 - java:4242:null',
      'CLOSE_WAIT 10.0.0.5:8080 10.0.0.9:51234 java:4242:null',
    ]);
    expect(tableFindings(readSocketTable(text)).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'close-wait owner',
    ]);
  });

  it('of AIX with -A: an address of memory in front', () => {
    expect(
      rows(`PCB/ADDR         Proto Recv-Q Send-Q  Local Address      Foreign Address    (state)
f1000e0000123bb8 tcp4       0      0  *.22               *.*                LISTEN
f1000e0000124bb8 tcp4       0      0  10.0.0.5.8080      10.0.0.9.51234     CLOSE_WAIT
`),
    ).toEqual(['LISTEN *:22 - -', 'CLOSE_WAIT 10.0.0.5:8080 10.0.0.9:51234 -']);
  });

  it('of Windows: the process number on the next line', () => {
    expect(
      rows(`  Proto  Local Address          Foreign Address        State
PID
  TCP    10.1.1.5:8080          10.1.1.9:51515         CLOSE_WAIT
4242
  TCP    10.1.1.5:8080          10.1.1.9:51516         CLOSE_WAIT
4242
`),
    ).toEqual([
      'CLOSE_WAIT 10.1.1.5:8080 10.1.1.9:51515 :4242:null',
      'CLOSE_WAIT 10.1.1.5:8080 10.1.1.9:51516 :4242:null',
    ]);
  });
});

/** sockstat(1). */
describe('sockstat', () => {
  it('with -s', () => {
    expect(
      rows(`USER     COMMAND    PID   FD  PROTO  LOCAL ADDRESS         FOREIGN ADDRESS       CONN STATE
www      nginx      1234  6   tcp4   *:80                  *:*                   LISTEN
www      nginx      1235  9   tcp4   10.0.0.5:80           10.0.0.9:51234        CLOSE_WAIT
?        ?          ?     ?   tcp4   10.0.0.5:80           10.0.0.9:51235        TIME_WAIT
root     syslogd    700   6   udp4   *:514                 *:*
`),
    ).toEqual([
      'LISTEN *:80 - nginx:1234:6',
      'CLOSE_WAIT 10.0.0.5:80 10.0.0.9:51234 nginx:1235:9',
      'TIME_WAIT 10.0.0.5:80 10.0.0.9:51235 -',
    ]);
  });

  it('without states: that is no all-clear', () => {
    const table = readSocketTable(`USER     COMMAND    PID   FD PROTO  LOCAL ADDRESS         FOREIGN ADDRESS
www      nginx      1235  9  tcp4   10.0.0.5:80           10.0.0.9:51234
`);
    expect(table.rows.map(brief)).toEqual(['? 10.0.0.5:80 10.0.0.9:51234 nginx:1235:9']);
    expect(tableFindings(table).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'listing-incomplete no-states',
    ]);
  });
});

describe('Get-NetTCPConnection', () => {
  const TWO = ['LISTEN 0.0.0.0:8080 - :4242:null', 'CLOSE_WAIT 10.1.1.5:8080 10.1.1.9:51515 :4242:null'];
  const TABLE = `LocalAddress LocalPort RemoteAddress RemotePort State       AppliedSetting OwningProcess
------------ --------- ------------- ---------- -----       -------------- -------------
0.0.0.0      8080      0.0.0.0       0          Listen                     4242
10.1.1.5     8080      10.1.1.9      51515      CloseWait   Internet       4242
`;
  it.each([
    ['[WEB01] ', TABLE],
    ['2026-11-28 10:00:01,123 INFO  [collector-3] ', TABLE],
    ['web01 | ', TABLE],
    ['> ', TABLE],
    ['', TABLE.split('\n').slice(2).join('\n')],
  ])('behind "%s"', (prefix, text) => {
    expect(rows(text.replace(/^(?=.)/gm, prefix))).toEqual(TWO);
  });

  it('as a list behind a prefix, the state as a number', () => {
    expect(
      rows(`web01: LocalAddress   : 10.1.1.5
web01: LocalPort      : 8080
web01: RemoteAddress  : 10.1.1.9
web01: RemotePort     : 51515
web01: State          : 8
web01: OwningProcess  : 4242
`),
    ).toEqual(TWO.slice(1));
  });

  it('as JSON, with the line of each', () => {
    const text = `[
  {
    "LocalAddress":  "0.0.0.0", "LocalPort":  8080, "RemoteAddress":  "0.0.0.0", "RemotePort":  0,
    "State":  2, "OwningProcess":  4242
  },
  {
    "LocalAddress":  "10.1.1.5", "LocalPort":  8080, "RemoteAddress":  "10.1.1.9", "RemotePort":  51515,
    "State":  8, "OwningProcess":  4242
  }
]`;
    expect(rows(text)).toEqual(TWO);
    expect(readSocketTable(text).rows.map(({ line }) => line)).toEqual([3, 7]);
  });

  it('without the column State: the command says it', () => {
    expect(
      rows(`PS C:\\> Get-NetTCPConnection -State CloseWait | select LocalAddress,LocalPort,RemoteAddress,RemotePort,OwningProcess

LocalAddress LocalPort RemoteAddress RemotePort OwningProcess
------------ --------- ------------- ---------- -------------
10.1.1.5          8080 10.1.1.9           51515          4242
`),
    ).toEqual(TWO.slice(1));
  });

  it('as CSV whose cells hold commas', () => {
    expect(
      rows(`"Caption","Description","LocalAddress","LocalPort","RemoteAddress","RemotePort","State","OwningProcess"
,"TCP, IPv4","10.1.1.5","8080","10.1.1.9","51515","CloseWait","4242"
`),
    ).toEqual(TWO.slice(1));
  });
});

describe('counts', () => {
  it.each([
    [
      'ss -s of iproute2 4',
      'TCP:   1180 (estab 12, closed 150, orphaned 2, synrecv 0, timewait 150/0), ports 0',
      'ESTABLISHED 12,CLOSED 150,SYN_RECEIVED 0,TIME_WAIT 150',
    ],
    ['/proc/net/sockstat', 'TCP: inuse 1010 orphan 2 tw 150 alloc 1030 mem 300', 'TIME_WAIT 150'],
    ['wc', '$ netstat -an | grep CLOSE_WAIT | wc -l\n1827', 'CLOSE_WAIT 1827'],
    ['wc of ss, whose heading is a line', '$ ss -tan state close-wait | wc -l\n1828', 'CLOSE_WAIT 1827'],
    ['find /c', 'C:\\> netstat -ano | find /c "CLOSE_WAIT"\n713', 'CLOSE_WAIT 713'],
    ['grep -v', '$ netstat -an | grep -v CLOSE_WAIT | wc -l\n1827', ''],
    [
      'Group-Object',
      '   12 CloseWait                 {MSFT_NetTCPConnection (InstanceID = "1"), ...}',
      'CLOSE_WAIT 12',
    ],
    ['a port is not a count', '10.0.0.9:51234 CLOSE_WAIT', ''],
  ])('%s', (_, text, expected) => {
    const { counts } = readSocketTable(`${text}\n`);
    expect(counts.map(({ state, count }) => `${state} ${count}`).join()).toBe(expected);
  });
});

/** net-tools' statistics.c, the kernel's proc.c, netstat(1) of FreeBSD, netstat(8) of Solaris, AIX' netstat -s. */
describe('counters of the kernel', () => {
  const counted = (text: string) =>
    readSocketTable(text)
      .counters.map(({ id, count }) => `${id} ${count}`)
      .join();
  it.each([
    ['TcpExtListenDrops               567                0.0', 'listen-drops 567'],
    ['TcpExtTCPAbortOnData            12                 0.0', 'abort-on-data 12'],
    ['    89 connections aborted due to timeout', 'abort-on-timeout 89'],
    ['    7 connections reset due to early user close', 'abort-on-close 7'],
    [
      'TcpExt: SyncookiesSent ListenOverflows ListenDrops TCPAbortOnData\nTcpExt: 0 567 568 12',
      'overflows 567,listen-drops 568,abort-on-data 12',
    ],
    ['\t\t123 listen queue overflows', 'overflows 123'],
    ['\ttcpListenDrop       =    12     tcpListenDropQ0     =     0', 'overflows 12'],
    ["\t\t4 discarded due to listener's queue full", 'overflows 4'],
    ['the listen queue of a socket overflowed', ''],
  ])('%s', (text, expected) => {
    expect(counted(`${text}\n`)).toBe(expected);
  });

  it('are told as what they are: counts since the start', () => {
    const found = tableFindings(readSocketTable('TcpExtTCPAbortOnClose 3 0.0\nTcpExtListenDrops 0 0.0\n'));
    expect(found.map(({ id, kind, severity }) => `${id} ${kind} ${severity}`)).toEqual([
      'kernel-counters abort-on-close info',
    ]);
  });
});

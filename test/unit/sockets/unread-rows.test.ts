import { describe, expect, it } from 'vitest';
import { SocketSession } from '../../../src/core/session/sockets';
import { readSocketTable } from '../../../src/core/sockets';

const ALL_CLEAR = /^(?!.*that could be read).*shows a fault/;
const unread = (text: string) => readSocketTable(text).problems.map(({ line }) => line);
const summary = (text: string) => SocketSession.read(text, 'table.txt', 'en')?.explain(null).summary ?? '';

describe('a line that shows a connection and cannot be read', () => {
  it.each([
    ['ss, the state cut', 'ESTAB 0 0 10.0.0.5:80 10.0.0.9:51517\nCLOSE-WAI 145 0 10.0.0.5:80 10.0.0.9:51518'],
    [
      'ss, the state cut in front',
      'ESTAB 0 0 10.0.0.5:80 10.0.0.9:51517\nOSE-WAIT 145 0 10.0.0.5:80 10.0.0.9:51518',
    ],
    [
      'ss, a state without a name',
      'ESTAB 0 0 10.0.0.5:80 10.0.0.9:51517\nUNKNOWN 0 0 10.0.0.5:80 10.0.0.9:51514',
    ],
    [
      'netstat, cut in front',
      'tcp 0 0 10.1.2.3:80 10.1.2.9:3341 ESTABLISHED 3120/java\ncp 1 0 10.1.2.3:80 10.1.2.9:3342 CLOSE_WAIT 3120/java',
    ],
    [
      'Solaris',
      '10.1.1.5.7001 10.1.1.9.40113 64240 0 128480 0 ESTABLISHED\n10.1.1.5.7001 10.1.1.9.40112 64240 0 128480 0 CLOSE_WAI',
    ],
    [
      'Get-NetTCPConnection as CSV, the last quote cut off',
      '"LocalAddress","LocalPort","RemoteAddress","RemotePort","State","OwningProcess"\n"192.168.0.3","8080","192.168.0.9","51234","CloseWa',
    ],
    [
      'tcpstates',
      'SKADDR C-PID C-COMM LADDR LPORT RADDR RPORT OLDSTATE -> NEWSTATE MS\nffff9fd7e8192000 22384 curl 10.0.0.5 63446 10.0.0.9 80 ESTABLISHED -> CLOSE_WA',
    ],
  ])('is told: %s', (_, text) => {
    expect(unread(text)).toEqual([2]);
    expect(summary(text)).not.toMatch(ALL_CLEAR);
  });

  it('is told where PowerShell shortened the state', () => {
    const text = `LocalAddress LocalPort RemoteAddress RemotePort State       AppliedSetting OwningProcess
------------ --------- ------------- ---------- -----       -------------- -------------
192.168.0.3  8080      192.168.0.9   51234      CloseW...   Internet       5120
192.168.0.3  8080      192.168.0.9   51236      Established Internet       5120`;
    expect(unread(text)).toEqual([3]);
  });

  it('is not asked of other protocols, of sockets without a connection, and of sentences', () => {
    const row = 'tcp 0 0 10.1.2.3:80 10.1.2.9:3341 ESTABLISHED 3120/java\n';
    expect(unread(`${row}udp 0 0 10.1.2.3:68 10.1.2.1:67 ESTABLISHED 5/dhclient`)).toEqual([]);
    expect(unread(`${row}*.8080 *.* 0 0 128000 0 BOUND`)).toEqual([]);
    expect(unread(`${row}The proxy at 10.1.2.3:80 talks to 10.1.2.9:3341 all day.`)).toEqual([]);
  });

  it('is not a row of a text without a table', () => {
    expect(unread('UNKNOWN 0 0 10.0.0.5:80 10.0.0.9:51514')).toEqual([]);
  });
});

describe('rows without a state', () => {
  it('are said beside those that have one', () => {
    const text = `USER     COMMAND    PID   FD  PROTO  LOCAL ADDRESS         FOREIGN ADDRESS
www      nginx      3120  6   tcp4   *:80                  *:*
www      nginx      3121  9   tcp4   10.0.0.5:80           10.0.0.9:51514`;
    expect(summary(text)).not.toMatch(ALL_CLEAR);
    expect(summary(text)).toContain('Rows whose state is not in the text: 1.');
  });

  it('are sockets of lsof -F all the same, where the state was cut', () => {
    const text =
      'p4221\ncnode\nf23\ntIPv4\nPTCP\nn192.168.1.5:80->192.168.1.8:60123\nTST=CLOSE_WA\nf24\ntIPv4\nPTCP\nn192.168.1.5:80->192.168.1.8:60124\nTST=ESTABLISHED';
    expect(readSocketTable(text).rows.map(({ state }) => state)).toEqual([null, 'ESTABLISHED']);
    expect(summary(text)).not.toMatch(ALL_CLEAR);
  });
});

describe('a state that a line end breaks', () => {
  it.each([
    ['netstat', 'tcp 300 0 10.1.2.3:8080 10.1.2.9:33413 CLOSE_\nWAIT 3120/java'],
    ['Windows', 'TCP 192.168.0.3:8080 192.168.0.9:51234 CLOSE\n_WAIT 5120'],
    ['ss', 'CLOSE-\nWAIT 145 0 10.0.0.5:8000 10.0.0.9:51516'],
    ['lsof', 'node 4221 jeff 25u IPv4 0x5e1f 0t0 TCP 192.168.1.5:80->192.168.1.8:60125 (CLOSE_\nWAIT)'],
  ])('is CLOSE_WAIT, not CLOSED: %s', (_, text) => {
    expect(readSocketTable(text).rows.map(({ state }) => state)).toEqual(['CLOSE_WAIT']);
  });
});

describe('two rows on one line', () => {
  it.each([
    ['ss', 'ESTAB 0 0 10.0.0.5:80 10.0.0.9:51515 CLOSE-WAIT 145 0 10.0.0.5:80 10.0.0.9:51514'],
    [
      'ss with Netid',
      'tcp ESTAB 0 0 10.0.0.5:80 10.0.0.9:51515 tcp CLOSE-WAIT 145 0 10.0.0.5:80 10.0.0.9:51514',
    ],
    [
      'conntrack',
      'tcp 6 431999 ESTABLISHED src=10.0.0.5 dst=10.0.0.9 sport=41234 dport=443 src=10.0.0.9 dst=10.0.0.5 sport=443 dport=41234 [ASSURED] use=1 tcp 6 52 CLOSE_WAIT src=10.0.0.5 dst=10.0.0.9 sport=41236 dport=443 src=10.0.0.9 dst=10.0.0.5 sport=443 dport=41236 use=1',
    ],
    [
      'Windows',
      'TCP    10.0.0.5:80  10.0.0.9:51515  ESTABLISHED  3120 TCP    10.0.0.5:80  10.0.0.9:51514  CLOSE_WAIT  3120',
    ],
    [
      'lsof',
      'node 4221 jeff 24u IPv4 0x5e1f 0t0 TCP 10.0.0.5:80->10.0.0.9:60124 (ESTABLISHED) node 4221 jeff 25u IPv4 0x5e1f 0t0 TCP 10.0.0.5:80->10.0.0.9:60125 (CLOSE_WAIT)',
    ],
    [
      'macOS',
      'tcp4 0 0 10.0.0.5.53211 10.0.0.9.443 ESTABLISHED tcp4 0 0 10.0.0.5.53212 10.0.0.9.443 CLOSE_WAIT',
    ],
    [
      '/proc/net/tcp',
      '1: 0500000A:1F40 0900000A:C93A 01 00000000:00000000 00:00000000 00000000 0 0 7 1 0000000000000000 20 4 30 10 -1 2: 0500000A:1F40 0900000A:C93B 08 00000000:00000090 00:00000000 00000000 0 0 8 1 0000000000000000 20 4 30 10 -1',
    ],
  ])('are two: %s', (_, text) => {
    expect(readSocketTable(text).rows.map(({ state }) => state)).toEqual(['ESTABLISHED', 'CLOSE_WAIT']);
  });

  it('is one behind what a logger put in front of it', () => {
    const text = 'Nov 29 10:00:00 web01 check[12]: ESTAB 0 0 10.0.0.5:80 10.0.0.9:51515';
    expect(readSocketTable(text).rows.map(({ state }) => state)).toEqual(['ESTABLISHED']);
  });
});

describe('sockets of UDP', () => {
  const HEADING = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process';

  it('are not rows where the command asked for them alone', () => {
    const udp = `$ ss -uanp\n${HEADING}\nUNCONN 0 0 0.0.0.0:68 0.0.0.0:*\nESTAB 0 0 10.0.0.5:40000 10.0.0.9:53`;
    expect(readSocketTable(udp)).toMatchObject({ rows: [], problems: [] });
    const both = `${udp}\n${HEADING}\nCLOSE-WAIT 1 0 10.0.0.5:80 10.0.0.9:5353`;
    expect(readSocketTable(both).rows.map(({ state }) => state)).toEqual(['CLOSE_WAIT']);
  });

  it('are UNCONN, unless the command or a column says TCP', () => {
    const row = 'UNCONN 0 0 127.0.0.1:323 0.0.0.0:*';
    const states = (text: string) => readSocketTable(text).rows.map(({ state }) => state);
    expect(states(row)).toEqual([]);
    expect(states(`tcp ${row}`)).toEqual(['CLOSED']);
    expect(states(`$ ss -tan\n${HEADING}\n${row}`)).toEqual(['CLOSED']);
    expect(states(`$ ss -tuan\n${row}`)).toEqual([]);
  });
});

describe('a state and a number', () => {
  const counts = (text: string) =>
    readSocketTable(text).counts.map(({ state, count }) => `${state} ${count}`);

  it('is the beginning of a row where it stands below rows of ss', () => {
    const text = 'ESTAB 0 0 10.0.0.5:80 10.0.0.9:51517\nCLOSE-WAIT  145 0 10.0.0.\nCLOSE-WAIT  145';
    expect(counts(text)).toEqual([]);
    expect(unread(text)).toEqual([2, 3]);
    expect(counts('ESTAB 0 0 10.0.0.5:80 10.0.0.9:51517\n\nCLOSE-WAIT  145')).toEqual(['CLOSE_WAIT 145']);
  });

  it('is a time below a heading that says so', () => {
    expect(counts('Firewall timeouts (seconds):\nESTABLISHED: 3600\nCLOSE_WAIT: 60\nTIME_WAIT: 120')).toEqual(
      [],
    );
    expect(counts('Many timeouts since noon. By state:\nCLOSE_WAIT: 60')).toEqual(['CLOSE_WAIT 60']);
  });
});

describe('a connection that was tried and not established', () => {
  it.each([
    [
      'tcpstates',
      'SKADDR C-PID C-COMM LADDR LPORT RADDR RPORT OLDSTATE -> NEWSTATE MS\nffff9fd7e8192001 22384 curl 10.0.0.5 0 10.0.0.9 80 CLOSE -> SYN_SENT 0.000\nffff9fd7e8192001 0 swapper/5 10.0.0.5 63447 10.0.0.9 80 SYN_SENT -> CLOSE 127000.373',
    ],
    [
      'Zeek',
      '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\thistory\n1300475169.096535\tCX1\t10.0.0.5\t51516\t10.0.0.9\t8002\ttcp\tREJ\tSr',
    ],
  ])('is not free of faults: %s', (_, text) => {
    expect(summary(text)).toContain('Connections that were tried and not established: 1.');
    expect(summary(text)).not.toContain('shows a fault');
  });
});

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

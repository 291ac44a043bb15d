import { describe, expect, it } from 'vitest';
import { SocketSession } from '../../../src/core/session/sockets';
import { readSocketTable } from '../../../src/core/sockets';

/** The examples of tcplife(8) and of its own examples file (iovisor/bcc, tools/tcplife_example.txt). */
const TCPLIFE = `# ./tcplife
PID   COMM       LADDR           LPORT RADDR           RPORT TX_KB RX_KB MS
22597 recordProg 127.0.0.1       46644 127.0.0.1       28527     0     0 0.23
3277  redis-serv 127.0.0.1       28527 127.0.0.1       46644     0     0 0.28
28598 curl       100.66.3.172    61620 52.205.89.26    80        0     1 91.79
`;
const TIMED = `# ./tcplife -tw
TIME(s)   PID   COMM             IP LADDR                      LPORT RADDR                      RPORT  TX_KB  RX_KB MS
0.000000  5973  sshd             4  100.66.3.172               22    100.127.64.230             53438      6      1 20.04
1.234567  22606 web server       6  2001:db8::1                8080  2001:db8::2                40112      0      0 1.50
`;

describe('tcplife', () => {
  it.each([
    [
      TCPLIFE,
      [
        ['recordProg', 22597, 46644, 28527],
        ['redis-serv', 3277, 28527, 46644],
        ['curl', 28598, 61620, 80],
      ],
    ],
    [
      TIMED,
      [
        ['sshd', 5973, 22, 53438],
        ['web server', 22606, 8080, 40112],
      ],
    ],
  ])('is read, each row with its process', (text, expected) => {
    const { rows, problems } = readSocketTable(text);
    expect(problems).toEqual([]);
    expect(rows.map(({ tool, state }) => [tool, state])).toEqual(expected.map(() => ['tcplife', 'CLOSED']));
    expect(
      rows.map(({ processes: [process], local, peer }) => [
        process.name,
        process.pid,
        local?.port,
        peer?.port,
      ]),
    ).toEqual(expected);
  });

  it('is not taken for what is still there', () => {
    const session = SocketSession.read(TCPLIFE, 'lives.txt', 'en');
    expect(session?.findings().map(({ id }) => id)).toEqual(['listing-incomplete']);
    expect(session?.connections(0, 9).map(({ stuck }) => stuck)).toEqual([null, null, null]);
  });

  it('needs its heading: other columns of numbers are not rows', () => {
    expect(readSocketTable(TCPLIFE.split('\n').slice(2).join('\n')).rows).toEqual([]);
  });
});

describe('a listing from a container', () => {
  const listing = (command: string) =>
    `root@node:~# ${command}\nState Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nCLOSE-WAIT 1 0 10.0.0.2:8000 10.0.0.1:40001 users:(("server",pid=1,fd=5))\n`;
  it.each([
    ['docker exec -it web ss -tanp', 'web'],
    ['sudo podman exec -u root web ss -tanp', 'web'],
    ['kubectl exec -n shop web-0 -c app -- ss -tanp', 'web-0/app'],
    ['kubectl exec web-0 -- ss -tanp', 'web-0'],
    ['ss -tanp', null],
  ])('%s: %s', (command, container) => {
    const [row] = SocketSession.read(listing(command), 'ss.txt', 'en')?.connections(0, 1) ?? [];
    expect(row.process).toEqual({ name: 'server', pid: 1, container });
  });
});

import { describe, expect, it } from 'vitest';
import { SocketSession } from '../../../src/core/session/sockets';

const told = (text: string) =>
  (SocketSession.read(text, 'counts.txt', 'en')?.findings() ?? [])
    .filter(({ id }) => id === 'listings-grew')
    .map(({ message, severity, evidence }) => ({
      message,
      severity,
      lines: evidence.map((one) => ('line' in one ? one.line : 0)),
    }));

const AT = (clock: string) => `Sat Nov 28 ${clock} UTC 2026`;

describe('counts of one host at two times', () => {
  it('with the times in front', () => {
    expect(
      told(`${AT('10:00:00')}
     12 CLOSE_WAIT
     33 ESTABLISHED
${AT('10:05:00')}
     40 CLOSE_WAIT
     35 ESTABLISHED
`),
    ).toEqual([
      {
        message: 'Sockets counted in CLOSE_WAIT: 12 at first, 40 at last, 300 s later.',
        severity: 'warning',
        lines: [2, 5],
      },
    ]);
  });

  it('the same command behind the same prompt', () => {
    const listing = (count: number) => `root@web-1:~# netstat -an | grep -c CLOSE_WAIT\n${count}\n`;
    expect(told(listing(12) + listing(40)).map(({ message }) => message)).toEqual([
      'Sockets counted in CLOSE_WAIT: 12 at first, 40 at last.',
    ]);
  });

  it('counters of the kernel', () => {
    const listing = (count: number) =>
      `root@web-1:~# netstat -s\n    ${count} times the listen queue of a socket overflowed\n`;
    expect(told(listing(567) + listing(590))).toEqual([
      {
        message:
          'The kernel had counted 567 at first and 590 at last: it goes on. Counted are connections dropped at a full accept queue.',
        severity: 'warning',
        lines: [2, 4],
      },
    ]);
  });
});

describe('is not said', () => {
  it.each([
    ['of numbers without a time or prompt', '  12 CLOSE_WAIT\n\n  40 CLOSE_WAIT\n'],
    [
      'of two hosts',
      'root@web-1:~# ss -tan | grep -c CLOSE-WAIT\n12\nroot@web-2:~# ss -tan | grep -c CLOSE-WAIT\n40\n',
    ],
    [
      'of two commands',
      `$ netstat -an | grep 8000 | grep -c CLOSE_WAIT\n4\n$ netstat -an | grep -c CLOSE_WAIT\n40\n`,
    ],
    ['of counts by peer', `${AT('10:00:00')}\n  12 192.0.2.9 CLOSE_WAIT\n  40 192.0.2.7 CLOSE_WAIT\n`],
    ['where it fell', `${AT('10:00:00')}\n  40 CLOSE_WAIT\n${AT('10:05:00')}\n  12 CLOSE_WAIT\n`],
    // nstat(8) without -a tells what came since it ran last.
    [
      'of what nstat counted since it ran last',
      `${AT('10:00:00')}\nTcpExtListenOverflows 5 0.0\n${AT('10:05:00')}\nTcpExtListenOverflows 9 0.0\n`,
    ],
  ])('%s', (_, text) => {
    expect(told(text)).toEqual([]);
  });
});

it('a setting is not a count', () => {
  expect(SocketSession.read('Listen 80\nListen 443\nclosed 12\n', 'httpd.conf', 'en')).toBeNull();
});

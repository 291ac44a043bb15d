import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatSocketAddress, readSocketTable } from '../../../src/core/sockets';

/**
 * Recorded with net-tools 2.10 in the languages that it is translated to, `netstat -antpoe` as root and `-antp` as another user,
 * of sockets that a program on the loopback made: a listener, a peer that sent 143 bytes and closed, one with keep-alive, one
 * that was closed first here, and a connect() whose SYN nftables drops.
 */
const FOLDER = 'test/fixtures/sockets/languages';
const ROWS = [
  'LISTEN 127.0.0.1:8000 null',
  'SYN_SENT 127.0.0.1:54768 127.0.0.1:9999',
  'FIN_WAIT_2 127.0.0.1:52156 127.0.0.1:8000',
  'ESTABLISHED 127.0.0.1:52166 127.0.0.1:8000',
  'CLOSE_WAIT 127.0.0.1:8000 127.0.0.1:52156',
  'ESTABLISHED 127.0.0.1:8000 127.0.0.1:52166',
  'TIME_WAIT 127.0.0.1:8000 127.0.0.1:52176',
];
const read = (file: string) => readSocketTable(readFileSync(`${FOLDER}/${file}`, 'utf8'));

describe.each(readdirSync(FOLDER))('netstat of Linux: %s', (file) => {
  const { rows, problems, listings } = read(file);
  it('each row is read', () => {
    expect(
      rows.map(
        ({ state, local, peer }) =>
          `${state} ${local && formatSocketAddress(local)} ${peer && formatSocketAddress(peer)}`,
      ),
    ).toEqual(ROWS);
    expect(problems).toEqual([]);
    expect(listings.length).toBe(1);
  });
  it('the FIN and 143 bytes wait', () => expect(rows[4].recvQ).toBe(144));
  if (file.includes('-user'))
    it('another user does not see all processes', () => expect(listings[0].partial).toBe(true));
  else
    it('with timers, inodes and processes', () => {
      expect(rows.map(({ timer }) => timer?.kind)).toEqual([
        'off',
        'on',
        'off',
        'off',
        'off',
        'keepalive',
        'timewait',
      ]);
      expect(rows.map(({ timer }) => Math.round(timer?.seconds ?? -1)).slice(5)).toEqual([
        expect.closeTo(7199, 0),
        expect.closeTo(59, 0),
      ]);
      expect(rows.map(({ processes }) => processes[0]?.name)).toEqual([
        ...Array(6).fill('python3'),
        undefined,
      ]);
      expect(rows.map(({ inode }) => inode === 0)).toEqual([...Array(6).fill(false), true]);
    });
});

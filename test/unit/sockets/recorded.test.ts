import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableFindings } from '../../../src/core/incident';
import { formatSocketAddress, readSocketTable, type SocketRow } from '../../../src/core/sockets';

/** What test/kernel/record-tables.py recorded, and what it read of the same sockets in /proc by itself. */
const FOLDER = 'test/fixtures/sockets/recorded';
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));
const truth = JSON.parse(readFileSync(`${FOLDER}/rows.json`, 'utf8')) as {
  pid: number;
  rows: {
    local: string;
    peer: string | null;
    state: string;
    recvQ: number;
    inode: number;
    fd: number | null;
  }[];
};
const read = (file: string) => readSocketTable(readFileSync(`${FOLDER}/${file}`, 'utf8'));
const key = (local: string | null, peer: string | null) => `${local} ${peer ?? '-'}`;
const keyOf = ({ local, peer }: SocketRow) =>
  key(local && formatSocketAddress(local), peer && formatSocketAddress(peer));

/** Which of the sockets a listing holds. */
function expected(file: string) {
  if (file.startsWith('lsof')) return truth.rows.filter(({ fd }) => fd !== null);
  if (file === 'proc-net-tcp6.txt') return truth.rows.filter(({ local }) => local.startsWith('['));
  if (file === 'proc-net-tcp.txt') return truth.rows.filter(({ local }) => !local.startsWith('['));
  if (file === 'ss-close-wait.txt') return truth.rows.filter(({ state }) => state === 'CLOSE_WAIT');
  return truth.rows;
}

describe.each(files)('%s', (file) => {
  const table = read(file);
  const connected = table.rows.filter(({ local }) => local !== null);

  it('gives every socket that the kernel has, once', () => {
    expect(connected.map(keyOf).sort()).toEqual(
      expected(file)
        .map(({ local, peer }) => key(local, peer))
        .sort(),
    );
    expect(table.problems).toEqual([]);
  });

  it('gives what the kernel says of each', () => {
    const rows = new Map(truth.rows.map((row) => [key(row.local, row.peer), row]));
    for (const row of connected) {
      const known = rows.get(keyOf(row));
      // A listing of one state has no column for it, and its prompt is not recorded.
      if (file !== 'ss-close-wait.txt') expect(row.state).toBe(known?.state);
      if (row.recvQ !== null) expect(row.recvQ).toBe(known?.recvQ);
      if (row.inode !== null) expect(row.inode).toBe(known?.inode);
      for (const process of row.processes) {
        expect(process.pid).toBe(truth.pid);
        if (process.fd !== null) expect(process.fd).toBe(known?.fd);
      }
      // Who is named holds it, and who holds it is named where the listing names anyone.
      if (table.listings[row.listing].showsProcesses)
        expect(row.processes.length > 0).toBe(known?.fd !== null);
    }
  });

  it('says of no socket that it was not accepted which the kernel knows to be held, nor the other way', () => {
    const rows = new Map(truth.rows.map((row) => [key(row.local, row.peer), row]));
    for (const { id, rows: found } of tableFindings(table)) {
      for (const row of found) {
        if (row.peer === null) continue;
        const held = rows.get(keyOf(row))?.fd !== null;
        if (id === 'never-accepted') expect(held).toBe(false);
        if (['accepted-not-read', 'fin-wait-2-held', 'receiver-not-reading'].includes(id))
          expect(held).toBe(true);
      }
    }
  });
});

const byKind = (file: string, id: string) =>
  tableFindings(read(file)).flatMap((finding) =>
    finding.id === id
      ? [`${finding.kind} ${finding.sureness} ${finding.rows.map(({ recvQ }) => recvQ).join()}`]
      : [],
  );

it.each([
  'ss-tanp.txt',
  'ss-tanpo.txt',
  'ss-tanpoiem.txt',
  'ss-tanpoiemO.txt',
  'ss-anp.txt',
  'netstat-antp.txt',
  'netstat-antpoe.txt',
  'netstat-neopaW.txt',
])('%s tells the two that wait for accept(), and what was left unread', (file) => {
  expect(byKind(file, 'never-accepted').slice(0, 2)).toEqual(['closed-one proven 1', 'waiting-one proven 0']);
  expect(byKind(file, 'accepted-not-read').sort()).toEqual(['with-fin proven 144', 'with-fin proven 21']);
  expect(byKind(file, 'fin-wait-2-held')).toHaveLength(1);
});

it.each(['ss-tan.txt', 'ss-tanp-user.txt', 'netstat-ant.txt', 'netstat-antp-user.txt', 'busybox-ant.txt'])(
  '%s shows no processes: it says so, and concludes nothing from that',
  (file) => {
    expect(byKind(file, 'listing-incomplete')).toEqual(['no-processes proven ']);
    expect(byKind(file, 'never-accepted').filter((kind) => !kind.startsWith('queue'))).toEqual([]);
    expect(byKind(file, 'accepted-not-read')).toEqual([]);
  },
);

it('tells the accept queue that is full, and the peer that does not answer', () => {
  expect(byKind('ss-tanpoiem.txt', 'accept-queue-overflow')).toEqual(['full proven 2']);
  expect(byKind('ss-tanpoiem.txt', 'half-open-peer')).toEqual(['silent proven 0']);
  expect(byKind('netstat-antpoe.txt', 'half-open-peer')).toEqual(['retransmitting likely 0']);
  expect(byKind('ss-tanpo.txt', 'receiver-not-reading').sort()).toEqual(['own possible 77', 'peer proven 0']);
});

it('reads the timer that iproute2 prints as 1.664ms as seconds', () => {
  const timers = read('ss-tanpo.txt').rows.flatMap(({ timer }) => (timer?.kind === 'on' ? [timer] : []));
  const other = read('netstat-antpoe.txt').rows.flatMap(({ timer }) => (timer?.kind === 'on' ? [timer] : []));
  expect(timers).toHaveLength(1);
  expect(Math.abs((timers[0].seconds ?? 0) - (other[0].seconds ?? 0))).toBeLessThan(1);
});

it('tells the socket without a connection', () => {
  expect(byKind('lsof-p.txt', 'descriptor-leak')).toEqual(['one likely ']);
});

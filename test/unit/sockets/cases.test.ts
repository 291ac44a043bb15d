import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableFindings } from '../../../src/core/incident';
import { formatSocketAddress, readSocketTable, type SocketRow } from '../../../src/core/sockets';

const FIXTURES = 'test/fixtures/sockets';
const read = (file: string) => readSocketTable(readFileSync(`${FIXTURES}/${file}`, 'utf8'));

/** A row in one line: `line state local peer recvQ/sendQ-or-limit pid`. */
const rowLine = (row: SocketRow): string =>
  [
    row.line,
    row.state ?? '?',
    row.local === null ? '-' : formatSocketAddress(row.local),
    row.peer === null ? '-' : formatSocketAddress(row.peer),
    `${row.recvQ ?? '-'}/${row.listenLimit ?? row.sendQ ?? '-'}`,
    row.processes.map(({ name, pid, fd }) => `${name}:${pid}:${fd ?? '-'}`).join() || '-',
  ].join(' ');

/** What a person reads in the tables, row by row. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  'netstat-nap.txt': [
    '3 LISTEN 0.0.0.0:8000 - 1/- server:4242:-',
    '4 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:40112 1/0 -',
    '5 CLOSE_WAIT 192.0.2.2:8000 198.51.100.8:40113 144/0 server:4242:-',
  ],
  'netstat-pant.txt': [
    '2 LISTEN [::]:8000 - 51/50 java:31014:-',
    '3 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:41001 1/0 -',
    '4 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:41002 144/0 java:31014:-',
    '5 CLOSE_WAIT 192.0.2.2:8000 198.51.100.8:41003 144/0 java:31014:-',
    '6 FIN_WAIT_1 192.0.2.2:37320 203.0.113.9:443 0/3364 -',
    '7 FIN_WAIT_2 192.0.2.2:80 198.51.100.9:17863 0/0 node:26375:-',
  ],
  'ss-tanp.txt': [
    '2 LISTEN 0.0.0.0:8000 - 1/1 server:4242:3',
    '3 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:40112 1/0 -',
    '4 CLOSE_WAIT 192.0.2.2:8000 198.51.100.8:40113 145/0 server:4242:4',
  ],
  'ss-tipo.txt': [
    '3 ESTABLISHED 192.0.2.7:38620 192.0.2.2:6379 0/14 python:412:7',
    '5 CLOSE_WAIT 192.0.2.7:443 198.51.100.94:59762 183/0 srv:21894:31',
    '6 LISTEN 0.0.0.0:443 - 129/128 srv:21894:3',
  ],
  'lsof-i.txt': [
    '2 LISTEN *:8000 - -/- server:4242:3',
    '3 CLOSE_WAIT 192.0.2.2:8000 198.51.100.8:40113 -/- server:4242:4',
  ],
  'lsof-proxy.txt': [
    '2 CLOSE_WAIT 192.0.2.1:34014 192.0.2.66:80 -/- proxy:23746:614',
    '3 CLOSE_WAIT 192.0.2.1:38563 192.0.2.65:80 -/- proxy:23746:615',
    '4 ? - - -/- sslh:79085:1017',
  ],
  'proc-net-tcp.txt': [
    '2 LISTEN 0.0.0.0:8000 - 1/- -',
    '3 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:40112 1/0 -',
  ],
  'proc-net-tcp-2.txt': [
    '2 LISTEN 0.0.0.0:8000 - 51/- -',
    '3 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:52552 1/0 -',
  ],
  'conntrack.txt': ['1 CLOSE_WAIT 192.0.2.35:35715 198.51.100.254:80 -/- -'],
  'tcpstates.txt': ['3 CLOSE_WAIT 192.0.2.2:8000 198.51.100.7:40112 -/- -'],
  'node-report.json': [
    '1 LISTEN 192.0.2.2:8000 - -/- node server.js:4242:19',
    '1 ? 192.0.2.2:8000 198.51.100.7:40112 -/0 node server.js:4242:21',
  ],
};

/** What is right about them: findings above info, each with the lines that show it. */
const FINDINGS: Readonly<Record<string, readonly string[]>> = {
  'netstat-nap.txt': ['never-accepted closed-one 4', 'accepted-not-read with-fin 5 bytes=143'],
  'netstat-pant.txt': [
    'accept-queue-overflow full 2 limit=50 waiting=51',
    'never-accepted closed-one 3',
    'accepted-not-read with-fin 4 bytes=143',
    'accepted-not-read with-fin 5 bytes=143',
    'fin-wait-2-held without-timer 7',
  ],
  'ss-tanp.txt': ['never-accepted closed-one 3', 'accepted-not-read with-fin 4 bytes=144'],
  'ss-tipo.txt': [
    'accept-queue-overflow full 6 limit=128 waiting=129',
    'accepted-not-read with-fin 5 bytes=182',
    'half-open-peer silent 3 next=42 retries=13',
  ],
  'lsof-i.txt': ['close-wait held 3'],
  'lsof-proxy.txt': [
    'close-wait held 2',
    'close-wait held 3',
    'descriptor-leak one-near-limit 4 highest=1017',
  ],
  'proc-net-tcp.txt': ['never-accepted closed-one 3'],
  'proc-net-tcp-2.txt': ['never-accepted closed-one 3', 'never-accepted queue-many 2 waiting=51'],
  'conntrack.txt': ['middlebox-forgets translated 1 forgotten=55'],
  'tcpstates.txt': ['close-wait recorded 3 before=52.5183'],
  'node-report.json': ['descriptor-held paused 1 fd=21'],
};
const TOLD = ['before', 'bytes', 'fd', 'forgotten', 'highest', 'limit', 'next', 'retries', 'waiting'];

describe.each(Object.keys(ROWS))('%s', (file) => {
  const table = read(file);

  it('gives every row, and nothing else', () => {
    expect(table.rows.map(rowLine)).toEqual(ROWS[file]);
    expect(table.problems).toEqual([]);
  });

  it('shows what is wrong, and no more', () => {
    const found = tableFindings(table).filter(({ severity }) => severity !== 'info');
    const lines = found.map(({ id, kind, evidence, values }) =>
      [
        id,
        kind,
        evidence.map(({ line }) => line).join(),
        ...TOLD.filter((name) => name in values && !(name === 'limit' && id === 'descriptor-leak')).map(
          (name) => `${name}=${values[name]}`,
        ),
      ].join(' '),
    );
    expect(lines).toEqual(FINDINGS[file]);
  });
});

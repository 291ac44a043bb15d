import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SocketSession } from '../../../src/core/session/sockets';
import { readSocketTable, type SocketRow } from '../../../src/core/sockets';

/** What test/kernel/record-tables.py recorded of one set of sockets, with what loggers of no known kind put before each line. */
const recorded = (file: string) => readFileSync(`test/fixtures/sockets/recorded/${file}`, 'utf8');
const eachLine = (change: (line: string, at: number) => string) => (text: string) =>
  text
    .split('\n')
    .map((line, at) => (line === '' ? line : change(line, at)))
    .join('\n');

const PREFIXES: Readonly<Record<string, (text: string) => string>> = {
  'a level and a class': eachLine(
    (line, at) => `2026-11-28 23:40:${10 + (at % 50)},123 INFO  [main] ${line}`,
  ),
  'host, unit and a counter': eachLine((line, at) => `host7 app.diag(${at * 37}) :: ${line}`),
  logfmt: eachLine((line, at) => `ts=${1000 + at} lvl=info msg=${line}`),
  'pod and container': eachLine((line) => `web-0 app ${line}`),
};
const FILES = [
  'lsof-F.txt',
  'ss-close-wait.txt',
  'ss-tanp.txt',
  'ss-anp.txt',
  'netstat-antp.txt',
  'proc-net-tcp.txt',
];

const said = (text: string) =>
  readSocketTable(text).rows.map(({ local, peer, state, processes }: SocketRow) =>
    JSON.stringify([local, peer, state, processes.map(({ pid, fd }) => [pid, fd])]),
  );

describe.each(FILES)('%s', (file) => {
  it.each(Object.keys(PREFIXES))('behind %s', (name) => {
    const text = recorded(file);
    expect(said(PREFIXES[name](text))).toEqual(said(text));
    expect(said(text).length).toBeGreaterThan(4);
  });

  // sh -x prints the command behind plus signs.
  it.each(Object.keys(PREFIXES))('behind %s, the command traced by the shell', (name) => {
    const text = `+ ss -tanp state close-wait\n${recorded('ss-close-wait.txt')}`;
    const rows = readSocketTable(PREFIXES[name](text)).rows;
    expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'CLOSE_WAIT'));
    expect(rows).toHaveLength(5);
  });
});

it('a command for one state does not speak of the table of another tool below it', () => {
  const text = `$ ss -tn state close-wait; netstat -antp\n${recorded('netstat-antp.txt')}`;
  expect(said(text)).toEqual(said(recorded('netstat-antp.txt')));
});

it('rows of ss without a state are no all-clear', () => {
  const text = recorded('ss-close-wait.txt').replace(/^\$.*\n/, '');
  const session = SocketSession.read(text, 'ss.txt', 'en');
  const told = session?.explain(null);
  expect(session?.table.rows.map(({ state }) => state)).toEqual([null, null, null, null, null]);
  expect(told?.summary).toContain('states of its sockets are not in it');
  expect(told?.captureFindings.map(({ message }) => message).join()).toContain(
    'No row of this listing has a state',
  );
});

it('lines that look like rows and could not be read are told beside "nothing found"', () => {
  const text =
    'tcp 0 0 192.0.2.2:8000 0.0.0.0:* LISTEN 5/srv\ntcp 0 0 192.0.2.2:8000 198.51.100.7:99999 CLOSE_WAIT -\n';
  expect(SocketSession.read(text, 'netstat.txt', 'en')?.explain(null).summary).toContain(
    'could not be read: 1',
  );
});

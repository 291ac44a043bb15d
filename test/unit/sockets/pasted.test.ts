import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatSocketAddress, readSocketTable } from '../../../src/core/sockets';

const FOLDER = 'test/fixtures/sockets/recorded';

/** All that a row says, without its line. */
const said = (text: string) =>
  readSocketTable(text).rows.map(({ local, peer, state, recvQ, processes, timer }) =>
    JSON.stringify([
      local && formatSocketAddress(local),
      peer && formatSocketAddress(peer),
      state,
      recvQ,
      processes,
      timer?.kind,
    ]),
  );

const eachLine = (change: (line: string, at: number) => string) => (text: string) =>
  text
    .split('\n')
    .map((line, at) => (line === '' ? line : change(line, at)))
    .join('\n');

/** What people and programs do to a table before it arrives. */
const DAMAGE: Readonly<Record<string, (text: string) => string>> = {
  quoted: eachLine((line) => `> ${line}`),
  'quoted twice': eachLine((line) => `> > ${line}`),
  indented: eachLine((line) => `    ${line}`),
  'Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
  'a fence and a remark': (text) =>
    `Hello, this is what I see:\n\n\`\`\`\n${text}\`\`\`\n\nThanks for any help!\n`,
  'HTML of a forum': (text) =>
    `<pre><code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</code></pre>`,
  'lines ended by <br>': (text) => text.replaceAll('\n', '<br />'),
  'no-break spaces': (text) => text.replaceAll('  ', '\u00a0 '),
  tabs: (text) => text.replace(/ {2,}/g, '\t'),
  'single spaces': (text) => text.replace(/ {2,}/g, ' '),
  colours: eachLine((line) => `\u001b[32m${line}\u001b[0m`),
  'numbered by cat -n': eachLine((line, at) => `${String(at + 1).padStart(6)}\t${line}`),
  'docker compose': eachLine((line) => `web-1  | ${line}`),
  'kubectl --prefix': eachLine((line) => `[pod/web-1/debug] ${line}`),
  'a stamp before each line': eachLine((line) => `2026-11-22T10:00:00.123456Z ${line}`),
  'a bar on both sides': eachLine((line) => `| ${line} |`),
  'a bar on both sides, no blanks': eachLine((line) => `|${line}|`),
  'a diff that adds it': eachLine((line) => `+${line}`),
  'lines of JSON, as Ansible prints them': eachLine((line) => `        ${JSON.stringify(line)},`),
  'a body in JSON, indented': (text) => `${JSON.stringify({ rc: 0, stdout: text }, null, 2)}\n`,
  'lines in JSON': (text) => `${JSON.stringify({ rc: 0, stdout_lines: text.split('\n') })}\n`,
  'a list': eachLine((line) => `* ${line}`),
  'code marks around each line': eachLine((line) => `\`${line}\``),
  'a line of a source text each': eachLine((line) =>
    `"${line.replaceAll('"', '\\"')}",`.replaceAll('\\"', '\u201d'),
  ),
  'a ticket’s noformat': eachLine((line) => `{noformat}${line}{noformat}`),
  'grep -n': eachLine((line, at) => `${at + 1}:${line}`),
  'grep -H': eachLine((line) => `logs/sockets.txt:${line}`),
  'a logger before each line': eachLine((line) => `2026-11-28 23:40:45,123 INFO  [main] ${line}`),
  'kubectl logs of several pods': eachLine((line) => `web-0 app ${line}`),
  'docker json-file': eachLine((line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' })),
  'a body in JSON': (text) => `${JSON.stringify({ ticket: { body: text } })}\n`,
  'typographic quotes and hyphens': (text) => text.replaceAll('"', '\u201c').replaceAll('-', '\u2010'),
  'escaped for Markdown': (text) => text.replace(/[_*]/g, '\\$&'),
  'links of Markdown': (text) => text.replace(/\d+(?:\.\d+){3}:\d+/g, '[$&](http://$&)'),
  'links of a chat': (text) => text.replace(/\d+(?:\.\d+){3}:\d+/g, '<http://$&|$&>'),
  'links of a page': (text) => text.replace(/\d+(?:\.\d+){3}:\d+/g, '<a href="http://$&">$&</a>'),
  'cut at 72 columns and gone on with': (text) => text.replace(/ +$/gm, '').replace(/.{72}(?=.)/g, '$&\n'),
  'broken at blanks before 72 columns': (text) => text.replace(/^(?=.{73}).{0,71}\S(?= )/gm, '$&\n   '),
  'broken so and quoted': (text) =>
    eachLine((line) => `> ${line}`)(text.replace(/^(?=.{73}).{0,71}\S(?= )/gm, '$&\n')),
  'without its header': (text) => text.replace(/^(?:State|Active|Proto|\s+sl|COMMAND)[^\n]*\n/gm, ''),
};

const FILES = ['ss-tanp.txt', 'netstat-antp.txt', 'netstat-antpoe.txt', 'proc-net-tcp.txt', 'lsof-i.txt'];

describe.each(FILES)('%s', (file) => {
  const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
  it.each(Object.keys(DAMAGE))('%s', (damage) => {
    expect(said(DAMAGE[damage](text))).toEqual(said(text));
  });
});

it('rows with all that ss -i says, cut at a width and gone on with', () => {
  const text = readFileSync('test/fixtures/kernel-tables/close_wait_pile_up/ss-tanpoie.table.txt', 'utf8');
  const cut = text.replace(/ +$/gm, '').replace(/.{80}(?=.)/g, '$&\n');
  expect(said(cut)).toEqual(said(text));
  expect(said(text).length).toBeGreaterThan(4);
});

describe('lsof with columns that options add', () => {
  // lsof 4.95: -R the parent's number, -g the process group's, -K the task.
  it.each([
    'python3 21961 21955 root    9u  IPv4 3468052      0t0  TCP 10.9.0.1:8000->10.9.0.1:48856 (CLOSE_WAIT)',
    'python3 21961 21955 21950 root    9u  IPv4 3468052      0t0  TCP 10.9.0.1:8000->10.9.0.1:48856 (CLOSE_WAIT)',
    'python3 21961 21962 worker root    9u  IPv4 3468052      0t0  TCP 10.9.0.1:8000->10.9.0.1:48856 (CLOSE_WAIT)',
    'python3 21961 1000    9u  IPv4 3468052      0t0  TCP 10.9.0.1:8000->10.9.0.1:48856 (CLOSE_WAIT)',
  ])('%s', (line) => {
    const [row] = readSocketTable(`${line}\n`).rows;
    expect(row).toMatchObject({ state: 'CLOSE_WAIT', processes: [{ name: 'python3', pid: 21961, fd: 9 }] });
  });

  it('a state that was cut in two is told', () => {
    const { rows, problems } = readSocketTable(
      'python3 21961 21955 root 9u IPv4 3468052 0t0 TCP 10.9.0.1:8000->10.9.0.1:48856 (CLOSE_WA\n',
    );
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ id: 'table.unreadable-row', line: 1 }]);
  });
});

describe('rows broken in two', () => {
  it('before the process', () => {
    const text = readFileSync(`${FOLDER}/ss-tanp.txt`, 'utf8');
    expect(said(text.replaceAll(' users:', '\nusers:'))).toEqual(said(text));
    const other = readFileSync(`${FOLDER}/netstat-antp.txt`, 'utf8');
    expect(said(other.replace(/ +(\d+\/)/g, '\n$1'))).toEqual(said(other));
  });

  it('before the state', () => {
    const text = readFileSync(`${FOLDER}/netstat-antp.txt`, 'utf8');
    expect(said(text.replace(/ +(LISTEN|ESTABLISHED|CLOSE_WAIT|FIN_WAIT2|TIME_WAIT)/g, '\n   $1'))).toEqual(
      said(text),
    );
  });

  it('before the peer', () => {
    const text = readFileSync(`${FOLDER}/ss-tanp.txt`, 'utf8');
    expect(said(text.replace(/ +(192\.0\.2\.[13]:\d+)/g, '\n    $1'))).toEqual(said(text));
  });
});

it('keeps the line of each row, whatever stands around', () => {
  const { rows, listings } = readSocketTable(`Look at this:

root@web-1:~# ss -tan state close-wait
Recv-Q  Send-Q  Local Address:Port  Peer Address:Port
1       0       192.0.2.2:8000      198.51.100.7:40112

and then
$ netstat -tn
Active Internet connections (w/o servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State
tcp        1      0 192.0.2.2:8000          198.51.100.7:40112      CLOSE_WAIT
`);
  expect(rows.map(({ line, tool, state }) => `${line} ${tool} ${state}`)).toEqual([
    '5 ss CLOSE_WAIT',
    '11 netstat CLOSE_WAIT',
  ]);
  expect(listings.map(({ command }) => command)).toEqual(['ss -tan state close-wait', 'netstat -tn']);
});

it('tells a row that cannot be read, with its line', () => {
  const { rows, problems } = readSocketTable(
    'tcp 0 0 192.0.2.2:8000 198.51.100.7:40112 ESTABLISHED -\ntcp 0 0 192.0.2.2:8000 198.51.100.7:99999 CLOSE_WAIT -\n',
  );
  expect(rows).toHaveLength(1);
  expect(problems).toMatchObject([{ id: 'table.unreadable-row', line: 2 }]);
});

describe('text that is no table', () => {
  it.each([
    'The server is in CLOSE_WAIT and I do not know why: 12 of them at 192.0.2.2:8000.\n',
    'LISTEN 0 128 is what ss prints\n',
    '{"libuv": 3, "header": {}}',
    '12:00:00.000000 IP 192.0.2.1.33482 > 192.0.2.2.8000: Flags [S], seq 1, win 64240, length 0\n',
    'a,b,c\n1,2,3\n',
    '2026-11-22 10:00:00 server: 0 0 connections to db:5432 from web:80\n',
  ])('%s', (text) => {
    const { rows, counts } = readSocketTable(text);
    expect([...rows, ...counts]).toEqual([]);
  });
});

it('never throws and never hangs, whatever bytes of a table are lost or doubled', () => {
  const texts = FILES.map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8'));
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let round = 0; round < 400; round++) {
    const text = texts[round % texts.length];
    const [at, length] = [random(text.length), random(80)];
    const changed =
      round % 2 === 0
        ? text.slice(0, at) + text.slice(at + length)
        : text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at);
    for (const { line } of readSocketTable(changed).rows) expect(line).toBeGreaterThan(0);
  }
});

describe('cut at a width', () => {
  /** What a row claims; a port or a process that lost digits would be another one. */
  it.each([60, 66, 70, 76, 80, 90, 100])('%i: no row with an end that is not in the whole table', (width) => {
    for (const file of FILES) {
      const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
      const ends = (of: string) =>
        readSocketTable(of).rows.map(({ local, peer }) =>
          [local && formatSocketAddress(local), peer && formatSocketAddress(peer)].join(' '),
        );
      const whole = new Set(ends(text));
      const cut = readSocketTable(eachLine((line) => line.slice(0, width))(text));
      const strange = ends(eachLine((line) => line.slice(0, width))(text)).filter((end) => !whole.has(end));
      expect(strange, file).toEqual([]);
      expect(cut.rows.length + cut.problems.length, file).toBeGreaterThanOrEqual(whole.size);
    }
  });
});

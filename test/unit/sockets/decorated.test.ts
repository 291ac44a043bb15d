import { describe, expect, it } from 'vitest';
import { readSocketTable } from '../../../src/core/sockets';

/**
 * One row of each tool, in what people and programs put around it when they pass it on: a row is read as it is without
 * that, its process by name and number (netstat(8), ss(8), lsof(8), netstat of Windows).
 */
const ROWS = {
  netstat: 'tcp        1      0 10.0.0.5:8080      10.0.0.9:51234     CLOSE_WAIT  1234/java',
  ss: 'CLOSE-WAIT 1      0      10.0.0.5:8080    10.0.0.9:51234 users:(("java",pid=1234,fd=88))',
  windows: '  TCP    10.0.0.5:8080          10.0.0.9:51234         CLOSE_WAIT      1234',
  lsof: 'java      1234 www    88u  IPv4  18333      0t0  TCP 10.0.0.5:8080->10.0.0.9:51234 (CLOSE_WAIT)',
} as const;
type Tool = keyof typeof ROWS;
const escaped = (row: string) => row.replace(/"/g, '\\"');
const columnsOf = (row: string) => row.trim().split(/\s+/);

const AROUND: Readonly<Record<string, (row: string) => string>> = {
  'a fence on the same line': (row) => `\`\`\`${row}\`\`\``,
  'a chat': (row) => `[11:02 AM] Li Wei: \`\`\`${row}\`\`\``,
  bold: (row) => `**${row}**`,
  'a list of code': (row) => `- \`${row}\``,
  'a number': (row) => `1. ${row}`,
  'a cell': (row) => `| web-1 | ${row} |`,
  'a cell of CSV': (row) => `"2026-11-28","web-1","${row.replace(/"/g, '""')}"`,
  'a drawn frame': (row) => `│ ${row} │`,
  'a line of Ansible': (row) => `    "stdout_lines": [ "${escaped(row)}" ]`,
  'JSON in JSON': (row) => JSON.stringify(JSON.stringify({ output: row })),
  'a logger': (row) => `I1128 23:40:45.123456   1 net.go:12] ${row}`,
  'a remark before it': (row) => `连接：${row}`,
  'a remark behind it': (row) => `${row}（卡住）`,
  'remarks on both sides': (row) => `看：${row}，一直在这里`,
  'an arrow': (row) => `${row}   <--- this one!!`,
  'a comment': (row) => `${row}  # stuck`,
  'an added line of diff': (row) => `+${row}`,
  'grep -n': (row) => `12:${row}`,
  'grep with names': (row) => `/tmp/n.txt:12:${row}`,
  'a table of Markdown': (row) => `|${columnsOf(row).join('|')}|`,
  semicolons: (row) => columnsOf(row).join(';'),
};

describe.each(Object.keys(ROWS) as Tool[])('a row of %s', (tool) => {
  it.each(Object.keys(AROUND))('in %s', (name) => {
    const { rows, problems } = readSocketTable(AROUND[name](ROWS[tool]));
    expect(problems).toEqual([]);
    expect(rows.map(({ state, local, peer }) => [state, local?.host, local?.port, peer?.port])).toEqual([
      ['CLOSE_WAIT', '10.0.0.5', 8080, 51234],
    ]);
    const [process] = rows[0].processes;
    expect([process?.pid, process?.name]).toEqual([1234, tool === 'windows' ? '' : 'java']);
  });
});

it('remarks between rows are not parts of them, whatever their length', () => {
  const remarks = ['（这里省略了大约 200 行）', '谢谢！'];
  const text = [40001, 40002].flatMap((port, at) => [
    `tcp 1 0 10.0.0.5:8080 10.0.0.9:${port} CLOSE_WAIT 1234/java`,
    remarks[at],
  ]);
  const { rows } = readSocketTable(text.join('\n'));
  expect(rows.map(({ line, processes }) => [line, processes[0]?.name])).toEqual([
    [1, 'java'],
    [3, 'java'],
  ]);
});

it('listen queues with the kernel’s addresses (netstat -LAn of macOS)', () => {
  const text = `Current listen queue sizes (qlen/incqlen/maxqlen)
Socket           Listen         Local Address
ffffff801e1f0c80 0/0/128        127.0.0.1.49152
ffffff801e1f0d00 3/0/10         *.8000
`;
  const { rows } = readSocketTable(text);
  expect(rows.map(({ recvQ, listenLimit, local }) => [recvQ, listenLimit, local?.port])).toEqual([
    [0, 128, 49152],
    [3, 10, 8000],
  ]);
});

it('a process with its number in brackets, in a table that a person made', () => {
  const text = `| State | Local | Peer | Process |
|:--|:--|:--|--:|
| CLOSE-WAIT | 10.0.0.5:8080 | 10.0.0.9:51234 | java (1234) |
| ESTAB | \`10.0.0.5:8080\` | \`10.0.0.9:51235\` | java (1234) |`;
  const { rows, problems } = readSocketTable(text);
  expect(problems).toEqual([]);
  expect(rows.map(({ state, processes }) => [state, processes[0]?.pid])).toEqual([
    ['CLOSE_WAIT', 1234],
    ['ESTABLISHED', 1234],
  ]);
});

it('what a mail quoted and cut within the processes of ss', () => {
  const row = 'LISTEN     1      16         10.88.0.2:8000      0.0.0.0:*     users:(("python3"';
  const text = `> ${row}\n> ,pid=15227,fd=26)) ino:5236436 sk:34da cgroup:/ <->\n`;
  expect(readSocketTable(text).rows.map(({ processes, inode }) => [processes, inode])).toEqual([
    [[{ name: 'python3', pid: 15227, fd: 26 }], 5236436],
  ]);
});

it.each([
  ['lsof', 'java 1234 www 6u IPv4 18230 0t0 TCP 10.0.0.5:8080 (LISTEN)'],
  [
    'proc',
    '0: 020200C0:1F90 00000000:0000 0A 00000000:00000001 00:00000000 00000000 0 0 17 1 0 100 0 0 10 0',
  ],
])('a listening socket of %s, a cell for each word', (_, row) => {
  const { rows } = readSocketTable(`| ${columnsOf(row).join(' | ')} |`);
  expect(rows.map(({ state, local }) => [state, local?.port])).toEqual([['LISTEN', 8080]]);
});

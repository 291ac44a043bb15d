import { describe, expect, test } from 'vitest';
import { PacketKind } from '../../../src/core/decode';
import { TcpFlag } from '../../../src/core/tcp';
import { readBytes, readOne, readText } from './read-text';

const SYN =
  '17:10:43.150463 IP 192.168.1.110.52552 > 192.168.1.177.8000: Flags [S], seq 4020000773, win 8192, options [mss 1460,nop,wscale 8,nop,nop,sackOK], length 0';
const SYN_ACK =
  '17:10:43.150518 IP 192.168.1.177.8000 > 192.168.1.110.52552: Flags [S.], seq 2818288395, ack 4020000774, win 29200, options [mss 1460], length 0';
const VERBOSE = [
  '17:10:43.150463 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 52)',
  '    192.168.1.110.52552 > 192.168.1.177.8000: Flags [S], cksum 0x1234 (correct), seq 4020000773, win 8192, options [mss 1460,nop,wscale 8,nop,nop,sackOK], length 0',
];

function expectSyn(text: string): void {
  const { packets, problems, lines } = readText(text);
  expect(problems).toEqual([]);
  expect(packets.map((p) => p.segment.kind)).toEqual([PacketKind.tcp]);
  const [{ segment, source, destination }] = packets;
  expect([source, segment.sourcePort, destination, segment.destinationPort]).toEqual([
    '192.168.1.110',
    52552,
    '192.168.1.177',
    8000,
  ]);
  expect([segment.flags, segment.seq >>> 0, segment.window, segment.length]).toEqual([
    TcpFlag.SYN,
    4020000773,
    8192,
    0,
  ]);
  expect([segment.maximumSegmentSize, segment.windowScale, segment.sackPermitted]).toEqual([1460, 8, true]);
  expect([segment.timeKnown, segment.seconds, segment.nanoseconds]).toEqual([true, 61843, 150463000]);
  expect(lines.length).toBe(
    text.split(/\r\n|\n/).filter((line, i, all) => i < all.length - 1 || line !== '').length,
  );
}

/** What stands before each line of a log that was collected, quoted, numbered or pasted. */
const before: Readonly<Record<string, string>> = {
  blanks: '    ',
  tab: '\t',
  'a quotation': '> ',
  'a quotation of a quotation': '> > ',
  'another style of quotation': '>> ',
  'an escaped quotation': '&gt; ',
  journalctl: 'Nov 22 17:10:43 web-1 tcpdump[4711]: ',
  'journalctl with a short day': 'Nov  2 17:10:43 web-1 tcpdump[4711]: ',
  'syslog with its priority': '<30>Nov 22 17:10:43 web-1 tcpdump: ',
  'kubectl logs --timestamps': '2026-11-22T17:10:43.150999123Z ',
  'a stamp with an offset': '2026-11-22T17:10:43.15+08:00 ',
  'kubectl logs --prefix': '[pod/web-1/tcpdump] ',
  'both of kubectl': '[pod/web-1/tcpdump] 2026-11-22T17:10:43.150999123Z ',
  'a CRI log': '2026-11-22T17:10:43.150999123Z stdout F ',
  'rsyslog in RFC 3339 times': '2026-11-22T17:10:43.150999+00:00 web-1 tcpdump[4711]: ',
  'docker compose': 'tcpdump-1  | ',
  'grep -n': '12:',
  'grep -n of some files': 'logs/a.txt:12:',
  'grep of some files': 'logs/a.txt:',
  'context of grep -n -C': '12-',
  'cat -n': '    12\t',
  'line numbers of an editor': '  12  ',
  'line numbers with a colon': '12: ',
  'a bullet': '- ',
  'a star': '* ',
  'a numbered list': '3. ',
  'a line of code': '`',
  'a web page': '<pre>',
  'a coloured terminal': '\u001b[32m',
  'no-break spaces': '\u00a0\u00a0',
  'a zero-width space': '\u200b',
  'pdsh and ansible': 'web-1: ',
  'docker json-file': '{"log":"',
  'a quoted collected log': '> Nov 22 17:10:43 web-1 tcpdump[4711]: ',
};

describe('a prefix', () => {
  test.each(Object.entries(before))('%s', (_, prefix) => {
    expectSyn(`${prefix}${SYN}\n`);
  });

  const everyLine = Object.entries(before).filter(
    ([, prefix]) => !['{"log":"', '`', '<pre>'].includes(prefix),
  );
  test.each(everyLine)('%s, before a header of two lines', (_, prefix) => {
    const lines = VERBOSE.map((line, i) => prefix.replace('12', String(12 + i)) + line);
    expectSyn(lines.join('\n'));
  });

  test('hex dumps belong to their packet behind a prefix', () => {
    const text = `> ${SYN}\n> \t0x0000:  4500 0034 0001 4000 4006 b5e1 c0a8 016e  E..4..@.@......n\n> \n> so?\n`;
    expect(readOne(text).continuations).toEqual([1]);
  });
});

describe('how bytes come', () => {
  test('CR LF', () => expectSyn(`# a\r\n${SYN}\r\n`));
  test('no line end at the end', () => expectSyn(SYN));
  test('a byte order mark', () => {
    const reading = readBytes(new TextEncoder().encode(`\ufeff${SYN}\nx`));
    expect(reading.packets.length).toBe(1);
    expect(reading.lines[0]).toEqual({ offset: 3, byteLength: SYN.length, text: SYN });
  });

  test.each([
    ['little-endian with a mark', true, true],
    ['little-endian', true, false],
    ['big-endian with a mark', false, true],
    ['big-endian', false, false],
  ])('UTF-16, %s', (_, little, mark) => {
    const text = `${mark ? '\ufeff' : ''}[root@主机 ~]# tcpdump\r\n${SYN}\r\n`;
    const reading = readBytes(utf16(text, little));
    expect(reading.packets.length).toBe(1);
    const start = mark ? 2 : 0;
    const first = '[root@主机 ~]# tcpdump';
    expect(reading.lines.map((line) => line.text)).toEqual([first, SYN]);
    expect(reading.lines.map((line) => line.offset)).toEqual([start, start + 2 * (first.length + 2)]);
    expect(reading.lines[1].byteLength).toBe(2 * SYN.length);
  });

  test('invalid UTF-8 shows as replacement characters', () => {
    const bytes = new Uint8Array([0x61, 0xff, 0xfe, 0x62, 0x0a, ...new TextEncoder().encode(SYN)]);
    const reading = readBytes(bytes);
    expect(reading.lines[0]).toEqual({ offset: 0, byteLength: 4, text: 'a\ufffd\ufffdb' });
    expect(reading.packets.length).toBe(1);
  });

  test('a lone CR ends a line, CR CR LF is one end', () => {
    expect(readText('a\rb\r\r\nc').lines.map((line) => line.text)).toEqual(['a', 'b', 'c']);
  });

  test('an endless line is shown by its beginning and covered whole', () => {
    const long = `${SYN} ${'x'.repeat(3 << 20)}`;
    const reading = readBytes(new TextEncoder().encode(`${long}\n${SYN_ACK}\n`), 100_000);
    expect(reading.lines.map((line) => [line.offset, line.byteLength])).toEqual([
      [0, long.length],
      [long.length + 1, SYN_ACK.length],
    ]);
    expect(reading.lines[0].text.length).toBeLessThan(1 << 17);
    expect(reading.problems.map((p) => p.id)).toEqual(['text.long-line']);
    expect(reading.packets.length).toBe(2);
  });
});

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), little);
  return bytes;
}

describe('what web pages and terminals do to a line', () => {
  test.each([
    ['HTML entities', SYN.replace('>', '&gt;')],
    ['entities escaped twice', SYN.replace('>', '&amp;gt;')],
    ['JSON', SYN.replace('>', '\\u003e')],
    ['no-break spaces throughout', SYN.replaceAll(' ', '\u00a0')],
    ['&nbsp;', SYN.replaceAll(' ', '&nbsp;')],
    ['colours inside', SYN.replace('IP', '\u001b[1;31mIP\u001b[0m')],
    ['a colour of grep', SYN.replace('8000', '\u001b[01;31m\u001b[K8000\u001b[m\u001b[K')],
    ['a trailing blank', `${SYN}   `],
    ['an end of line tag', `${SYN}<br/>`],
    ['two blanks for one', SYN.replaceAll(' ', '  ')],
  ])('%s', (_, line) => expectSyn(`${line}\n`));
});

describe('a line that was broken', () => {
  const widths = [40, 60, 72, 76, 80, 100, 120];

  test.each(widths)('at a blank before column %i', (width) => {
    expectSyn(`${wrap(SYN, width).join('\n')}\n`);
  });

  test.each(widths)('at a blank before column %i, quoted', (width) => {
    expectSyn(
      `${wrap(SYN, width)
        .map((line) => `> ${line}`)
        .join('\n')}\n`,
    );
  });

  test.each(widths)('in column %i, wherever that is', (width) => {
    const parts = SYN.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
    expectSyn(`${parts.join('\n')}\n`);
  });

  test('each packet keeps its own lines', () => {
    const text = [...wrap(SYN, 72), ...wrap(SYN_ACK, 72), 'done'].join('\n');
    const reading = readText(text);
    expect(reading.packets.map((p) => [p.firstLine, p.headerLine])).toEqual([
      [0, 2],
      [3, 4],
    ]);
    expect(reading.problems).toEqual([]);
  });

  test('every column gives a packet with nothing misread', () => {
    for (let cut = 1; cut < SYN.length; cut++) {
      const reading = readText(`${SYN.slice(0, cut)}\n${SYN_ACK}\n`);
      const last = reading.packets.at(-1);
      expect(last?.segment.seq, `cut at ${cut}`).toBe(2818288395 | 0);
      for (const { segment } of reading.packets.slice(0, -1)) {
        if (segment.kind !== PacketKind.tcp) continue;
        if (segment.seqKnown) expect(segment.seq >>> 0, `cut at ${cut}`).toBe(4020000773);
        if (segment.windowKnown) expect(segment.window, `cut at ${cut}`).toBe(8192);
        if (segment.flagsKnown) expect(segment.flags).toBe(TcpFlag.SYN);
      }
    }
  });
});

/** Lines of at most `width` columns, broken at blanks where there is one. */
function wrap(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(' ', width);
    if (blank <= 0) break;
    lines.push(rest.slice(0, blank));
    rest = rest.slice(blank + 1);
  }
  return [...lines, rest];
}

describe('lines that are no packets', () => {
  test.each([
    '[root@server ~]# tcpdump -n port 8000',
    '$ sudo tcpdump -i any -nn > out.txt',
    'PS C:\\> windump -i 3',
    'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode',
    'listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes',
    '###### client on Windows opens the connection',
    '12 packets captured',
    '^C12 packets captured',
    '0 packets dropped by kernel',
    'IP addresses of the servers: 10.0.0.1 > 10.0.0.2',
    'IP is not set',
    'see http://example.com/a?b=1&c=2 > there',
    'tcp        0      0 192.168.1.177:8000      192.168.1.110:52552     CLOSE_WAIT  -',
    'Request failed: 500',
    'Reply to: someone',
    '17:10:43 INFO server started',
    '17:10:43.150 INFO a.b > c.d: Flags',
    '2026-11-22 17:10:43 accept() -> 4',
    '```',
    '--',
    '',
  ])('%s', (line) => {
    const reading = readText(`${line}\n`);
    expect(reading.packets).toEqual([]);
    // Alone in a file they are told as a text in which nothing was recognised.
    expect(reading.problems.filter(({ id }) => id !== 'text.nothing-read')).toEqual([]);
    expect(reading.lines).toEqual([{ offset: 0, byteLength: line.length, text: line }]);
  });
});

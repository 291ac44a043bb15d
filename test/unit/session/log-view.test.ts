import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { LogSession } from '../../../src/core/session/log';
import type { Locale } from '../../../src/core/words';

const LOG = readFileSync('samples/close-wait.tcpdump', 'utf8');
const LINES = LOG.split('\n');
const TABLE = [
  'root@web:~# ss -tanp',
  'State      Recv-Q Send-Q Local Address:Port  Peer Address:Port Process',
  'LISTEN     1      128    0.0.0.0:8000        0.0.0.0:*         users:(("server",pid=4242,fd=3))',
  'CLOSE-WAIT 1      0      192.168.1.177:8000  192.168.1.110:52552',
  'CLOSE-WAIT 0      0      192.168.1.177:8000  192.168.1.111:40000 users:(("server",pid=4242,fd=5))',
  '',
].join('\n');

async function logOf(text: string, locale: Locale = 'en') {
  const source = new MemorySource('ticket.txt', new TextEncoder().encode(text));
  const session = LogSession.create(source, { locale, pause: async () => {} });
  await session.load(new AbortController().signal, () => {});
  return session.log();
}

const lineOf = (text: string, part: string): number =>
  text.split('\n').findIndex((one) => one.includes(part)) + 1;
const FIN = lineOf(LOG, '[F.]');
const ACK = FIN + 1;

describe('a log of the story', () => {
  // Who sent a reset is never sure: docs/decisions/0002-what-is-never-confirmed.md.
  test('each packet has the states of both ends after it, as RFC 9293 has them', async () => {
    const view = await logOf(LOG);
    const lines = await view.logLines({ from: 1, to: LINES.length });
    expect(lines.map(({ line, hint }) => [line, hint])).toEqual([
      [6, 'client SYN_SENT · server SYN_RECEIVED?'],
      [7, 'client ESTABLISHED? · server SYN_RECEIVED'],
      [8, 'client ESTABLISHED · server ESTABLISHED?'],
      [10, 'client FIN_WAIT_1 · server CLOSE_WAIT?'],
      [11, 'client FIN_WAIT_2? · server CLOSE_WAIT'],
      [13, 'client CLOSED? · server CLOSED?'],
    ]);
  });

  test('addresses are coloured by connection, time and flags by state', async () => {
    const view = await logOf(LOG);
    const [fin] = await view.logLines({ from: FIN, to: FIN });
    const text = LINES[FIN - 1];
    const told = fin.tokens.map(({ start, length, kind }) => [text.slice(start, start + length), kind]);
    expect(told).toEqual([
      ['17:11:35.668512', 'stuck'],
      ['192.168.1.110', 'connection1'],
      ['52552', 'connection1'],
      ['192.168.1.177', 'connection1'],
      ['irdmi', 'connection1'],
      ['F.', 'stuck'],
    ]);
    const [reset] = await view.logLines({ from: 13, to: 13 });
    expect(reset.tokens.at(-1)?.kind).toBe('reset');
  });

  test('an acknowledgment says what it acknowledges, and where', async () => {
    const view = await logOf(LOG);
    const column = LINES[ACK - 1].indexOf('ack 2');
    const hover = await view.logHover({ line: ACK, column });
    expect(LINES[ACK - 1].slice(hover?.start, hover?.end)).toBe('ack 2');
    expect(hover?.paragraphs.join(' ')).toContain(`It acknowledges the FIN of line ${FIN}.`);
    expect(hover?.paragraphs.at(-1)).toBe('client FIN_WAIT_2? · server CLOSE_WAIT');
    expect(await view.logAcknowledged({ line: ACK, column })).toEqual([FIN]);
    const seq = LINES[FIN - 1].indexOf('seq 1');
    expect(await view.logAcknowledging({ line: FIN, column: seq })).toEqual([ACK]);
  });

  test('a window is told in bytes: 229 times 128, as the SYN/ACK says (wscale 7)', async () => {
    const view = await logOf(LOG);
    const hover = await view.logHover({ line: ACK, column: LINES[ACK - 1].indexOf('win 229') });
    expect(hover?.paragraphs[0]).toContain(`${229 * 128} more bytes: 229 times 128`);
    const syn = await view.logHover({ line: 7, column: LINES[6].indexOf('win 29200') });
    expect(syn?.paragraphs[0]).toContain('29200 bytes');
    expect((await view.logHover({ line: 6, column: LINES[5].indexOf('mss 1460') }))?.paragraphs[0]).toContain(
      '1460',
    );
    expect((await view.logHover({ line: 6, column: LINES[5].indexOf('wscale 8') }))?.paragraphs[0]).toContain(
      '256',
    );
  });

  test('the connection is in the outline with what changed, and its finding stands at the FIN', async () => {
    const view = await logOf(LOG);
    const [connection, ...others] = view.logConnections();
    expect(others).toEqual([]);
    expect(connection).toMatchObject({ connection: 1, first: 6, last: 13, stuck: true });
    expect(connection.detail).toContain('half-closed for 120 s');
    expect(connection.title).toContain('192.168.1.110:52552 → 192.168.1.177:8000');
    expect(connection.steps.find(({ line }) => line === FIN)?.text).toContain('server CLOSE_WAIT');
    const problem = view.logProblems().find(({ id }) => id === 'close-wait');
    expect(problem).toMatchObject({ line: FIN, severity: 'warning' });
    expect(problem?.related.map(({ line }) => line)).toContain(ACK);
    expect(await view.logSubject({ line: FIN })).toEqual({ connection: 1, index: 3 });
    expect(view.logRuns()).toEqual([{ first: 6, last: 13 }]);
  });

  test('it is told in Chinese, too', async () => {
    const view = await logOf(LOG, 'zh-cn');
    const hover = await view.logHover({ line: ACK, column: LINES[ACK - 1].indexOf('ack 2') });
    expect(hover?.paragraphs.join('')).toContain(`第 ${FIN} 行的 FIN`);
  });
});

describe('packets of several connections', () => {
  const other = (line: string) => line.replaceAll('52552', '52553');
  const mixed = [LINES[5], other(LINES[5]), other(LINES[6]), LINES[6], LINES[7], ''].join('\n');

  test('fold where lines of one stand together', async () => {
    const view = await logOf(mixed);
    expect(view.logRuns()).toEqual([
      { first: 2, last: 3 },
      { first: 4, last: 5 },
    ]);
    const kinds = (await view.logLines({ from: 1, to: 2 })).map(({ tokens }) => tokens[1].kind);
    expect(kinds).toEqual(['connection1', 'connection2']);
  });

  test('a packet with a dump folds by itself, within its connection', async () => {
    const dump = '\t0x0000:  4500 0034 1a2b 4000 4006 0000 c0a8 016e';
    const view = await logOf([LINES[5], dump, dump.replace('0000:', '0010:'), LINES[6], ''].join('\n'));
    expect(view.logRuns()).toEqual([
      { first: 1, last: 3 },
      { first: 1, last: 4 },
    ]);
    expect(await view.logSubject({ line: 2 })).toEqual({ connection: 1, index: 0 });
  });
});

describe('acknowledgments', () => {
  const line = (second: number, from: string, to: string, rest: string) =>
    `10:00:0${second}.000000 IP ${from} > ${to}: Flags ${rest}`;
  const [client, server] = ['192.0.2.1.40000', '192.0.2.2.80'];
  const LOG_WITH_COPIES = [
    line(0, client, server, '[S], seq 100, win 64240, length 0'),
    line(0, server, client, '[S.], seq 500, ack 101, win 65160, length 0'),
    line(0, client, server, '[.], ack 1, win 502, length 0'),
    line(1, client, server, '[P.], seq 1:11, ack 1, win 502, length 10'),
    line(2, client, server, '[P.], seq 1:11, ack 1, win 502, length 10'),
    line(3, client, server, '[P.], seq 11:31, ack 1, win 502, length 20'),
    line(4, server, client, '[.], ack 11, win 510, length 0'),
    line(5, server, client, '[.], ack 21, win 510, length 0'),
    line(6, server, client, '[.], ack 31, win 510, length 0'),
    '',
  ].join('\n');

  const at = (number: number, part: string) => ({
    line: number,
    column: LOG_WITH_COPIES.split('\n')[number - 1].indexOf(part),
  });

  test('lead to each copy of the segment, and to the one that the number lies in', async () => {
    const view = await logOf(LOG_WITH_COPIES);
    expect(await view.logAcknowledged(at(7, 'ack'))).toEqual([4, 5]);
    expect(await view.logAcknowledged(at(8, 'ack'))).toEqual([6]);
    expect(await view.logAcknowledged(at(9, 'ack'))).toEqual([6]);
    expect(await view.logAcknowledged(at(2, 'ack'))).toEqual([1]);
    expect(await view.logAcknowledged(at(7, 'win'))).toEqual([]);
    expect((await view.logHover(at(7, 'ack')))?.paragraphs.join(' ')).toContain('sent 2 times');
    expect((await view.logHover(at(6, 'seq')))?.paragraphs[0]).toContain('Bytes 11 to 30');
  });

  test('and back: those with a number of the segment, or the first beyond it', async () => {
    const view = await logOf(LOG_WITH_COPIES);
    expect(await view.logAcknowledging(at(6, 'seq'))).toEqual([8, 9]);
    expect(await view.logAcknowledging(at(4, 'seq'))).toEqual([7]);
    expect(await view.logAcknowledging(at(3, 'Flags'))).toEqual([]);
  });
});

describe('a table', () => {
  test.each([
    ['alone', '', 0],
    ['behind packets', `${LOG}\n`, LINES.length],
  ])('%s has its findings at its rows', async (_, before, lines) => {
    const view = await logOf(`${before}${TABLE}`);
    const rows = (await view.logLines({ from: lines + 1, to: lines + 9 })).map(({ line, hint }) => [
      line - lines,
      hint,
    ]);
    expect(rows.map(([line]) => line)).toEqual([3, 4, 5]);
    expect(rows[1][1]).toContain('Not accepted');
    const text = TABLE.split('\n')[4];
    const [held] = (await view.logLines({ from: lines + 5, to: lines + 5 })).map(({ tokens }) => tokens);
    expect(held.map(({ start, length }) => text.slice(start, start + length))).toEqual([
      'CLOSE-WAIT',
      '192.168.1.177:8000',
      '192.168.1.111:40000',
    ]);
    const hover = await view.logHover({ line: lines + 5, column: 3 });
    expect(hover?.paragraphs.join(' ')).toContain('server (process 4242)');
    expect((await view.logSubject({ line: lines + 4 }))?.index ?? null).toBe(null);
    expect(view.logProblems().map(({ line }) => line)).toContain(lines + 4);
  });
});

test('a text without packets and rows has nothing to tell', async () => {
  await expect(logOf('Dear all,\nthe server hangs.\n')).rejects.toThrow();
});

import { describe, expect, it } from 'vitest';
import { find, openCapture } from './find';

/**
 * What lasts to the end of one part of a recording is not said to last to the end of the whole: something was recorded
 * behind it, after a gap or by another run, and what happened between the two is not known.
 */
const packet = (time: string, from: string, to: string, rest: string) =>
  `${time} IP ${from} > ${to}: Flags ${rest}`;
const [CLIENT, SERVER] = ['198.51.100.7.50001', '192.0.2.2.8000'];

/** A connection half-closed by its client at 0.3 s, another that begins `later`, and then something else. */
const halfClosed = (at: (seconds: string) => string, later: string): string[] => [
  packet(at('00.000000'), CLIENT, SERVER, '[S], seq 1000, win 64240, length 0'),
  packet(at('00.000100'), SERVER, CLIENT, '[S.], seq 5000, ack 1001, win 65160, length 0'),
  packet(at('00.000200'), CLIENT, SERVER, '[.], ack 1, win 502, length 0'),
  packet(at('00.100000'), CLIENT, SERVER, '[P.], seq 1:11, ack 1, win 502, length 10'),
  packet(at('00.100100'), SERVER, CLIENT, '[.], ack 11, win 502, length 0'),
  packet(at('00.200000'), SERVER, CLIENT, '[P.], seq 1:21, ack 11, win 502, length 20'),
  packet(at('00.201000'), CLIENT, SERVER, '[.], ack 21, win 502, length 0'),
  packet(at('00.300000'), CLIENT, SERVER, '[F.], seq 11, ack 21, win 502, length 0'),
  packet(at('00.340000'), SERVER, CLIENT, '[.], ack 12, win 502, length 0'),
  packet(at(later), '198.51.100.8.40000', '192.0.2.2.22', '[S], seq 1, win 64240, length 0'),
];

/** The window of the server is closed from 0.2 s on, and the client asks in vain. */
const zeroWindow = (at: (seconds: string) => string): string[] => [
  ...halfClosed(at, '00.000000').slice(0, 5),
  packet(at('00.200000'), SERVER, CLIENT, '[.], ack 11, win 0, length 0'),
  packet(at('00.400000'), CLIENT, SERVER, '[.], seq 10:10, ack 1, win 502, length 0'),
  packet(at('00.400100'), SERVER, CLIENT, '[.], ack 11, win 0, length 0'),
  packet(at('09.400000'), CLIENT, SERVER, '[.], seq 10:10, ack 1, win 502, length 0'),
  packet(at('09.400100'), SERVER, CLIENT, '[.], ack 11, win 0, length 0'),
];

const other = (time: string): string[] => [
  packet(time, '198.51.100.9.50002', SERVER, '[S], seq 1000, win 64240, length 0'),
];
const stopped = (count: number): string[] => [
  '^C',
  `${count} packets captured`,
  `${count} packets received by filter`,
  '0 packets dropped by kernel',
];

const today = (seconds: string) => `10:00:${seconds}`;
const dated = (seconds: string) => `2020-09-13 10:00:${seconds}`;
/** Without a second part, with a second run of tcpdump an hour later, and years later in merged recordings. */
const recordings = (story: (at: (seconds: string) => string) => string[]) => ({
  whole: story(today),
  'second run': [...story(today), ...stopped(story(today).length), ...other('11:00:00.000000')],
  'years later': [...story(dated), ...other('2023-09-13 10:00:00.000000')],
});

const bytes = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`);

async function told(lines: readonly string[], locale: 'en' | 'zh-cn' = 'en'): Promise<string> {
  const { rows } = await find(bytes(lines), locale);
  const client = (await openCapture(bytes(lines), locale)).client();
  const { title, summary, endpoints } = client.explain({ connection: 1 });
  const ofEnds = endpoints.flatMap(({ since, why }) => [since, ...why]);
  return [title, summary, ...ofEnds, ...rows[0].findings.map(({ message }) => message)].join('\n');
}

const PARTS = ['second run', 'years later'] as const;
const OF_WHOLE = /the end of the capture|[Tt]he capture ends|(?<!part of )the recording stops/;

describe.each([
  ['stuck in CLOSE_WAIT for 9 s', (at: (seconds: string) => string) => halfClosed(at, '09.300000')],
  ['half-closed for 40 ms', (at: (seconds: string) => string) => halfClosed(at, '00.340000')],
  ['a closed window', zeroWindow],
  ['a SYN on its own', (at: (seconds: string) => string) => halfClosed(at, '00.0').slice(0, 1)],
  ['an open handshake', (at: (seconds: string) => string) => halfClosed(at, '00.0').slice(0, 2)],
  ['an open connection', (at: (seconds: string) => string) => halfClosed(at, '00.0').slice(0, 7)],
])('%s', (_, story) => {
  const files = recordings(story);

  it.each(PARTS)('to the end of one part of the recording: %s', async (kind) => {
    const words = await told(files[kind]);
    expect(words).not.toMatch(OF_WHOLE);
    expect(words).toContain('that part of the recording');
    const chinese = await told(files[kind], 'zh-cn');
    expect(chinese).not.toMatch(/抓包结束|抓包就结束|(?<!这段)记录停止|后录制停止/);
    expect(chinese).toContain('这段记录');
  });

  it('to the end of all', async () => {
    expect(await told(files.whole)).not.toContain('that part');
    expect(await told(files.whole)).toMatch(OF_WHOLE);
    expect(await told(files.whole, 'zh-cn')).not.toContain('这段记录');
  });
});

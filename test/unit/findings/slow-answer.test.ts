import { describe, expect, it } from 'vitest';
import { find } from './find';

/**
 * A slow answer is one that was asked for and awaited. Where ends send of their own accord (push, chat, heartbeats, a
 * shell) the time from one end's data to the other's is not that; the conversations are those of the protocols named.
 */
type Data = readonly [seconds: number, sender: 'C' | 'S', bytes: number];

const [CLIENT, SERVER] = ['198.51.100.7.50001', '192.0.2.2.8000'];
const clock = (seconds: number) => `10:00:${seconds.toFixed(6).padStart(9, '0')}`;
const line = (seconds: number, sender: 'C' | 'S', rest: string) =>
  `${clock(seconds)} IP ${sender === 'C' ? `${CLIENT} > ${SERVER}` : `${SERVER} > ${CLIENT}`}: Flags ${rest}`;

const HANDSHAKE = [
  line(0, 'C', '[S], seq 1000, win 64240, length 0'),
  line(0.02, 'S', '[S.], seq 5000, ack 1001, win 65160, length 0'),
  line(0.04, 'C', '[.], ack 1, win 502, length 0'),
];

/** Each piece of data, and the acknowledgment of it a moment later. */
function conversation(data: readonly Data[]): string[] {
  const next = { C: 1, S: 1 };
  return data.flatMap(([seconds, sender, bytes]) => {
    const peer = sender === 'C' ? 'S' : 'C';
    const from = next[sender];
    next[sender] += bytes;
    return [
      line(seconds, sender, `[P.], seq ${from}:${next[sender]}, ack ${next[peer]}, win 502, length ${bytes}`),
      line(seconds + 0.02, peer, `[.], ack ${next[sender]}, win 502, length 0`),
    ];
  });
}

const slow = async (lines: readonly string[]) =>
  (await find(new TextEncoder().encode(`${lines.join('\n')}\n`))).rows[0].findings.filter(
    ({ id }) => id === 'slow-answer',
  );

describe('a slow answer', () => {
  it.each<[string, readonly Data[]]>([
    [
      'the first request',
      [
        [0.1, 'C', 100],
        [3.1, 'S', 500],
      ],
    ],
    [
      'a later request of several',
      [
        [0.1, 'C', 100],
        [0.15, 'S', 500],
        [0.3, 'C', 100],
        [4.3, 'S', 500],
      ],
    ],
    [
      'a request behind a greeting',
      [
        [0.5, 'S', 40],
        [0.6, 'C', 10],
        [0.65, 'S', 20],
        [0.7, 'C', 10],
        [5.7, 'S', 20],
      ],
    ],
    [
      'a body behind headers (Expect: 100-continue)',
      [
        [0.1, 'C', 200],
        [1.1, 'C', 800],
        [4.1, 'S', 300],
      ],
    ],
  ])('is one to %s', async (_, data) => {
    const found = await slow([...HANDSHAKE, ...conversation(data)]);
    expect(found.map(({ severity }) => severity)).toEqual(['info']);
  });

  it.each<[string, readonly Data[]]>([
    [
      'a chat, in which others speak',
      [
        [0.1, 'C', 35],
        [0.15, 'S', 60],
        [9, 'S', 52],
        [9.1, 'C', 20],
        [14.5, 'S', 70],
      ],
    ],
    [
      'IMAP IDLE',
      [
        [0.1, 'S', 40],
        [0.2, 'C', 10],
        [0.25, 'S', 12],
        [20, 'S', 25],
        [20.1, 'C', 8],
        [29, 'S', 20],
      ],
    ],
    [
      'a shell that echoes each key, and prints later',
      [
        [0.1, 'C', 1],
        [0.12, 'S', 1],
        [3.2, 'S', 80],
        [5, 'C', 1],
        [8, 'S', 1],
      ],
    ],
    [
      'a shell whose end is the client',
      [
        [7.8, 'S', 3],
        [7.9, 'C', 40],
        [12, 'S', 3],
        [12.1, 'C', 40],
        [16, 'S', 3],
      ],
    ],
    [
      'heartbeats of both ends',
      [
        [0.1, 'C', 50],
        [0.2, 'S', 50],
        [10, 'C', 55],
        [12.5, 'C', 55],
        [16, 'S', 55],
      ],
    ],
  ])('is not what comes in %s', async (_, data) => {
    expect(await slow([...HANDSHAKE, ...conversation(data)])).toEqual([]);
  });

  it('is told of a connection that was there before the capture only where it is seen to answer', async () => {
    const beat: Data[] = [
      [0.1, 'C', 77],
      [4.4, 'S', 67],
    ];
    expect(await slow(conversation(beat))).toEqual([]);
    const answers = (count: number): Data[] =>
      [...new Array(count).keys()].flatMap((at): Data[] => [
        [at * 0.5, 'C', 50],
        [at * 0.5 + 0.05, 'S', 50],
      ]);
    expect(await slow(conversation([...answers(4), [3, 'C', 50], [8, 'S', 50]]))).toHaveLength(1);
  });
});

import { describe, expect, test } from 'vitest';
import { looksLikeTcpdumpText } from '../../../src/core/capture/tcpdump';
import { readBytes } from './read-text';

const line = (second: number, rest: string): string => `12:00:0${second}.000000 IP ${rest}\n`;
const [C, S] = ['10.0.0.1.1024 > 10.0.0.2.80:', '10.0.0.2.80 > 10.0.0.1.1024:'];
const BEFORE = [
  line(0, `${C} Flags [S], seq 1, win 1, length 0`),
  line(1, `${S} Flags [S.], seq 9, ack 2, win 1, length 0`),
].join('');
const BEHIND = line(2, `${C} Flags [.], ack 1, win 1, length 0`);

/** Bytes that look random, with a line end every now and then. */
const noise = (length: number): Buffer => {
  let state = 1;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 48271) % 2147483647;
      return state % 100 === 0 ? 0x0a : 0x80 + (state % 0x40);
    }),
  );
};

describe('binary in a log', () => {
  test.each([100, 5000, 60_000])(
    '%i bytes between good lines cost no line, and are told with their place',
    (length) => {
      const bytes = Buffer.concat([Buffer.from(BEFORE), noise(length), Buffer.from(`\n${BEHIND}`)]);
      expect(looksLikeTcpdumpText(bytes)).toBeGreaterThan(0);
      const { packets, problems } = readBytes(bytes);
      expect(packets).toHaveLength(3);
      const told = problems.filter(({ id }) => id === 'text.binary');
      expect(told).toMatchObject([{ offset: BEFORE.length, line: 3, values: { offset: BEFORE.length } }]);
      expect(Number(told[0].values.bytes)).toBeLessThanOrEqual(length);
      expect(Number(told[0].values.bytes)).toBeGreaterThan(length * 0.9);
    },
  );

  test.each([64, 4096, 70_000])('%i NULs, as a crash leaves them, cost no line, and are told', (length) => {
    const log = `${BEFORE}${'\0'.repeat(length)}${BEHIND}`;
    const { packets, problems } = readBytes(Buffer.from(log));
    expect(packets).toHaveLength(3);
    expect(problems).toMatchObject([
      { id: 'text.binary', line: 3, values: { offset: BEFORE.length, bytes: length } },
    ]);
  });

  test('ahead of all lines, and behind them', () => {
    const bytes = Buffer.concat([noise(3000), Buffer.from(`\n${BEFORE}${BEHIND}`), noise(3000)]);
    const { packets, problems } = readBytes(bytes);
    expect(packets).toHaveLength(3);
    expect(problems.filter(({ id }) => id === 'text.binary').map(({ offset }) => offset)).toEqual([
      0,
      3001 + BEFORE.length + BEHIND.length,
    ]);
  });

  test('alone it is not a log, whatever words are in it', () => {
    expect(looksLikeTcpdumpText(noise(5000))).toBe(0);
    const word = Buffer.from(
      '\nlistening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n',
    );
    expect(looksLikeTcpdumpText(Buffer.concat([noise(5000), word, noise(5000)]))).toBe(0);
  });

  test('a line of a terminal is not told', () => {
    const { packets, problems } = readBytes(Buffer.from(`${BEFORE}\x07\x07^C\n${BEHIND}`));
    expect([packets.length, problems]).toEqual([3, []]);
  });
});

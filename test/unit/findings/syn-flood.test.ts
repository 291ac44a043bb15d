import { describe, expect, it } from 'vitest';
import { find } from './find';

const clock = (seconds: number): string => `12:00:${seconds.toFixed(6).padStart(9, '0')}`;
const syn = (seconds: number, host: number, port: number): string =>
  `${clock(seconds)} IP 198.51.${host >> 8}.${host & 255}.${port} > 192.0.2.2.8000: Flags [S], seq ${1000 + port}, win 1024, length 0`;

/** A log of SYNs in order of time, and a packet of something else at its end. */
const log = (syns: readonly { at: number; host: number; port: number }[]): Uint8Array =>
  new TextEncoder().encode(
    [
      ...[...syns].sort((a, b) => a.at - b.at).map(({ at, host, port }) => syn(at, host, port)),
      `${clock(20)} IP 192.0.2.9.40000 > 192.0.2.2.9000: Flags [S], seq 1, win 1024, length 0`,
    ].join('\n'),
  );

const syns = (count: number, hostOf: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => ({ at: 1 + i * 0.01, host: hostOf(i), port: 2000 + i }));

const flood = async (packets: ReturnType<typeof syns>) =>
  (await find(log(packets))).capture.filter(({ id }) => id === 'syn-flood');

describe('a SYN flood', () => {
  it('is one finding about the server, however many there are', async () => {
    const found = await flood(syns(400, (i) => i));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ address: '192.0.2.2:8000', severity: 'warning' });
    expect(found[0].message).toMatch(/^400 SYNs from 400 addresses/);
  });

  it('is one at a size, too, which lists some of the connections only', async () => {
    const found = await flood(syns(20_000, (i) => i).map((one, i) => ({ ...one, at: 1 + i * 0.0001 })));
    expect(found).toHaveLength(1);
    expect(found[0].message).toMatch(/^20000 SYNs from 20000 addresses/);
    expect(found[0].connections.length).toBeLessThanOrEqual(10_000);
  });

  it('is not what clients do that cannot reach a server: they repeat their SYN', async () => {
    const first = syns(400, (i) => i);
    expect(await flood([...first, ...first.map((one) => ({ ...one, at: one.at + 1 }))])).toEqual([]);
  });

  it('is not what a few hosts do', async () => {
    expect(await flood(syns(400, (i) => i % 10))).toEqual([]);
  });

  it('is not said of SYNs for which the capture ends too early', async () => {
    expect(await flood(syns(400, (i) => i).map((one) => ({ ...one, at: 18.6 + one.at / 4 })))).toEqual([]);
  });
});

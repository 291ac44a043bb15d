import { describe, expect, it } from 'vitest';
import { keepPackets, takeApart } from '../kernel/pcap-cut';
import { type Found, find, manyConnections, packetsOf } from './find';

const whole = manyConnections('healthy_server');
const parts = takeApart(whole);
const count = parts.records.length;

/** Warnings and errors, in words that say what cried wolf. */
const alarms = ({ rows, capture }: Found): string[] =>
  [...rows.flatMap(({ findings }) => findings), ...capture]
    .filter(({ severity }) => severity !== 'info')
    .map((finding) => `${finding.id} ${packetsOf(finding).join()}`);

describe('a healthy busy server', () => {
  it('is busy', async () => {
    const { rows } = await find(whole);
    expect(rows.length).toBeGreaterThan(300);
    expect(count).toBeGreaterThan(6000);
  });

  it('raises no alarm', async () => {
    expect(alarms(await find(whole))).toEqual([]);
  });

  it.each([0.1, 0.37, 0.5, 0.83])('raises none where the capture stops after %d of it', async (part) => {
    expect(alarms(await find(keepPackets(parts, (index) => index < count * part)))).toEqual([]);
  });

  it.each([0.1, 0.37, 0.5, 0.83])('raises none where the capture begins after %d of it', async (part) => {
    expect(alarms(await find(keepPackets(parts, (index) => index >= count * part)))).toEqual([]);
  });

  it('raises none where the capture missed packets here and there', async () => {
    expect(alarms(await find(keepPackets(parts, (index) => index % 97 !== 13)))).toEqual([]);
  });
});

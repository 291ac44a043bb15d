import { createReadStream } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filled, join, packet, pcapHeader, pcapOf, START, words } from './build-pcap';
import { FIXTURES, fixture, ids, readAtAllChunkSizes, readBytes } from './reading';

describe('packets as pcap-parser reads them', () => {
  test.each(['microseconds-little.pcap', 'microseconds-big.pcap', 'snap-length.pcap'])('%s', async (name) => {
    const theirs = await parsed(name);
    const { frames } = await readBytes(fixture(name), 'pcap');
    expect(frames).toMatchObject(theirs);
    expect(theirs.length).toBe(4);
  });
});

interface Parsed {
  readonly header: Record<string, number>;
  readonly data: Buffer;
}

async function parsed(name: string): Promise<object[]> {
  const { parse } = (await import('pcap-parser' as string)) as {
    parse(stream: unknown): { on(event: string, listener: (value: Parsed) => void): void };
  };
  const packets: object[] = [];
  const parser = parse(createReadStream(`${FIXTURES}/${name}`));
  await new Promise<void>((resolve) => {
    parser.on('packet', ({ header, data }) => {
      const fraction = String(header.timestampMicroseconds).padStart(6, '0');
      packets.push({
        time: `${header.timestampSeconds}.${fraction}000`,
        captured: header.capturedLength,
        original: header.originalLength,
        data: data.toString('hex'),
      });
    });
    parser.on('end', () => resolve());
  });
  return packets;
}

describe('headers', () => {
  test('a file without packets is read without a complaint', async () => {
    const reading = await readBytes(pcapHeader({ snapLength: 96, link: 113 }), 'pcap');
    expect(reading).toMatchObject({ frames: [], problems: [], leftOver: false });
    expect(reading.interfaces).toEqual([{ id: 0, linkType: 113, snapLength: 96 }]);
  });

  test('a cut file header is reported with what is missing', async () => {
    const reading = await readBytes(pcapHeader().subarray(0, 20), 'pcap');
    expect(reading.problems).toMatchObject([
      { id: 'pcap.cut-file-header', values: { found: 20, expected: 24 } },
    ]);
  });

  test('an unknown version is read all the same', async () => {
    const reading = await readBytes(join(pcapHeader({ version: [3, 1] }), packet()), 'pcap');
    expect(ids(reading)).toEqual(['pcap.version']);
    expect(reading.problems[0].values).toEqual({ found: '3.1' });
    expect(reading.frames.length).toBe(1);
  });

  test('the first bytes of another format are refused', async () => {
    const reading = await readBytes(filled(100, 0x41), 'pcap');
    expect(ids(reading)).toEqual(['pcap.bad-magic']);
  });

  test('version 2.3 was written with the lengths in either order: the smaller one is the captured', async () => {
    const header = pcapHeader({ version: [2, 3] });
    const swapped = packet({ data: filled(40), captured: 1500, original: 40 });
    const { frames } = await readBytes(
      join(header, packet({ data: filled(40), original: 1500 }), swapped),
      'pcap',
    );
    expect(frames).toMatchObject([
      { captured: 40, original: 1500 },
      { captured: 40, original: 1500 },
    ]);
  });
});

describe('odd packets', () => {
  test('seconds are unsigned, up to 2106', async () => {
    const { frames } = await readBytes(join(pcapHeader(), packet({ seconds: 0xffffffff })), 'pcap');
    expect(frames[0].time).toBe('4294967295.000000000');
  });

  test('a fraction beyond a second is carried, and told once', async () => {
    const odd = packet({ fraction: 3_500_000 });
    const reading = await readBytes(join(pcapHeader(), odd, odd), 'pcap');
    expect(reading.frames.map((frame) => frame.time)).toEqual(new Array(2).fill(`${START + 3}.500000000`));
    expect(reading.problems).toMatchObject([
      { id: 'pcap.fraction', offset: 28, values: { found: 3_500_000, limit: 999_999 } },
    ]);
  });

  test('a packet longer than the declared snap length is whole', async () => {
    const reading = await readBytes(join(pcapHeader({ snapLength: 20 }), packet()), 'pcap');
    expect(reading.frames[0].captured).toBe(60);
    expect(ids(reading)).toEqual(['pcap.captured-exceeds-snap-length']);
  });

  test('an original length shorter than the captured one is not believed', async () => {
    const reading = await readBytes(join(pcapHeader(), packet({ original: 10 })), 'pcap');
    expect(reading.frames[0]).toMatchObject({ captured: 60, original: 60 });
    expect(ids(reading)).toEqual(['pcap.captured-exceeds-original']);
  });

  test('a packet of which nothing was captured is a packet', async () => {
    const { frames } = await readBytes(join(pcapHeader(), packet({ data: filled(0), original: 60 })), 'pcap');
    expect(frames).toMatchObject([{ captured: 0, original: 60 }]);
  });

  test('the largest packet that libpcap takes is read, one byte more is damage', async () => {
    const largest = await readBytes(
      join(pcapHeader({ snapLength: 0 }), packet({ data: filled(262_144) })),
      'pcap',
    );
    expect(largest).toMatchObject({ frames: [{ captured: 262_144 }], problems: [] });
    const larger = await readBytes(join(pcapHeader(), packet({ data: filled(262_145) })), 'pcap');
    expect(ids(larger)).toEqual(['pcap.bad-length', 'pcap.lost-to-end']);
  });

  test('USB and D-Bus captures may have larger ones', async () => {
    const reading = await readBytes(
      join(pcapHeader({ link: 249, snapLength: 0 }), packet({ data: filled(300_000) })),
      'pcap',
    );
    expect(reading).toMatchObject({ frames: [{ captured: 300_000 }], problems: [] });
  });
});

describe('files one behind another', () => {
  const one = pcapOf(1);

  test('are read as one, at every size of the pieces that come', async () => {
    const both = join(one, pcapHeader({ snapLength: 96 }), packet({ seconds: START + 1, data: filled(60) }));
    const reading = await readBytes(both, 'pcap');
    expect(ids(reading)).toEqual(['pcap.joined']);
    expect(reading.problems[0].offset).toBe(one.length);
    expect(reading.frames.map(({ time }) => Number(time))).toEqual([START, START + 1]);
    await readAtAllChunkSizes(both, 'pcap');
  });

  test('are told where the next one is written in another way', async () => {
    const other = join(pcapHeader({ link: 113 }), packet({ seconds: START + 1, data: filled(60) }));
    const reading = await readBytes(join(one, other), 'pcap');
    expect(ids(reading)).toEqual(['pcap.joined-other']);
    expect(reading.frames.length).toBe(1);
  });

  test('a header that ends the file hides no packet', async () => {
    const reading = await readBytes(join(one, pcapHeader()), 'pcap');
    expect(ids(reading)).toEqual(['pcap.joined']);
    expect(reading.frames.length).toBe(1);
  });
});

describe('files that end early', () => {
  const whole = pcapOf(3);

  test('in the data of the last packet', async () => {
    const reading = await readBytes(whole.subarray(0, whole.length - 1), 'pcap');
    expect(reading.frames.length).toBe(2);
    expect(reading.problems).toMatchObject([
      { id: 'pcap.cut-packet', offset: 24 + 2 * 76, values: { found: 59, expected: 60 } },
    ]);
    expect(reading.leftOver).toBe(true);
  });

  test('in the header of the last packet', async () => {
    const reading = await readBytes(whole.subarray(0, 24 + 2 * 76 + 9), 'pcap');
    expect(reading.problems).toMatchObject([
      { id: 'pcap.cut-packet-header', offset: 24 + 2 * 76, values: { found: 9, expected: 16 } },
    ]);
  });

  test('anywhere: what is whole before is read, and at most one problem told', async () => {
    for (let length = 24; length <= whole.length; length++) {
      const reading = await readBytes(whole.subarray(0, length), 'pcap');
      expect(reading.frames.length).toBe(Math.floor((length - 24) / 76));
      expect(reading.problems.length).toBe((length - 24) % 76 === 0 ? 0 : 1);
    }
  });
});

describe('damage in the middle', () => {
  const before = pcapOf(5);
  const after = join(...[5, 6, 7, 8].map((i) => packet({ seconds: START + i, data: filled(100, i) })));
  const damaged = (...middle: readonly Uint8Array[]) => join(before, ...middle, after);

  test('garbage is passed over, and packets after it are found', async () => {
    const reading = await readBytes(damaged(filled(333, 0xff)), 'pcap');
    expect(reading.frames.length).toBe(9);
    expect(reading.problems).toMatchObject([
      { id: 'pcap.bad-length', offset: before.length, values: { found: 0xffffffff, limit: 262_144 } },
      { id: 'pcap.resumed', offset: before.length + 333, values: { bytes: 333, from: before.length } },
    ]);
  });

  test('a hole of zeros is no multitude of empty packets of 1970', async () => {
    const reading = await readBytes(damaged(new Uint8Array(1 << 20)), 'pcap');
    expect(reading.frames.length).toBe(9);
    expect(ids(reading)).toEqual(['pcap.hole', 'pcap.resumed']);
  });

  test('a length that reaches beyond the end, though packets follow', async () => {
    const bad = packet({ seconds: START + 4, captured: 200_000, original: 200_000 });
    const reading = await readBytes(damaged(bad), 'pcap');
    expect(ids(reading)).toEqual(['pcap.length-beyond-end', 'pcap.resumed']);
    expect(reading.frames.length).toBe(9);
  });

  test('no packets are made up from data that only resembles them: another year, or a chain too short', async () => {
    const lookalikes = join(
      ...[1, 2, 3].map((i) => packet({ seconds: START + 400 * 86_400 * i })),
      packet({ seconds: START + 5 }),
      filled(200, 0xfe),
    );
    const reading = await readBytes(join(before, filled(40, 0xff), lookalikes), 'pcap');
    expect(reading.frames.length).toBe(5);
    expect(ids(reading)).toEqual(['pcap.bad-length', 'pcap.lost-to-end']);
  });

  test('the size of the chunks makes no difference', async () => {
    for (const middle of [filled(333, 0xff), new Uint8Array(500)]) {
      const { bytesDone: _, ...whole } = await readBytes(damaged(middle), 'pcap');
      for (const reading of await readAtAllChunkSizes(damaged(middle), 'pcap', 20)) {
        expect(reading).toMatchObject(whole);
      }
    }
  });

  test('the search ends after 64 MiB', async () => {
    const reading = await readBytes(join(before, filled(70 << 20, 0xff), after), 'pcap');
    expect(reading.frames.length).toBe(5);
    expect(ids(reading)).toEqual(['pcap.bad-length', 'pcap.stopped']);
  });
});

test('lengths at both ends of what 32 bits hold do no harm', async () => {
  for (const captured of [262_145, 0x7fffffff, 0x80000000, 0xffffffff]) {
    const reading = await readBytes(join(pcapHeader(), words(false, START, 0, captured, captured)), 'pcap');
    expect(reading.frames).toEqual([]);
    expect(ids(reading)).toContain('pcap.bad-length');
  }
});

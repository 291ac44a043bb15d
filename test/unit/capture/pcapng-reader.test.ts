import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { Clock } from '../../../src/core/capture/pcapng/timestamp';
import { Frame } from '../../../src/core/decode';
import { filled, join } from './build-pcap';
import { halvesOf, Pcapng } from './build-pcapng';
import { ids, readAtAllChunkSizes, readBytes, readSource } from './reading';

const ng = new Pcapng();
const text = (value: string) => new TextEncoder().encode(value);

describe('clocks', () => {
  /** The definition, in exact integers. */
  function exact(resolution: number, count: bigint): string {
    const units = (resolution & 0x80 ? 2n : 10n) ** BigInt(resolution & 0x7f);
    const nanoseconds = ((count % units) * 1_000_000_000n) / units;
    return `${count / units}.${String(nanoseconds).padStart(9, '0')}`;
  }

  const resolutions = [
    0, 1, 3, 6, 7, 8, 9, 10, 11, 12, 15, 18, 19, 0x80, 0x81, 0x8a, 0x94, 0x9e, 0xa0, 0xa5, 0xa6, 0xbf,
  ];
  const counts = [
    0n,
    1n,
    999_999n,
    2n ** 32n - 1n,
    2n ** 32n,
    1_700_000_000_123_456n,
    2n ** 53n + 1n,
    1_700_000_000_123_456_789n,
  ];

  test.each(resolutions)('if_tsresol %i splits every count exactly', (resolution) => {
    const frame = new Frame();
    const clock = new Clock(resolution, 0);
    for (const count of [...counts, 2n ** 63n - 1n, 2n ** 64n - 1n]) {
      clock.apply(frame, ...halvesOf(count));
      // Seconds beyond 2^53, which only whole seconds reach, are a double's nearest.
      const [seconds, nanoseconds] = exact(resolution, count).split('.');
      expect(frame.seconds).toBe(Number(seconds));
      expect(frame.nanoseconds).toBe(Number(nanoseconds));
    }
  });

  test('digits are those that the resolution is worth', () => {
    const digits = [0, 3, 6, 9, 12, 0x80, 0x8a, 0x94, 0xa0].map(
      (resolution) => new Clock(resolution, 0).digits,
    );
    expect(digits).toEqual([0, 3, 6, 9, 9, 0, 4, 7, 9]);
  });

  test('if_tsoffset may be negative', async () => {
    const offset = new Uint8Array(8);
    new DataView(offset.buffer).setBigInt64(0, -3600n, true);
    const file = join(
      ng.section(),
      ng.interface(1, 0, ng.option(14, offset)),
      ng.enhanced(0, 5_000_000_001n),
    );
    expect((await readBytes(file, 'pcapng')).frames[0].time).toBe('1400.000001000');
  });
});

describe('packets', () => {
  test('a frame check sequence by the interface, or by the packet itself', async () => {
    const fcs = ng.interface(1, 0, ng.option(13, Uint8Array.of(4)));
    const flags = ng.option(2, ng.words(2 << 5));
    const file = join(ng.section(), fcs, ng.enhanced(0, 0n), ng.enhanced(0, 0n, filled(60), flags));
    expect((await readBytes(file, 'pcapng')).frames.map((frame) => frame.fcsLength)).toEqual([4, 2]);
  });

  test('of an interface that was not described are passed over, the rest goes on', async () => {
    const file = join(ng.section(), ng.interface(), ng.enhanced(7, 0n), ng.enhanced(0, 0n));
    const reading = await readBytes(file, 'pcapng');
    expect(reading.frames.length).toBe(1);
    expect(reading.problems).toMatchObject([
      { id: 'pcapng.unknown-interface', offset: 48, values: { found: 7, interfaces: 1 } },
    ]);
  });

  test('that claim more data than their block holds are passed over, the rest goes on', async () => {
    const liar = ng.block(6, ng.words(0, 0, 0, 61, 61, filled(60)));
    const reading = await readBytes(join(ng.section(), ng.interface(), liar, ng.enhanced(0, 0n)), 'pcapng');
    expect(reading.frames.length).toBe(1);
    expect(reading.problems).toMatchObject([
      { id: 'pcapng.packet-length', values: { found: 61, limit: 60 } },
    ]);
  });

  test('a block too short for its own fields is passed over', async () => {
    const stubs = [1, 2, 3, 5, 6].map((type) => ng.block(type, new Uint8Array(0)));
    const reading = await readBytes(
      join(ng.section(), ng.interface(), ...stubs, ng.enhanced(0, 0n)),
      'pcapng',
    );
    expect(reading.frames.length).toBe(1);
    expect(ids(reading)).toEqual(new Array(5).fill('pcapng.short-block'));
  });

  test('an option longer than its block spoils the options, not the packet', async () => {
    const options = join(ng.option(1, text('kept')), ng.halves(1, 40_000));
    const reading = await readBytes(
      join(ng.section(), ng.interface(), ng.enhanced(0, 0n, filled(60), options)),
      'pcapng',
    );
    expect(reading.frames.length).toBe(1);
    expect(reading.comments).toEqual([{ text: 'kept', packet: 0 }]);
    expect(reading.problems).toMatchObject([
      { id: 'pcapng.cut-option', values: { code: 1, length: 40_000 } },
    ]);
  });

  test('drops are summed where no statistics block tells them', async () => {
    const drops = (count: number) => ng.option(4, ng.words(count, 0));
    const packets = [3, 4].map((count) => ng.enhanced(0, 0n, filled(60), drops(count)));
    const reading = await readBytes(join(ng.section(), ng.interface(), ...packets), 'pcapng');
    expect(reading.interfaces[0].dropped).toBe(7);
  });
});

describe('blocks that are not needed', () => {
  test('are skipped by their length: secrets, custom, journal, unknown', async () => {
    const others = [10, 0xbad, 0x40000bad, 9, 0x12345678].map((type) => ng.block(type, filled(100)));
    const reading = await readBytes(
      join(ng.section(), ng.interface(), ...others, ng.enhanced(0, 0n)),
      'pcapng',
    );
    expect(reading).toMatchObject({ frames: [{ captured: 60 }], problems: [] });
  });

  test('are not even read when they are large', async () => {
    const bytes = join(ng.section(), ng.interface(), ng.block(10, filled(20 << 20)), ng.enhanced(0, 0n));
    let read = 0;
    const source = new MemorySource('capture', bytes);
    const counting = {
      name: 'capture',
      size: () => source.size(),
      close: () => source.close(),
      read: async (offset: number, target: Uint8Array) => {
        const count = await source.read(offset, target);
        read += count;
        return count;
      },
    };
    expect((await readSource(counting, 'pcapng')).frames.length).toBe(1);
    expect(read).toBeLessThan(3 << 20);
  });

  test('are reported when the file ends inside them', async () => {
    const bytes = join(ng.section(), ng.interface(), ng.block(0x12345678, filled(2 << 20)));
    for (const missing of [1, 4, 5, 1 << 20]) {
      const reading = await readBytes(bytes.subarray(0, bytes.length - missing), 'pcapng');
      expect(reading.problems).toMatchObject([{ id: 'pcapng.cut-skipped-block', offset: 48 }]);
      expect(reading.leftOver).toBe(true);
    }
  });
});

describe('damage', () => {
  const good = ng.file(4);
  const packets = (count: number) => Array.from({ length: count }, () => ng.enhanced(0, 0n));

  test('garbage between blocks is passed over', async () => {
    const reading = await readBytes(join(good, filled(101, 0xff), ...packets(3)), 'pcapng');
    expect(reading.frames.length).toBe(7);
    expect(reading.problems).toMatchObject([
      { id: 'pcapng.block-length', offset: good.length },
      { id: 'pcapng.resumed', offset: good.length + 101, values: { bytes: 101, from: good.length } },
    ]);
  });

  test('a wrong length at the end of a block is ignored when the next block is where the first length says', async () => {
    const wrong = ng.block(6, ng.words(0, 0, 0, 60, 60, filled(60)), 77);
    const reading = await readBytes(join(good, wrong, ...packets(2)), 'pcapng');
    expect(reading.frames.length).toBe(7);
    expect(reading.problems).toMatchObject([
      { id: 'pcapng.trailing-length-ignored', values: { leading: 92, trailing: 77 } },
    ]);
  });

  test('a wrong length at the beginning costs that block only', async () => {
    const wrong = ng.enhanced(0, 0n);
    wrong[4] = 60;
    const reading = await readBytes(join(good, wrong, ...packets(3)), 'pcapng');
    expect(reading.frames.length).toBe(7);
    expect(ids(reading)).toEqual(['pcapng.trailing-length', 'pcapng.resumed']);
  });

  test('a length beyond the end, though blocks follow', async () => {
    const wrong = ng.enhanced(0, 0n);
    wrong[6] = 0x10;
    const reading = await readBytes(join(good, wrong, ...packets(3)), 'pcapng');
    expect(reading.frames.length).toBe(7);
    expect(ids(reading)).toEqual(['pcapng.length-beyond-end', 'pcapng.resumed']);
  });

  test('lengths that leave out the padding are understood', async () => {
    const body = ng.words(0, 0, 0, 58, 58, filled(58));
    const sloppy = join(ng.words(6, 90, body), new Uint8Array(2), ng.words(90));
    const reading = await readBytes(join(good, sloppy, ...packets(1)), 'pcapng');
    expect(reading.frames.map((frame) => frame.captured)).toEqual([60, 60, 60, 60, 58, 60]);
    expect(reading.problems).toEqual([]);
  });

  test('a section of the other byte order is found again by its own magic number', async () => {
    const reading = await readBytes(join(good, filled(50, 0xff), new Pcapng(true).file(2)), 'pcapng');
    expect(reading.frames.length).toBe(6);
    expect(ids(reading)).toEqual(['pcapng.block-length', 'pcapng.resumed']);
  });

  test('the file may end anywhere', async () => {
    for (let length = 0; length < good.length; length++) {
      const reading = await readBytes(good.subarray(0, length), 'pcapng');
      expect(reading.frames.length).toBe(Math.max(0, Math.floor((length - 48) / 92)));
      expect(ids(reading)).toEqual(
        length === 28 || (length >= 48 && (length - 48) % 92 === 0) ? [] : ['pcapng.cut-block'],
      );
    }
  });

  test('the size of the chunks makes no difference', async () => {
    const wrong = ng.block(6, ng.words(0, 0, 0, 60, 60, filled(60)), 77);
    const bytes = join(
      good,
      filled(101, 0xff),
      ...packets(3),
      wrong,
      ...packets(2),
      new Pcapng(true).file(2),
    );
    const { bytesDone: _, ...whole } = await readBytes(bytes, 'pcapng');
    expect(whole.frames.length).toBe(12);
    for (const reading of await readAtAllChunkSizes(bytes, 'pcapng', 30))
      expect(reading).toMatchObject(whole);
  });
});

test('a file of nothing but interfaces is bounded', async () => {
  const one = ng.interface();
  const many = new Uint8Array(28 + one.length * 70_000);
  many.set(ng.section());
  for (let i = 0; i < 70_000; i++) many.set(one, 28 + i * one.length);
  const reading = await readBytes(many, 'pcapng');
  expect(reading.interfaces.length).toBe(65_536);
  expect(ids(reading)).toEqual(['pcapng.too-many-interfaces']);
});

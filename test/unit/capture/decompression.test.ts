import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { constants, deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { decompress as fzstd } from 'fzstd';
import { describe, expect, test } from 'vitest';
import { type ByteSource, MemorySource } from '../../../src/core/bytes';
import type { Compression } from '../../../src/core/capture';
import { DecompressedSource } from '../../../src/core/capture/compression';
import { createDecompressor } from '../../../src/core/capture/compression/algorithms';
import { Inflate, InflateStop } from '../../../src/core/capture/compression/inflate';
import { XxHash64 } from '../../../src/core/capture/compression/xxhash64';
import { filled, join, pcapOf, words } from './build-pcap';
import { random, randomBytes } from './random';
import { FIXTURES, fixture, noPause, readSource } from './reading';

const COMPRESSED = `${FIXTURES}/compressed`;
const [SHA256, LENGTH] = readFileSync(`${COMPRESSED}/SHA256`, 'ascii').trim().split(' ');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A source that gives at most `most` bytes a read. */
const trickle = (bytes: Uint8Array, most: number): ByteSource => {
  const source = new MemorySource('trickle', bytes);
  return Object.assign(Object.create(source) as ByteSource, {
    read: (offset: number, target: Uint8Array) => source.read(offset, target.subarray(0, most)),
  });
};

/** Everything that comes out, and what is wrong with it. */
async function unpack(compression: Compression, source: ByteSource | Uint8Array) {
  const input = source instanceof Uint8Array ? new MemorySource('x', source) : source;
  const decompressor = createDecompressor(compression, input);
  const pieces: Uint8Array[] = [];
  let largest = 0;
  for (;;) {
    const piece = await decompressor.next();
    if (piece === null) break;
    largest = Math.max(largest, piece.length);
    pieces.push(piece.slice());
  }
  return { bytes: join(...pieces), problem: decompressor.problem(), largest, decompressor };
}

const text = () => gunzipSync(readFileSync(`${COMPRESSED}/level-6.gz`));

describe('what gzip and zstd have compressed', () => {
  const files = readdirSync(COMPRESSED).filter((name) => /\.(gz|zst)$/.test(name));
  const compressionOf = (name: string): Compression => (name.endsWith('.gz') ? 'gzip' : 'zstd');

  test.each(files)('%s comes out as it went in', async (name) => {
    const { bytes, problem, largest } = await unpack(compressionOf(name), fixture(`compressed/${name}`));
    expect(bytes.length).toBe(Number(LENGTH));
    expect(sha256(bytes)).toBe(SHA256);
    expect(problem).toBeNull();
    expect(largest).toBeLessThan(200_000);
  });

  test.each(['level-19.zst', 'frames.zst', 'level-9.gz', 'members.gz'])(
    '%s, a few bytes at a time',
    async (name) => {
      for (const most of [1, 7, 1000]) {
        const { bytes } = await unpack(compressionOf(name), trickle(fixture(`compressed/${name}`), most));
        expect(sha256(bytes)).toBe(SHA256);
      }
    },
  );

  test('fzstd agrees', () => {
    expect(sha256(fzstd(fixture('compressed/level-7.zst')))).toBe(SHA256);
  });
});

describe('DEFLATE', () => {
  const strategies = [
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ];

  test('every level and strategy of zlib', () => {
    for (const level of [0, 1, 6, 9]) {
      for (const strategy of strategies)
        expect(inflated(deflateRawSync(text(), { level, strategy }))).toBe(SHA256);
    }
  });

  function inflated(bytes: Uint8Array): string {
    const inflate = new Inflate();
    const pieces: Uint8Array[] = [];
    inflate.input.append(bytes);
    for (;;) {
      const stop = inflate.run();
      pieces.push(inflate.output.slice(inflate.start, inflate.end));
      if (stop !== InflateStop.outputFull) break;
    }
    return sha256(join(...pieces));
  }
});

describe('gzip streams', () => {
  const plain = text().subarray(0, 50_000);
  const whole = gzipSync(plain);

  test('a header with every optional field, in pieces', async () => {
    const header = Uint8Array.of(
      0x1f,
      0x8b,
      8,
      0x1e,
      0,
      0,
      0,
      0,
      0,
      3,
      4,
      0,
      1,
      2,
      3,
      4,
      0x61,
      0,
      0x62,
      0x63,
      0,
      9,
      9,
    );
    const bytes = join(header, whole.subarray(10));
    expect(await unpack('gzip', trickle(bytes, 1))).toMatchObject({
      bytes: new Uint8Array(plain),
      problem: null,
    });
  });

  test('cut anywhere: what was whole comes out, and the cut is told', async () => {
    for (let length = 1; length < whole.length; length += 97) {
      const { bytes, problem } = await unpack('gzip', whole.subarray(0, length));
      expect(plain.subarray(0, bytes.length).equals(bytes)).toBe(true);
      expect(problem).toMatchObject({ id: 'gzip.cut', offset: bytes.length });
    }
    const almost = await unpack('gzip', whole.subarray(0, whole.length - 9));
    expect(almost.bytes.length).toBeGreaterThan(plain.length - 300);
  });

  test('that have grown are gone on with', async () => {
    let length = 100;
    const growing = {
      ...trickle(whole, 1),
      name: 'g',
      read: (o: number, t: Uint8Array) => new MemorySource('', whole.subarray(0, length)).read(o, t),
    };
    const { bytes, decompressor } = await unpack('gzip', growing as ByteSource);
    length = whole.length;
    const rest: Uint8Array[] = [];
    for (let piece = await decompressor.next(); piece; piece = await decompressor.next())
      rest.push(piece.slice());
    expect(join(bytes, ...rest)).toEqual(new Uint8Array(plain));
    expect(decompressor.problem()).toBeNull();
  });

  test('a wrong checksum or length is told, and the next member read', async () => {
    for (const at of [-8, -1]) {
      const damaged = new Uint8Array(whole);
      damaged[damaged.length + at] ^= 1;
      const { bytes, problem } = await unpack('gzip', join(damaged, whole));
      expect(bytes.length).toBe(2 * plain.length);
      expect(problem).toMatchObject({ id: 'gzip.checksum' });
    }
  });

  test('something else behind the end is ignored and told', async () => {
    const { bytes, problem } = await unpack('gzip', join(whole, filled(100, 0x41)));
    expect(bytes.length).toBe(plain.length);
    expect(problem).toMatchObject({ id: 'gzip.trailing-bytes', values: { compressedOffset: whole.length } });
  });

  test('invalid blocks are damage: reserved type, wrong stored length, too far back, over-full codes', async () => {
    const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
    const bodies = [
      [0x07],
      [0x01, 1, 0, 0, 0],
      [0x03, 0x02, 0x00],
      [0x05, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ];
    for (const body of bodies) {
      const { problem } = await unpack('gzip', join(header, Uint8Array.from(body), new Uint8Array(600)));
      expect(problem).toMatchObject({ id: 'gzip.corrupt' });
    }
  });
});

describe('Zstandard streams', () => {
  const whole = fixture('compressed/level-3.zst');

  test('cut anywhere: whole blocks come out, and the cut is told', async () => {
    for (let length = 1; length < whole.length; length += 999) {
      const { bytes, problem } = await unpack('zstd', whole.subarray(0, length));
      expect(text().subarray(0, bytes.length).equals(bytes)).toBe(true);
      expect(problem).toMatchObject({ id: 'zstd.cut', offset: bytes.length });
    }
  });

  test('a flipped bit anywhere is noticed', async () => {
    const next = random(4);
    for (let i = 0; i < 60; i++) {
      const damaged = whole.slice();
      damaged[4 + (next() % (whole.length - 4))] ^= 1 << (next() % 8);
      const { problem } = await unpack('zstd', damaged);
      expect(problem).not.toBeNull();
    }
  });

  test('a window beyond 128 MiB is refused before memory is taken', async () => {
    const huge = join(words(false, 0xfd2fb528), Uint8Array.of(0x00, 0xff), filled(100, 0));
    const { problem } = await unpack('zstd', huge);
    expect(problem).toMatchObject({ id: 'zstd.window', values: { limit: 1 << 27 } });
  });

  test('a dictionary is named', async () => {
    const { problem } = await unpack(
      'zstd',
      join(words(false, 0xfd2fb528), Uint8Array.of(0x01, 0x50, 42), filled(99)),
    );
    expect(problem).toMatchObject({ id: 'zstd.dictionary', values: { dictionary: 42 } });
  });

  test('XXH64 of short inputs, as published with the algorithm; longer ones are in every file above', () => {
    const low = (input: string) => {
      const hash = new XxHash64();
      hash.update(new TextEncoder().encode(input));
      return hash.low32().toString(16);
    };
    // ef46db3751d8e999, d24ec4f1a98c6e5b, 44bc2cf5ad770999
    expect([low(''), low('a'), low('abc')]).toEqual(['51d8e999', 'a98c6e5b', 'ad770999']);
  });
});

describe('bombs', () => {
  test('a thousandfold ratio comes out in small pieces', async () => {
    const zeros = await unpack('gzip', gzipSync(new Uint8Array(64 << 20)));
    expect(zeros.bytes.length).toBe(64 << 20);
    expect(zeros.largest).toBeLessThan(200_000);
  });

  test('blocks that only repeat a byte come out one by one', async () => {
    const block = Uint8Array.of(
      (1 << 1) | ((131_072 << 3) & 0xff),
      (131_072 >> 5) & 0xff,
      131_072 >> 13,
      0x41,
    );
    const frame = join(
      words(false, 0xfd2fb528),
      Uint8Array.of(0x00, 0x88),
      ...new Array<Uint8Array>(500).fill(block),
    );
    const { bytes, largest, problem } = await unpack('zstd', frame);
    expect(bytes.length).toBe(500 * 131_072);
    expect(largest).toBe(131_072);
    expect(problem).toMatchObject({ id: 'zstd.cut' });
  });
});

describe('a decompressed source', () => {
  const plain = join(randomBytes(1, 1 << 20), filled(70 << 20), randomBytes(2, 3 << 20));
  const packed = gzipSync(plain, { level: 1 });
  const open = (pause = noPause) =>
    new DecompressedSource(new MemorySource('trace.pcap.gz', packed), 'gzip', pause);
  const at = async (source: ByteSource, offset: number, length = 5000) => {
    const target = new Uint8Array(length);
    return target.subarray(0, await source.read(offset, target));
  };

  test('can be read anywhere, forwards and backwards, beyond what is cached', async () => {
    const source = open();
    for (const offset of [0, 100, 72 << 20, 500_000, (74 << 20) - 10, 0, 1 << 20, 60 << 20]) {
      expect(Buffer.compare(await at(source, offset), plain.subarray(offset, offset + 5000))).toBe(0);
    }
  });

  test('serves several readers at a time', async () => {
    const source = open();
    const offsets = [70 << 20, 5, 1 << 20, 71 << 20, 999];
    const parts = await Promise.all(offsets.map((offset) => at(source, offset)));
    parts.forEach((part, i) => {
      expect(Buffer.compare(part, plain.subarray(offsets[i], offsets[i] + 5000))).toBe(0);
    });
  });

  test('knows its size when it has been read to the end', async () => {
    const source = open();
    expect(await source.size()).toBe(Number.POSITIVE_INFINITY);
    expect((await at(source, plain.length)).length).toBe(0);
    expect(await source.size()).toBe(plain.length);
    expect(source.problems()).toEqual([]);
  });

  test('hands its packets over, and what is wrong with it, through the driver', async () => {
    const bytes = gzipSync(pcapOf(100));
    const reading = await readSource(
      new DecompressedSource(new MemorySource('x', bytes.subarray(0, bytes.length - 3)), 'gzip', noPause),
      'pcap',
    );
    expect(reading).toMatchObject({ leftOver: true, problems: [{ id: 'gzip.cut', offset: 24 + 7600 }] });
    expect(reading.frames.length).toBe(100);
  });

  test('lets other work run while it goes back a long way', async () => {
    let pauses = 0;
    const pause = async () => {
      pauses++;
    };
    const source = open(pause);
    await at(source, 72 << 20);
    expect(pauses).toBeGreaterThan(0);
  });
});

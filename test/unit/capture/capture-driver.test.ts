import { describe, expect, test } from 'vitest';
import { type ByteSource, MemorySource } from '../../../src/core/bytes';
import { CaptureDriver, createReader } from '../../../src/core/capture';
import { filled, join, packet, pcapHeader, pcapOf } from './build-pcap';
import { noPause, RecordingSink, readBytes, readSource } from './reading';

/** A file that grows between reads. */
class GrowingSource implements ByteSource {
  readonly name = 'growing';
  length = 0;
  reads: number[] = [];

  constructor(private readonly bytes: Uint8Array) {}

  async size(): Promise<number> {
    return this.length;
  }
  async read(offset: number, target: Uint8Array): Promise<number> {
    this.reads.push(offset);
    return new MemorySource('', this.bytes.subarray(0, this.length)).read(offset, target);
  }
  async close(): Promise<void> {}
}

function drive(source: ByteSource, chunkLength = 100, pause: () => Promise<void> = noPause) {
  const sink = new RecordingSink();
  const progress: number[] = [];
  const options = { pause, chunkLength, progress: (bytes: number) => progress.push(bytes) };
  return { sink, progress, driver: new CaptureDriver(source, createReader('pcap', sink), sink, options) };
}

describe('a growing file', () => {
  test('is read on from where it was, byte by byte', async () => {
    const bytes = pcapOf(5);
    const source = new GrowingSource(bytes);
    const { driver, sink } = drive(source);
    for (source.length = 0; source.length <= bytes.length; source.length++) {
      expect(await driver.advance()).toBe(true);
      expect(sink.frames.length).toBe(Math.max(0, Math.floor((source.length - 24) / 76)));
      expect(driver.bytesDone).toBe(source.length);
    }
    expect(driver.settle()).toBe(false);
    expect(sink.problems).toEqual([]);
  });

  test('is never read again from its beginning', async () => {
    const source = new GrowingSource(pcapOf(50));
    const { driver } = drive(source, 64);
    source.length = 2000;
    await driver.advance();
    source.reads = [];
    source.length = 3000;
    await driver.advance();
    expect(Math.min(...source.reads)).toBe(2000);
  });

  test('can be settled between two packets and go on; inside one it says that something was left', async () => {
    const source = new GrowingSource(pcapOf(3));
    const { driver, sink } = drive(source);
    source.length = 100;
    await driver.advance();
    expect(driver.settle()).toBe(false);
    source.length = 150;
    await driver.advance();
    expect(driver.settle()).toBe(true);
    expect(sink.problems.map((problem) => problem.id)).toEqual(['pcap.cut-packet']);
  });
});

describe('stopping', () => {
  test('by the signal, and going on later, loses nothing', async () => {
    const bytes = pcapOf(100);
    const signal = { aborted: false };
    const { driver, sink } = drive(new MemorySource('', bytes), 100);
    const original = sink.frame.bind(sink);
    sink.frame = (frame) => {
      original(frame);
      if (sink.frames.length === 40) signal.aborted = true;
    };
    expect(await driver.advance(signal)).toBe(false);
    expect(sink.frames.length).toBeLessThan(50);
    expect(await driver.advance()).toBe(true);
    expect(sink.frames).toEqual((await readBytes(bytes, 'pcap')).frames);
  });

  test('when the source fails, the failure is the caller’s', async () => {
    const source = new MemorySource('', pcapOf(10));
    const failing = Object.assign(Object.create(source) as ByteSource, {
      read: async (offset: number, target: Uint8Array) => {
        if (offset > 300) throw new Error('gone');
        return source.read(offset, target);
      },
    });
    await expect(drive(failing).driver.advance()).rejects.toThrow('gone');
  });

  test('when the reader can make nothing of the rest, which is then not read', async () => {
    const source = new GrowingSource(filled(10_000, 0x41));
    source.length = 10_000;
    const { driver, sink } = drive(source);
    await driver.advance();
    expect(source.reads.length).toBeLessThan(4);
    expect(sink.problems.map((problem) => problem.id)).toEqual(['pcap.bad-magic']);
    expect(await driver.advance()).toBe(true);
  });
});

describe('manners', () => {
  test('progress rises to the file’s length', async () => {
    const bytes = pcapOf(100);
    const { driver, progress } = drive(new MemorySource('', bytes));
    await driver.advance();
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(bytes.length);
  });

  test('other work gets a turn after 16 ms', async () => {
    const bytes = pcapOf(100);
    let pauses = 0;
    const { driver, sink } = drive(new MemorySource('', bytes), 400, async () => {
      pauses++;
    });
    const original = sink.frame.bind(sink);
    sink.frame = (frame) => {
      original(frame);
      for (const until = performance.now() + 1; performance.now() < until; );
    };
    await driver.advance();
    expect(pauses).toBeGreaterThanOrEqual(4);
    expect(pauses).toBeLessThanOrEqual(20);
  });

  test('a record many times longer than a chunk is read whole', async () => {
    const bytes = join(pcapHeader({ snapLength: 0 }), packet({ data: filled(200_000) }), packet());
    const { frames } = await readSource(new MemorySource('', bytes), 'pcap', 64);
    expect(frames.map((frame) => frame.captured)).toEqual([200_000, 60]);
  });

  test('a source that gives less than was asked for, without having ended, is waited for', async () => {
    const bytes = pcapOf(20);
    const live = {
      name: 'pipe',
      ended: false,
      size: async () => Number.POSITIVE_INFINITY,
      close: async () => {},
      read: async (offset: number, target: Uint8Array) => {
        live.ended = offset >= bytes.length;
        return new MemorySource('', bytes).read(offset, target.subarray(0, 7));
      },
    };
    expect((await readSource(live, 'pcap')).frames.length).toBe(20);
  });
});

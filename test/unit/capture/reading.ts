import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ByteSource, MemorySource } from '../../../src/core/bytes';
import {
  CaptureDriver,
  type CaptureFormat,
  type CaptureReader,
  type CaptureSink,
  createReader,
  type InterfaceInfo,
  type Problem,
} from '../../../src/core/capture';
import type { Frame } from '../../../src/core/decode';

export interface ReadFrame {
  readonly offset: number;
  readonly captured: number;
  readonly original: number;
  readonly linkType: number;
  readonly fcsLength: number;
  readonly interfaceId: number;
  /** Seconds and nanoseconds; '' for a packet without time. */
  readonly time: string;
  readonly digits: number;
  readonly data: string;
}

/** Copies everything a reader hands over. */
export class RecordingSink implements CaptureSink {
  readonly frames: ReadFrame[] = [];
  readonly interfaces: InterfaceInfo[] = [];
  readonly comments: { text: string; packet: number }[] = [];
  readonly names: { address: string; name: string }[] = [];
  readonly problems: Problem[] = [];

  frame(frame: Frame): void {
    this.frames.push({
      offset: frame.offset,
      captured: frame.end - frame.start,
      original: frame.originalLength,
      linkType: frame.linkType,
      fcsLength: frame.fcsLength,
      interfaceId: frame.interfaceId,
      time: frame.timeDigits < 0 ? '' : `${frame.seconds}.${String(frame.nanoseconds).padStart(9, '0')}`,
      digits: frame.timeDigits,
      data: Buffer.from(frame.bytes.subarray(frame.start, frame.end)).toString('hex'),
    });
  }
  interface(info: InterfaceInfo): void {
    this.interfaces[info.id] = { ...info };
  }
  comment(text: string, packet: number): void {
    this.comments.push({ text, packet });
  }
  hostName(address: Uint8Array, name: string): void {
    this.names.push({ address: address.join('.'), name });
  }
  problem(problem: Problem): void {
    this.problems.push(problem);
  }
  line(): void {}
  textPacket(): void {}
  continuation(): void {}
}

export interface Reading
  extends Pick<RecordingSink, 'frames' | 'interfaces' | 'comments' | 'names' | 'problems'> {
  readonly leftOver: boolean;
  readonly bytesDone: number;
}

export const noPause = async (): Promise<void> => {};

/** Reads a source to its end through the driver. */
export async function readSource(
  source: ByteSource,
  format: CaptureFormat,
  chunkLength?: number,
): Promise<Reading> {
  const sink = new RecordingSink();
  const reader: CaptureReader = createReader(format, sink);
  const driver = new CaptureDriver(source, reader, sink, {
    pause: noPause,
    ...(chunkLength !== undefined && { chunkLength }),
  });
  await driver.advance();
  const leftOver = driver.settle();
  const { frames, interfaces, comments, names, problems } = sink;
  return { frames, interfaces, comments, names, problems, leftOver, bytesDone: driver.bytesDone };
}

export const readBytes = (bytes: Uint8Array, format: CaptureFormat, chunkLength?: number): Promise<Reading> =>
  readSource(new MemorySource('capture', bytes), format, chunkLength);

/** Reads the bytes in one piece and in chunks of every small size, which must make no difference. */
export async function readAtAllChunkSizes(
  bytes: Uint8Array,
  format: CaptureFormat,
  to = 40,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (let chunk = 1; chunk <= to; chunk++) readings.push(await readBytes(bytes, format, chunk));
  return readings;
}

export const ids = (reading: Pick<Reading, 'problems'>): string[] =>
  reading.problems.map((problem) => problem.id);

export const FIXTURES = join(__dirname, '../../fixtures/captures');
export const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(join(FIXTURES, name)));

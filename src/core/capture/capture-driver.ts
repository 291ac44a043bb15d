import type { ByteSource, StopSignal } from '../bytes';
import type { CaptureReader, CaptureSink } from './capture-reader';
import { DoubleBuffer } from './double-buffer';
import { isLive } from './live-source';
import { reportsProblems } from './reporting-source';

/** Milliseconds of reading after which other work gets a turn: one frame of a 60 Hz screen. */
const TURN = 16;
const CHUNK = 512 << 10;

export interface DriverOptions {
  /** Lets other work run: resolves in a later macrotask (`setImmediate`, a message channel). */
  readonly pause: () => Promise<void>;
  /** Called after every chunk with `bytesDone`. */
  readonly progress?: (bytesDone: number) => void;
  /** For live sources: resolves when nothing has come for so long that what is half-read had better be shown. */
  readonly quiet?: () => Promise<void>;
  /** Asked after every chunk: true when no more can be kept, with the offset from which on nothing is read. */
  readonly isFull?: (offset: number) => boolean;
  /** Bytes to read at a time; 512 KiB. */
  readonly chunkLength?: number;
}

/**
 * Walks a source through a reader, holding a few chunks of it and no more. While one chunk is walked the next
 * is already being read.
 */
export class CaptureDriver {
  private readonly buffer: DoubleBuffer;
  private finished = false;
  private full = false;
  private done = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly reader: CaptureReader,
    private readonly sink: CaptureSink,
    private readonly options: DriverOptions,
  ) {
    this.buffer = new DoubleBuffer(options.chunkLength ?? CHUNK);
  }

  /** Bytes from the file's beginning that were read or skipped (of a compressed file: once decompressed). */
  get bytesDone(): number {
    return this.done;
  }

  /**
   * Reads on to where the file ends now; call it again when the file has grown. Resolves to false when stopped by
   * the signal; a later call goes on from there. Rejects when the source cannot be read.
   */
  async advance(signal?: StopSignal): Promise<boolean> {
    if (this.finished) return true;
    let turnBegan = Date.now();
    let reading = this.readChunk();
    for (;;) {
      const { asked, count } = await this.arrival(reading);
      if (signal?.aborted) return false;
      const atEnd = count < asked && !(count > 0 && isLive(this.source));
      if (!atEnd && this.buffer.skipsAll(count)) {
        this.buffer.jump();
        reading = this.readChunk();
        continue;
      }
      this.buffer.accept(count);
      if (!atEnd) reading = this.readChunk();
      this.walk(count);
      if (this.finished) await reading.catch(() => {});
      if (atEnd || this.finished) return true;
      // A pipe that gave less may give nothing for long: what has come is to be shown meanwhile.
      if (count < asked || Date.now() - turnBegan >= TURN) {
        await this.options.pause();
        turnBegan = Date.now();
      }
    }
  }

  /**
   * The file is taken to end here: hands over and reports what was not consumed. True when there was something,
   * so that a file that grows after all has to be read again from its beginning.
   */
  settle(): boolean {
    const { bytes, start, end } = this.buffer;
    if (this.full) {
      this.reader.flush?.();
      return false;
    }
    const left = end > start || this.reader.insideRecord === true;
    this.reader.end(bytes, start, end, this.buffer.position);
    if (!reportsProblems(this.source)) return left;
    const problems = this.source.problems();
    for (const problem of problems) this.sink.problem(problem);
    return left || problems.length > 0;
  }

  /** Waits for a chunk. While a live source is silent, the reader hands over what it was still holding back. */
  private async arrival<T>(reading: Promise<T>): Promise<T> {
    const { quiet } = this.options;
    if (quiet === undefined || this.reader.flush === undefined || !isLive(this.source)) return reading;
    const silent = Symbol();
    const first = await Promise.race([reading, quiet().then(() => silent)]);
    if (first === silent) this.reader.flush();
    return reading;
  }

  private readChunk(): Promise<{ asked: number; count: number }> {
    const target = this.buffer.nextTarget();
    const asked = target.length;
    const reading = this.source.read(this.buffer.fileEnd, target).then((count) => ({ asked, count }));
    // A chunk read ahead may never be asked for; when it is, awaiting it tells of the failure.
    reading.catch(() => {});
    return reading;
  }

  private walk(count: number): void {
    const buffer = this.buffer;
    this.done = Math.max(this.done, buffer.fileEnd);
    if (count > 0 && buffer.start < buffer.end) {
      const consumed = this.reader.consume(buffer.bytes, buffer.start, buffer.end, buffer.position);
      if (consumed === Number.POSITIVE_INFINITY) this.finished = true;
      else buffer.consume(consumed);
      if (this.options.isFull?.(buffer.position) === true) this.full = this.finished = true;
    }
    this.options.progress?.(this.done);
  }
}

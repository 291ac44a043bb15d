import type { ByteSource, StopSignal } from '../../bytes';
import { openCaptureSource } from '../../capture';
import { problemMessage } from '../../explain';
import type { Locale } from '../../words';
import { CaptureClient } from './capture-client';
import { CaptureReading } from './capture-reading';
import type { CaptureObserver } from './capture-recorder';
import { summarize } from './summary';
import type { CaptureSummary } from './views';

/** Milliseconds between two reports of progress. */
const PROGRESS_INTERVAL = 100;

export interface SessionOptions {
  readonly locale: Locale;
  /** Lets other work run between two chunks: resolves in a later macrotask, and may wait until the rows so far are used. */
  readonly pause: () => Promise<void>;
  /**
   * Lets other work run in the middle of decompressing a chunk; `pause` where it is not given. It must not wait for rows:
   * what they read of the file waits for that chunk.
   */
  readonly turn?: () => Promise<void>;
  /** For live sources: resolves when the input has been silent for a while. */
  readonly quiet?: () => Promise<void>;
  /** For live sources: the clock that watches, in seconds since 1970. */
  readonly now?: () => number;
  /** For files that are followed while they grow: the clock that watches, in seconds since 1970. */
  readonly watch?: () => number;
  /** Sees lines and packets while they are read. */
  readonly observer?: CaptureObserver;
}

type OnProgress = (summary: CaptureSummary) => void;

/** The file could not be read as a capture. The message's first line says what is wrong, the others what to do. */
export class NotACaptureError extends Error {
  override readonly name = 'NotACaptureError';
}

/** One capture file: reads it once, front to back, and answers any number of clients while it does and afterwards. */
export class CaptureSession {
  private reading: CaptureReading | null = null;
  private done = false;
  /** The end was taken for the end, and something was left over there: growth means starting again. */
  private leftOver = false;
  private reported = 0;
  private onProgress: OnProgress = () => {};

  private constructor(
    private readonly source: ByteSource,
    private readonly options: SessionOptions,
  ) {}

  /** Makes a session; nothing is read yet. */
  static create(source: ByteSource, options: SessionOptions): CaptureSession {
    return new CaptureSession(source, options);
  }

  /**
   * Reads the whole file. Resolves early when the signal aborts, and keeps what it has. Rejects with
   * NotACaptureError when the content is no capture, or with the source's own error.
   */
  async load(signal: StopSignal, onProgress: OnProgress): Promise<void> {
    this.onProgress = onProgress;
    this.done = false;
    this.reading = await this.open();
    await this.readOn(this.reading, signal);
  }

  /** Reads what was added to the file since; from the beginning where its old end was cut in the middle of something. */
  async advance(signal: StopSignal, onProgress: OnProgress): Promise<void> {
    this.onProgress = onProgress;
    if (this.reading === null) return this.load(signal, onProgress);
    const seen = this.options.watch?.() ?? Number.NaN;
    if (!(await this.hasGrown())) return this.unchanged(this.reading, seen);
    if (this.leftOver) await this.readAgain(signal);
    else {
      this.reading.grown();
      await this.readOn(this.reading, signal);
    }
    this.reading.recorder.observation.arrives(seen);
  }

  /** A file that ends within a packet is written in blocks: what is missing of it may lie in the recorder's buffer. */
  private unchanged({ recorder }: CaptureReading, now: number): void {
    if (!this.done || this.leftOver || !recorder.observation.unchangedAt(now)) return;
    this.onProgress(this.summary());
  }

  /** What is known already goes on being shown until the new reading has caught up with it. */
  private async readAgain(signal: StopSignal): Promise<void> {
    const again = await this.open();
    await this.readOn(again, signal, () => {
      this.reading = again;
    });
  }

  private async open(): Promise<CaptureReading> {
    const opened = await openCaptureSource(this.source, this.options.turn ?? this.options.pause);
    if (!opened.ok) {
      const { name } = this.source;
      const message = problemMessage(this.options.locale, opened.problem, name);
      throw new NotACaptureError(message.includes(name) ? message : `${name}: ${message}`);
    }
    const { locale, pause, quiet } = this.options;
    const reading = new CaptureReading({ ...opened, name: this.source.name }, locale, {
      pause,
      progress: () => this.reportNowAndThen(),
      ...(quiet && { quiet }),
    });
    if (this.options.now) reading.recorder.now = this.options.now;
    if (this.options.observer) reading.recorder.observer = this.options.observer;
    await reading.prepare();
    return reading;
  }

  summary(): CaptureSummary {
    return summarize(this.reading, this.source.name, this.done);
  }

  /** A view of the session with its own filter. */
  client(): CaptureClient {
    return new CaptureClient(...this.clientParts());
  }

  /** What a client of another kind is made of. */
  clientParts(): ConstructorParameters<typeof CaptureClient> {
    return [() => this.reading, () => this.summary()];
  }

  /** Reads to the end. `complete` is called when it was reached. */
  private async readOn(reading: CaptureReading, signal: StopSignal, complete = () => {}): Promise<void> {
    reading.findings.settled = false;
    const ended = await reading.driver.advance(signal);
    if (ended) {
      this.leftOver = reading.driver.settle();
      if (this.options.now) reading.recorder.observation.watchedUntil(this.options.now());
      complete();
    }
    // Cancelled: what was read is all there is.
    await reading.findings.settle(reading.pause);
    if (ended) this.done = true;
    this.onProgress(this.summary());
  }

  private async hasGrown(): Promise<boolean> {
    if (this.reading === null) return true;
    return (await this.reading.measure()) > this.reading.driver.bytesDone;
  }

  private reportNowAndThen(): void {
    const now = Date.now();
    if (now - this.reported < PROGRESS_INTERVAL) return;
    this.reported = now;
    this.onProgress(this.summary());
  }
}

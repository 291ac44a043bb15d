import { expect, it } from 'vitest';
import { createReader, type LiveSource } from '../../../src/core/capture';
import { CaptureDriver } from '../../../src/core/capture/capture-driver';
import { CaptureRecorder } from '../../../src/core/session/capture/capture-recorder';

/** A pipe that gives one line, and nothing more until it is ended. */
class Pipe implements LiveSource {
  readonly name = 'pipe';
  ended = false;
  private end: () => void = () => {};
  private readonly closed = new Promise<void>((resolve) => {
    this.end = resolve;
  });

  constructor(private readonly line: Uint8Array) {}

  finish(): void {
    this.ended = true;
    this.end();
  }

  async size(): Promise<number> {
    return this.ended ? this.line.length : Number.POSITIVE_INFINITY;
  }

  async read(offset: number, target: Uint8Array): Promise<number> {
    if (offset === 0) {
      target.set(this.line);
      return this.line.length;
    }
    await this.closed;
    return 0;
  }

  async close(): Promise<void> {}
}

it('hands over a packet that may still grow once its pipe has been silent', async () => {
  // Without `length` at its end the line might go on in the next one.
  const line = '10:00:03.000000 10.0.0.1.1234 > 10.0.0.2.80: S 100:100(0) win 8192 <mss 1460> (DF)\n';
  const pipe = new Pipe(new TextEncoder().encode(line));
  const recorder = new CaptureRecorder();
  let silence: () => void = () => {};
  const driver = new CaptureDriver(pipe, createReader('text', recorder), recorder, {
    pause: async () => {},
    quiet: () =>
      new Promise((resolve) => {
        silence = resolve;
      }),
  });
  const reading = driver.advance();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(recorder.tracker.packets.length).toBe(0);
  silence();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(recorder.tracker.packets.length).toBe(1);
  pipe.finish();
  await reading;
  expect(recorder.tracker.packets.length).toBe(1);
});

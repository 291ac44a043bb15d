import type { Writable } from 'node:stream';
import { asOutputError, OutputError } from '../errors';

/** Enough to make a system call worth its while, little enough to appear at once. */
const BUFFER_BYTES = 64 * 1024;

/** The reader of our output went away (`| head`): everything ends quietly. */
export class BrokenPipe extends Error {
  override readonly name = 'BrokenPipe';
}

/** Collects output and writes it in large pieces, as fast as the reader takes it and no faster. */
export class Output {
  private pieces: Uint8Array[] = [];
  /** Text that is not encoded yet: many short strings make one long one cheaply. */
  private text = '';
  private held = 0;
  private failure: Error | null = null;

  /** `name` tells the file that the stream leads to, for messages. */
  constructor(
    private readonly stream: Writable,
    private readonly name: () => string = () => 'standard output',
  ) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.failure = this.failureOf(error);
    });
  }

  /** Resolves when there is room for more. Rejects with BrokenPipe when the reader is gone, with OutputError when it cannot be written. */
  write(data: string | Uint8Array): Promise<void> | undefined {
    if (typeof data === 'string') this.text += data;
    else {
      this.encodeText();
      this.pieces.push(data);
    }
    this.held += data.length;
    return this.held >= BUFFER_BYTES ? this.flush() : undefined;
  }

  async flush(): Promise<void> {
    if (this.failure !== null) throw this.failure;
    if (this.held === 0) return;
    this.encodeText();
    const whole = Buffer.concat(this.pieces);
    this.pieces = [];
    this.held = 0;
    await new Promise<void>((resolve, reject) => {
      this.stream.write(whole, (error) => (error ? reject(this.failure ?? error) : resolve()));
    }).catch((error: NodeJS.ErrnoException) => {
      throw this.failureOf(error);
    });
  }

  private failureOf(error: NodeJS.ErrnoException): Error {
    if (error instanceof BrokenPipe || error instanceof OutputError) return error;
    return error.code === 'EPIPE' || error.code === 'EOF'
      ? new BrokenPipe()
      : asOutputError(error, this.name());
  }

  private encodeText(): void {
    if (this.text !== '') this.pieces.push(Buffer.from(this.text));
    this.text = '';
  }
}

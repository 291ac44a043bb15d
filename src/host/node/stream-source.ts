import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { LiveSource } from '../../core/capture';

/** What is held in memory; of a longer stream all goes to a file that has no name. */
const MEMORY = 32 << 20;

/**
 * A pipe or standard input. What has come can be read again: from memory, or once there is much of it from a
 * temporary file, which is deleted the moment it is opened.
 */
export class StreamSource implements LiveSource {
  ended = false;
  private readonly iterator: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.allocUnsafe(64 << 10);
  private length = 0;
  private spool: Spool | null = null;
  private pulling: Promise<void> | null = null;

  constructor(
    private readonly stream: Readable,
    readonly name: string,
  ) {
    this.iterator = stream[Symbol.asyncIterator]();
  }

  /** Infinity before the end has come. */
  async size(): Promise<number> {
    return this.ended ? this.length : Number.POSITIVE_INFINITY;
  }

  async read(offset: number, target: Uint8Array): Promise<number> {
    while (!this.ended && this.length <= offset && target.length > 0) await this.pull();
    const count = Math.max(0, Math.min(target.length, this.length - offset));
    if (this.spool) return this.spool.read(offset, target.subarray(0, count));
    target.set(this.held.subarray(offset, offset + count));
    return count;
  }

  async close(): Promise<void> {
    this.ended = true;
    this.spool?.close();
    this.spool = null;
    this.held = Buffer.alloc(0);
    this.length = 0;
    this.stream.destroy();
  }

  /** Waits for the next piece; all who wait get the same. */
  private pull(): Promise<void> {
    this.pulling ??= this.iterator
      .next()
      .then(({ done, value }) => {
        if (done) this.ended = true;
        else if (!this.ended) this.keep(value);
      })
      .finally(() => {
        this.pulling = null;
      });
    return this.pulling;
  }

  private keep(piece: Buffer): void {
    if (this.spool === null && this.length + piece.length > MEMORY) {
      this.spool = new Spool(this.held.subarray(0, this.length));
      this.held = Buffer.alloc(0);
    }
    if (this.spool) this.spool.append(piece);
    else this.hold(piece);
    this.length += piece.length;
  }

  private hold(piece: Buffer): void {
    if (this.length + piece.length > this.held.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.held.length * 2, this.length + piece.length));
      this.held.copy(larger, 0, 0, this.length);
      this.held = larger;
    }
    piece.copy(this.held, this.length);
  }
}

/** The temporary folder does not take what is to be kept of a stream: it is full, mostly. */
export class TemporaryFolderError extends Error {
  override readonly name = 'TemporaryFolderError';
  constructor(
    readonly folder: string,
    /** Node's code of what went wrong there, such as `ENOSPC`. */
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** Runs what writes to the temporary folder; what goes wrong there names the folder. */
function inFolder<T>(folder: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new TemporaryFolderError(folder, code ?? '', `${folder}: ${message}`);
  }
}

/** A temporary file without a name. */
class Spool {
  private readonly descriptor: number;
  private readonly folder: string;
  private length = 0;

  constructor(first: Uint8Array) {
    this.folder = inFolder(tmpdir(), () => mkdtempSync(join(tmpdir(), 'closewait-')));
    try {
      this.descriptor = inFolder(tmpdir(), () => openSync(join(this.folder, 'stream'), 'wx+', 0o600));
    } finally {
      this.removeFolder();
    }
    this.append(first);
  }

  append(piece: Uint8Array): void {
    inFolder(tmpdir(), () => {
      for (let written = 0; written < piece.length; ) {
        written += writeSync(this.descriptor, piece, written, piece.length - written, this.length + written);
      }
    });
    this.length += piece.length;
  }

  read(offset: number, target: Uint8Array): number {
    let filled = 0;
    while (filled < target.length) {
      const count = readSync(this.descriptor, target, filled, target.length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
    return filled;
  }

  close(): void {
    closeSync(this.descriptor);
    this.removeFolder();
  }

  /** Windows refuses while the file is open: there it is removed when it is closed. */
  private removeFolder(): void {
    try {
      rmSync(this.folder, { recursive: true, force: true });
    } catch {
      // Tried again on close; a leftover in the temporary folder is the system's to clean.
    }
  }
}

import { fstatSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';

/** Writes part of some bytes and returns how many, as write(2) does. */
type Write = (descriptor: number, bytes: Uint8Array, from: number) => number;

/**
 * Writes all that it is given to a file, or fails. Node's own stream for a file calls write(2) once: where the disk has
 * room for a part only, it drops the rest and says nothing.
 */
export class FileOutput extends Writable {
  constructor(
    readonly fd: number,
    private readonly part: Write = writeSync,
  ) {
    super({ decodeStrings: true });
  }

  override _write(bytes: Uint8Array, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    try {
      for (let at = 0; at < bytes.length; ) at += this.part(this.fd, bytes, at);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** Whether a descriptor leads to a file on a disk. */
export function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

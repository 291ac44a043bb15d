import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errorText, InputError, OutputError } from '../errors';

/** A file that is there when it is whole: until then nothing is at its name that was not there before. */
export class NewFile {
  private constructor(
    private readonly path: string,
    private readonly partial: string,
    private readonly handle: FileHandle,
  ) {}

  /** Throws InputError where the file is there and is not to be replaced, or is one of those that are read. */
  static async create(
    path: string,
    { force, files }: { readonly force: boolean; readonly files: readonly string[] },
  ): Promise<NewFile> {
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory()) throw new InputError(`${path}: this is a directory; name a file`);
    for (const file of files) {
      const read = await stat(file).catch(() => null);
      if (there !== null && read !== null && read.ino === there.ino && read.dev === there.dev)
        throw new InputError(`${path}: this is the file that is read; name another one`);
    }
    if (there !== null && !force)
      throw new InputError(`${path}: this file is there already (--force replaces it)`);
    // A pipe or a device is written to as it is.
    const partial = there !== null && !there.isFile() ? path : `${path}.${process.pid}.part`;
    try {
      return new NewFile(path, partial, await open(partial, 'w'));
    } catch (error) {
      throw failure(path, error);
    }
  }

  async write(data: Uint8Array | string): Promise<void> {
    try {
      await this.handle.writeFile(data);
    } catch (error) {
      throw failure(this.path, error);
    }
  }

  /** Gives the file its name. */
  async complete(): Promise<void> {
    try {
      await this.handle.close();
      if (this.partial !== this.path) await rename(this.partial, this.path);
    } catch (error) {
      throw failure(this.path, error);
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    if (this.partial !== this.path) await rm(this.partial, { force: true }).catch(() => undefined);
  }
}

/** A full disk is one folder's: it is named. */
const failure = (path: string, error: unknown): OutputError =>
  new OutputError(`${path}: ${errorText(error)} (folder ${dirname(resolve(path))})`);

import { randomBytes } from 'node:crypto';
import { rmSync, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errorText, InputError, OutputError } from '../errors';

/** What ends the program and can be answered. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** The bits of a mode that are permissions. */
const PERMISSIONS = 0o777;

/** A file that is there when it is whole: until then nothing is at its name that was not there before. */
export class NewFile {
  private constructor(
    private readonly path: string,
    private readonly partial: string,
    private readonly handle: FileHandle,
  ) {
    if (partial !== path) for (const signal of SIGNALS) process.once(signal, this.stopped);
  }

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
    const isLink = there === null && (await lstat(path).catch(() => null)) !== null;
    if (isLink && !force)
      throw new InputError(`${path}: this is a link to a file that is not there (--force replaces it)`);
    if (there !== null && !force)
      throw new InputError(`${path}: this file is there already (--force replaces it)`);
    try {
      return await NewFile.open(path, there);
    } catch (error) {
      throw failure(path, error);
    }
  }

  /** A pipe or a device is written to as it is; a file is written beside the old one, whose permissions it takes over. */
  private static async open(path: string, there: Stats | null): Promise<NewFile> {
    if (there !== null && !there.isFile()) return new NewFile(path, path, await open(path, 'w'));
    const partial = join(dirname(path), `.closewait-${randomBytes(9).toString('hex')}.part`);
    const file = new NewFile(path, partial, await open(partial, 'wx', there === null ? 0o666 : 0o600));
    try {
      if (there !== null) await file.handle.chmod(there.mode & PERMISSIONS);
    } catch (error) {
      await file.discard();
      throw error;
    }
    return file;
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
      this.listenNoMore();
    } catch (error) {
      throw failure(this.path, error);
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    if (this.partial !== this.path) await rm(this.partial, { force: true }).catch(() => undefined);
    this.listenNoMore();
  }

  /** Nothing is left behind, and the program ends as the signal would have ended it. */
  private readonly stopped = (signal: NodeJS.Signals): void => {
    rmSync(this.partial, { force: true });
    this.listenNoMore();
    process.kill(process.pid, signal);
  };

  private listenNoMore(): void {
    for (const signal of SIGNALS) process.off(signal, this.stopped);
  }
}

/** A full disk is one folder's: it is named. */
const failure = (path: string, error: unknown): OutputError =>
  new OutputError(`${path}: ${errorText(error)} (folder ${dirname(resolve(path))})`);

import type { CommandName } from './arguments';

/** The command line makes no sense; the message says which part, and what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(
    message: string,
    readonly command: CommandName | null,
  ) {
    super(message);
  }
}

/** The input cannot be read, or does not hold what was asked for. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** What went wrong with a file, in the words of a person. */
const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'this is a directory; give a capture file',
  ENOTDIR: 'a part of the path is not a directory',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many symbolic links',
};

/** Turns an error of the file system into an InputError that names the file; leaves others as they are. */
export function asInputError(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) return error;
  return new InputError(`${file}: ${FILE_ERRORS[code] ?? error.message}`);
}

/** How messages call the file that was given on the command line. */
export const shownName = (file: string): string => (file === '-' ? 'standard input' : file);

/** A file's name as it can be pasted into a POSIX shell. */
export const shellWord = (file: string): string =>
  /^[\w@%+=:,./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;

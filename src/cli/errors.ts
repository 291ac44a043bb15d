import { spelledOut } from '../core/text';
import { TemporaryFolderError } from '../host/node';
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

/** The input is not a capture; it may be a socket table. */
export class NotACapture extends InputError {}

/**
 * Whether an error is told to whom it concerns, and not a fault of this program. Told by its name: the linter lies in a bundle
 * of its own, and the classes in it are its own.
 */
export const isForReader = (error: unknown): error is UsageError | InputError | OutputError =>
  error instanceof Error && FOR_READERS.includes(error.name);

export const isUsageError = (error: Error): error is UsageError => error.name === 'UsageError';

const FOR_READERS: readonly string[] = ['UsageError', 'InputError', 'OutputError'];

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
  ENODEV: 'this is a device; give a capture file, or - for standard input',
  ENXIO: 'this is a socket or a device that is not there; give a capture file',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than is allowed',
  EIO: 'the device reports an error',
};

/** What went wrong with a file, without its name. */
export function errorText(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return FILE_ERRORS[code ?? ''] ?? message ?? String(error);
}

/** Turns an error of the file system into an InputError that names the file; leaves others as they are. */
export function asInputError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof InputError || error instanceof OutputError) return error;
  if (error instanceof TemporaryFolderError) {
    const reason = FILE_ERRORS[error.reason] ?? error.message;
    return new InputError(
      `${file}: the temporary folder ${error.folder}: ${reason} (TMPDIR names another folder)`,
    );
  }
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) return error;
  // Node puts U+FFFD in the place of bytes that are not UTF-8, and finds no file by such a name.
  if (code === 'ENOENT' && file.includes('\uFFFD'))
    return new InputError(`${file}: its name is not UTF-8; rename it to have it read`);
  return new InputError(`${file}: ${FILE_ERRORS[code] ?? error.message}`);
}

/** What was printed could not be written: the disk is full, mostly. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Turns what a stream says of a failed write into an OutputError; `name` is the file that the stream leads to. */
export const asOutputError = (error: NodeJS.ErrnoException, name: string): OutputError =>
  new OutputError(`${name}: ${FILE_ERRORS[error.code ?? ''] ?? error.message}`);

/** How messages call the file that was given on the command line. */
export const shownName = (file: string): string => (file === '-' ? 'standard input' : file);

/** A file's name as it can be pasted into a POSIX shell; into bash and its kin where it holds what must be spelled out. */
export function shellWord(file: string): string {
  if (/^[\w@%+=:,./-]+$/.test(file)) return file;
  if (spelledOut(file) === file) return `'${file.replaceAll("'", "'\\''")}'`;
  return `$'${[...file].map(inAnsiQuotes).join('')}'`;
}

/** A character between `$'` and `'` (bash(1), QUOTING). */
function inAnsiQuotes(character: string): string {
  if (character === '\\' || character === "'") return `\\${character}`;
  if (spelledOut(character) === character) return character;
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}

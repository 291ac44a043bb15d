import type { IrFunction, Span } from './instruction';

/** Why nothing, or not all, is claimed about a function or a file; each has its words, `lint.skipped.<reason>`. */
export type OmissionReason =
  | 'head'
  | 'macro'
  | 'cut'
  | 'unbalanced'
  | 'configuration'
  | 'call'
  | 'nested'
  | 'long'
  | 'unfinished'
  | 'many'
  | 'minified'
  | 'unreadable'
  | 'failed-function'
  | 'failed-file';

/** A function, or a whole file, that was passed over, not followed to its end, or has more findings than are told. */
export interface Omission {
  readonly file: string;
  /** Where the function stands; null where it is all of the file. */
  readonly at: Span | null;
  readonly reason: OmissionReason;
  /** The function's name as far as there is one. */
  readonly name: string;
  /** What went wrong inside the linter; empty for all other reasons. */
  readonly error: string;
}

export const omission = (
  file: string,
  at: Span | null,
  reason: OmissionReason,
  name = '',
  error = '',
): Omission => ({ file, at, reason, name, error });

/** What a file was lowered to, and what of it could not be. */
export interface LoweredSource {
  readonly functions: readonly IrFunction[];
  readonly omitted: readonly Omission[];
}

/** Does something; where it throws, `failed` is told what, and null comes back. So trouble stays where it arises. */
export function contained<T>(action: () => T, failed: (error: string) => void): T | null {
  try {
    return action();
  } catch (error) {
    failed(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    return null;
  }
}

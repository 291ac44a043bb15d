import type { Severity } from '../words';

/** Something in the file that could not be read as it should. Parsers never throw on input: they report this and go on. */
export interface Problem {
  /** Stable id for translation: `pcap.cut-packet`, `text.bad-flags`. */
  readonly id: string;
  readonly severity: Severity;
  /** Byte offset in the file (in the decompressed stream of a compressed file). */
  readonly offset: number;
  /** Text logs: line from 1, and column from 1. */
  readonly line?: number;
  readonly column?: number;
  /** What was read, what was expected, what to do: values for the words of `id`. */
  readonly values: Readonly<Record<string, string | number>>;
}

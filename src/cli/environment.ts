import type { Readable, Writable } from 'node:stream';
import { type Locale, localeOf } from '../core/words';

/** Where the command line runs: the process's streams and variables, or a test's. */
export interface Environment {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** The file that standard output leads to, as far as that can be told. */
  readonly stdoutName?: () => string;
  readonly stderr: Writable;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Without a terminal, prose is wrapped to this. */
const PROSE_COLUMNS = 100;
const NARROWEST = 40;

/** Colour on a terminal only; NO_COLOR (no-color.org) turns it off, FORCE_COLOR on or, as 0, off, and wins. */
export function wantsColour({ stdout, variables }: Environment): boolean {
  const forced = variables.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((variables.NO_COLOR ?? '') !== '') return false;
  return stdout.isTTY === true && variables.TERM !== 'dumb';
}

/** Columns of the terminal; null where output goes to a file or a pipe and nothing need be cut. */
export function terminalColumns({ stdout }: Environment): number | null {
  return stdout.isTTY === true && stdout.columns !== undefined && stdout.columns > 0
    ? Math.max(NARROWEST, stdout.columns)
    : null;
}

export const proseColumns = (environment: Environment): number =>
  Math.min(PROSE_COLUMNS, terminalColumns(environment) ?? PROSE_COLUMNS);

/** The language of messages, by the variables that setlocale(3) looks at, in its order. */
export function environmentLocale(variables: Environment['variables']): Locale {
  return localeOf([variables.LC_ALL, variables.LC_MESSAGES, variables.LANG].find((value) => value));
}

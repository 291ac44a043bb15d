import type { ArgumentPath } from './argument-path';
import type { SignMask } from './sign';

// What a call may do, told from outside: a model of an API and the summary of a function say it alike.

/** How a resource is closed: by close(2) and its like, by fclose(3), by closedir(3). */
export type ResourceKind = 'descriptor' | 'socket' | 'stream' | 'directory';

export type OutcomeValue =
  | { readonly kind: 'number'; readonly mask: SignMask }
  | { readonly kind: 'constant'; readonly value: number; readonly failure?: true }
  /** A name whose value is not known: callers compare with the same. */
  | { readonly kind: 'sentinel'; readonly name: string; readonly mask: SignMask }
  /** The n-th of `opens`. */
  | { readonly kind: 'resource'; readonly index: number }
  /** `opened`: only of what is open; of anything else it is a number that is not known. */
  | { readonly kind: 'argument'; readonly index: number; readonly opened?: true }
  /** Memory that no other code knows. */
  | { readonly kind: 'memory' };

export type Effect =
  | { readonly does: 'close'; readonly path: ArgumentPath }
  /** Other code is responsible for it from now on. */
  | { readonly does: 'take'; readonly path: ArgumentPath }
  /** Needs an open descriptor, and leaves it open. */
  | { readonly does: 'use'; readonly path: ArgumentPath }
  | {
      readonly does: 'store';
      readonly path: ArgumentPath;
      readonly value: OutcomeValue;
      /** Open, although the call failed: whose it is, callers show. */
      readonly left?: true;
    }
  /** Memory is given back. */
  | { readonly does: 'free'; readonly path: ArgumentPath };

export interface Requirement {
  readonly argument: number;
  readonly mask: SignMask;
  /** The very number, beyond -1, 0 and 1: `open_as(path, AS_DIRECTORY)` ends by another way than with AS_FILE. */
  readonly exact?: number;
  /** Standard input, output or error, which were open before: `if (f != stdin) fclose(f);` */
  readonly standard?: true;
}

/** One of the ways in which a call can end. A call with none never returns. */
export interface Outcome {
  readonly requires: readonly Requirement[];
  readonly result: OutcomeValue;
  readonly opens: readonly ResourceKind[];
  readonly effects: readonly Effect[];
}

export interface Behaviour {
  readonly outcomes: readonly Outcome[];
  /** The ways in which it may end by an exception instead. */
  readonly thrown?: readonly Outcome[];
  /** What rules ask of it: `accept`, `receive`, `fork`, `exec`, `wait`, `throws`; `raises`, where exceptions of others pass through. */
  readonly traits: readonly string[];
  /** The source of what is said here: a man page, or null for what was derived from code or from a name. */
  readonly page: string | null;
}

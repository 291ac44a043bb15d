import type { Kind } from '../../models-ts';
import type { Use } from '../uses';

/** What a name stands for, as its module tells it to others: data without places. */
export type Meaning =
  /** What another module exports; `*` for all of it. The specifier is as this module writes it. */
  | { readonly is: 'import'; readonly module: string; readonly name: string }
  | { readonly is: 'function'; readonly fn: FunctionOutline }
  | { readonly is: 'class'; readonly klass: ClassOutline }
  /** An object literal. */
  | { readonly is: 'record'; readonly members: Readonly<Record<string, Meaning>> }
  /** A literal, as it is written. */
  | { readonly is: 'constant'; readonly text: string }
  /** With what the methods do, where it is an object of a class that holds connections. */
  | {
      readonly is: 'connection';
      readonly kind: Kind;
      readonly promised: boolean;
      readonly client?: ClassOutline;
    }
  /** What a call of a function gives back; `awaited` where it was waited for. */
  | { readonly is: 'result'; readonly of: Meaning; readonly awaited: boolean }
  /** A property of what is known elsewhere. */
  | { readonly is: 'member'; readonly of: Meaning; readonly name: string };

/** A class whose objects hold connections: names of methods. */
export interface ClassOutline {
  /** The constructor makes one. */
  readonly atOnce: boolean;
  readonly opens: readonly string[];
  readonly closes: readonly string[];
  /** Neither closes a connection nor gives it away. */
  readonly quiet: readonly string[];
}

export interface FunctionOutline {
  /** Its place among the functions of its file. */
  readonly index: number;
  readonly isAsync: boolean;
  /** It has a `throw` that nothing in it catches. */
  readonly throws: boolean;
  /** What it gives back that its caller has to look after, or can call. */
  readonly gives: readonly Meaning[];
  /** Null where a parameter is not a plain variable. */
  readonly parameters: readonly (ParameterOutline | null)[];
}

export interface ParameterOutline {
  readonly deeds: readonly Deed[];
  /** For a function that is given there: what calls it. */
  readonly heard: readonly Hearing[];
}

/** What a function does with what it is given. What it comes to depends on what that is. */
export interface Deed {
  readonly how: Use['how'];
  readonly name: string;
  readonly effect: Use['effect'];
  /** It is done only when one of these events of the object itself has come. */
  readonly after: readonly string[];
  /** Where it is given to a function of another module: which, and at what place. */
  readonly to: { readonly callee: Meaning; readonly index: number } | null;
}

/** An event that runs a function, and what comes with it. */
export interface Hearing {
  readonly event: string;
  readonly emitter: Kind;
}

/** What a module does with a function of another one: listen with it. */
export interface Handed {
  readonly fn: Meaning;
  readonly heard: Hearing;
}

/** All that a module tells to others. */
export interface ModuleOutline {
  /** `default` included, and `=` for `module.exports`. */
  readonly exports: Readonly<Record<string, Meaning>>;
  /** `export * from`: specifiers. */
  readonly stars: readonly string[];
  readonly handed: readonly Handed[];
}

export const EMPTY: ModuleOutline = { exports: {}, stars: [], handed: [] };

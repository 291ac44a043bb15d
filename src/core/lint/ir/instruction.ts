/**
 * The language that every front-end lowers to: four instructions, five ways to leave a block.
 * It knows places and values, and nothing of C or TypeScript.
 */

import type { Callee } from './callee';
import type { FunctionId } from './function-id';
import type { Place } from './place';

/** Where something stands in a file: offsets in UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is known of a number whose value is not. */
export type Sign = 'positive' | 'negative' | 'nonzero';

export type Operand =
  | { readonly kind: 'constant'; readonly value: number }
  /** `cast`: converted to a pointer or an integer as wide, to be passed as the argument of a callback. */
  | { readonly kind: 'place'; readonly place: Place; readonly cast?: true }
  | { readonly kind: 'address'; readonly place: Place }
  /** A name whose value the code at hand does not tell, such as a macro of another header. */
  | { readonly kind: 'sentinel'; readonly name: string; readonly sign?: Sign }
  /** An integer place and a constant added. */
  | { readonly kind: 'sum'; readonly place: Place; readonly delta: number }
  /** A pure expression that is not followed: equal text and unchanged places give an equal value. */
  | {
      readonly kind: 'opaque';
      readonly text: string;
      readonly reads: readonly Place[];
      readonly sign?: Sign;
    }
  /** Could be anything, and anything else next time. */
  | { readonly kind: 'unknown'; readonly sign?: Sign };

export type Instruction =
  | { readonly op: 'assign'; readonly to: Place; readonly from: Operand; readonly at: Span }
  | {
      readonly op: 'call';
      readonly to: Place | null;
      readonly callee: Callee;
      readonly args: readonly Operand[];
      readonly at: Span;
      /** An exception that it ends by is caught in the same function. */
      readonly guarded?: true;
      /** A constructor: the place in the object that it makes which holds the descriptor that the object keeps. */
      readonly holder?: Place;
    }
  /** The variables' scope ends. */
  | { readonly op: 'end'; readonly places: readonly Place[]; readonly at: Span }
  /** Code that could not be read, and the variables that it names. */
  | { readonly op: 'unread'; readonly places: readonly Place[]; readonly at: Span };

export type Relation = '==' | '!=' | '<' | '<=' | '>' | '>=';

export interface Condition {
  readonly left: Operand;
  readonly relation: Relation;
  readonly right: Operand;
  /** As the author wrote it. */
  readonly text: string;
  readonly at: Span;
  readonly exception?: Exception;
}

/** What a condition says of exceptions, which the source does not ask. */
export type Exception =
  /** It holds where the call of its text throws. */
  | {
      readonly kind: 'call';
      /** What is called there, where each of it has a name. */
      readonly callees?: readonly Callee[];
    }
  /** It holds where one handler of several catches; nothing in the code tells which. */
  | { readonly kind: 'handler' }
  /**
   * Every path that comes here throws: `caughtBy` is the `try` statement that catches it, `inCatchOf` the one in whose
   * `catch` it stands; null for none.
   */
  | { readonly kind: 'throw'; readonly caughtBy: Span | null; readonly inCatchOf: Span | null };

export type Terminator =
  | { readonly op: 'goto'; readonly target: number }
  | { readonly op: 'branch'; readonly condition: Condition; readonly yes: number; readonly no: number }
  | { readonly op: 'return'; readonly value: Operand | null; readonly at: Span }
  /** The call ends by an exception, which nothing in this function catches. */
  | { readonly op: 'throw'; readonly at: Span }
  /** Control does not go on from here: the process ends, or where it goes is not known. */
  | { readonly op: 'stop' };

export interface Block {
  readonly instructions: readonly Instruction[];
  readonly terminator: Terminator;
}

export interface Variable {
  readonly place: Place;
  /** `auto-closing`: something closes it when its scope ends. */
  readonly kind: 'scalar' | 'pointer' | 'array' | 'aggregate' | 'auto-closing';
}

/** A loop that nothing leaves but `return`, and the block that the code behind it begins with. */
export interface EndlessLoop {
  readonly at: Span;
  readonly head: number;
  readonly behind: number;
}

/** One turn of a loop: the block that it begins with, and all of its span in the source. */
export interface Loop {
  readonly at: Span;
  readonly head: number;
}

/**
 * What a front-end sees of an object in the code itself, where no path has to be followed: which listeners it has, and
 * what they do. Whether that is a fault is for rules to say; what else an observation holds is between the two.
 */
export interface Observation {
  readonly what: string;
}

/** Where a statement can be added, and what has to stand around it there; a span that is not empty is replaced. */
export interface Slot {
  readonly at: Span;
  readonly before: string;
  readonly after: string;
}

export interface IrFunction {
  readonly id: FunctionId;
  readonly at: Span;
  /** Who calls it: code of its file by its name, code of any file by its name, or who knows its id. */
  readonly linkage: 'file' | 'program' | 'id';
  readonly parameters: readonly Variable[];
  /** Local variables, parameters included. What is not here outlives the call. */
  readonly variables: ReadonlyMap<Place, Variable>;
  /** The first is the entry. */
  readonly blocks: readonly Block[];
  readonly endlessLoops: readonly EndlessLoop[];
  readonly loops: readonly Loop[];
  readonly observations?: readonly Observation[];
  /** The object that it makes, whose destructor does not run if this throws. */
  readonly constructs?: Place;
  /** The object whose method it is has no destructor that could close what these fields hold. */
  readonly unowned?: Fields & { readonly methods: readonly string[] };
  /** It has one that gives something back: what, its body tells. */
  readonly owned?: Fields;
}

/** Of a class. */
interface Fields {
  readonly object: string;
  readonly fields: readonly string[];
}

export const NOWHERE: Span = { start: 0, end: 0 };
export const UNKNOWN: Operand = { kind: 'unknown' };
export const constant = (value: number): Operand => ({ kind: 'constant', value });

const OPPOSITE: Readonly<Record<Relation, Relation>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};
const SWAPPED: Readonly<Record<Relation, Relation>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

/** The relation that holds where this one does not. */
export const opposite = (relation: Relation): Relation => OPPOSITE[relation];
/** The relation between right and left. */
export const swapped = (relation: Relation): Relation => SWAPPED[relation];

/** The places that an operand reads, places inside indices included. */
export function placesRead(operand: Operand): readonly Place[] {
  switch (operand.kind) {
    case 'place':
    case 'address':
    case 'sum':
      return [operand.place, ...indicesOf(operand.place)];
    case 'opaque':
      return operand.reads;
    default:
      return [];
  }
}

/** The places that name elements inside a place: `fds.[@i]` reads `i`. */
function indicesOf(place: Place): readonly Place[] {
  const indices: Place[] = [];
  for (let at: Place | null = place; at !== null; at = at.base)
    if (at.projection?.kind === 'indexed') indices.push(at.projection.by);
  return indices.reverse();
}

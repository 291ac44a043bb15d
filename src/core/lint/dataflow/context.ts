import type { Allowance, Callee, Instruction, IrFunction, Place } from '../ir';
import type { Event } from './event';
import type { Behaviour, ResourceKind } from './outcome';
import type { State } from './state';
import type { Survey } from './survey';
import type { Question, ResourceId, SymbolTerm } from './terms';

export type Call = Extract<Instruction, { op: 'call' }>;
/** What a function that nothing is known of presumably does with an argument. */
export type Guess = 'close' | 'take' | 'borrow';

/** What the analysis of one function may ask, and where it tells what it saw. */
export interface Context {
  readonly fn: IrFunction;
  /** The time that following its paths may take. */
  readonly allowance: Allowance;
  /** Null where neither a model nor a body is known. */
  behaviourOf(call: Call): Behaviour | null;
  guess(call: Call, argument: number): Guess;
  neverReturns(call: Call): boolean;
  /** What an unknown function presumably opens, as the code treats its result; else null. */
  presumedToOpen(call: Call): ResourceKind | null;
  report(event: Event): void;
  readonly survey: Survey;
  /** The states in which exceptions left the function. */
  readonly thrown: State[];
  /** Resources that some path closes. */
  readonly closed: Set<ResourceId>;
  /** The function whose result a symbol stands for. */
  readonly resultOf: Map<SymbolTerm, Callee>;
  /** The resources that an unknown function was asked about, by the symbol of its answer. */
  readonly askedAbout: Map<SymbolTerm, readonly ResourceId[]>;
  /** Places that the function copies to one another. */
  readonly copies: ReadonlyMap<Place, ReadonlySet<Place>>;
  /** The places that a fact depends on. */
  readonly dependencies: Map<Question, readonly Place[]>;
}

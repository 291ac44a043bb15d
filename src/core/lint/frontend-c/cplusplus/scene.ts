import type { Place } from '../../ir';
import type { SyntaxNode } from '../../syntax';
import type { Lowering } from '../lowering';
import type { ClassFacts, Declarations } from './classes';
import type { Types } from './types';

/** What a file's functions may ask of the classes and functions around them. */
export interface Around extends Types {
  readonly references: Pick<Declarations['references'], 'get'>;
}

/** Where an exception goes to. */
export interface Handler {
  readonly block: number;
  /** Scopes that are open outside of its `try`. */
  readonly depth: number;
}

/** A function of C++ on its way: what is needed beside what C needs. */
export interface Scene {
  readonly around: Around;
  /** The class whose member the function is. */
  readonly owner: string | null;
  readonly facts: ClassFacts | null;
  /** The innermost `try` last. */
  readonly handlers: Handler[];
  /** The types of variables, as they are written. */
  readonly typeOf: Map<Place, string>;
  /** Lambdas in its body, which are functions of their own. */
  readonly lambdas: SyntaxNode[];
}

export type Lower<T> = (scene: Scene, lowering: Lowering, node: SyntaxNode) => T;

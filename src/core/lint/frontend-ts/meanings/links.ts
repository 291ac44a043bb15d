import type { Kind } from '../../models-ts';
import type { Hearing, Linked, Made } from '../project';
import type { Use } from '../uses';

/** What other modules of the project tell a file. */
export interface Links {
  /** What a name that the file imports is; null for a package's, and for what is not known. */
  imports(specifier: string, name: string): Linked | null;
  member(of: Linked, name: string): Linked | null;
  /** What a call makes. */
  madeBy(fn: Linked): Made | null;
  throws(fn: Linked): boolean;
  /** What a function does with the object that it is given. */
  effectOn(fn: Linked, index: number, kind: Kind): Use['effect'];
  /** The events that run a function that is given to another. */
  heardAt(fn: Linked, index: number): readonly Hearing[];
  /** The events by which other files run a function of this one. */
  handedTo(index: number): readonly Hearing[];
}

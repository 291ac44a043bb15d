import type { SyntaxNode } from '../../syntax';
import type { Fn } from '../scopes';

/** What one place of the code does with an object. */
export interface Use {
  readonly how:
    | 'method'
    | 'listen'
    | 'property'
    | 'argument'
    | 'settle'
    | 'return'
    | 'field'
    | 'store'
    | 'iterate'
    | 'test'
    | 'dropped';
  /** The method, event, property or function. */
  readonly name: string;
  /** Whether it closes the object, reads it to its end, or gives it to other code. */
  readonly effect: 'close' | 'consume' | 'take' | 'none';
  /** The expression that stands for the object. */
  readonly node: SyntaxNode;
  readonly call: SyntaxNode | null;
  readonly fn: Fn;
}

/** So many calls deep an object is followed from function to function. */
export const DEEPEST = 4;

import type { Kind } from '../../models-ts';
import type { SyntaxNode } from '../../syntax';
import type { ClassOutline, Hearing, Linked } from '../project';
import type { Fn, Klass } from '../scopes';

/** An object that holds a connection, as one place of the code makes it or gets it. */
export interface Entity {
  readonly kind: Kind;
  /** The expression that makes it, or the parameter that brings it. */
  readonly at: SyntaxNode;
  /** `created` by a call, `accepted` as what an event gives, `borrowed` from who owns it. */
  readonly origin: 'created' | 'accepted' | 'borrowed';
  /** The function or event that it comes from, as the source writes it. */
  readonly from: string;
  readonly fn: Fn;
  /** For what is created by a module's function: its arguments. */
  readonly args: readonly SyntaxNode[];
  /** For what an event gives: who emitted it. */
  readonly emitter: Entity | null;
  /** For an object of a class of another module: what its methods do. */
  readonly client?: ClassOutline;
}

/** What an expression stands for, as far as the code says it. */
export type Value =
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'export'; readonly module: string; readonly name: string }
  /** What another module of the project tells of it. */
  | { readonly kind: 'told'; readonly linked: Linked }
  | { readonly kind: 'object'; readonly entity: Entity; readonly promised: boolean }
  | { readonly kind: 'function'; readonly fn: Fn }
  | { readonly kind: 'class'; readonly klass: Klass }
  | { readonly kind: 'instance'; readonly klass: Klass }
  /** Tells other code how it went: a promise's functions, a callback. `of` has it as a parameter. */
  | { readonly kind: 'settle'; readonly how: 'resolve' | 'reject' | 'callback'; readonly of: Fn }
  /** What `Promise.withResolvers()` gives the function `of`. */
  | { readonly kind: 'resolvers'; readonly of: Fn };

/** What makes a function run. */
export type Trigger =
  | {
      readonly kind: 'event';
      readonly event: string;
      readonly emitter: Entity | null;
      readonly call: SyntaxNode;
    }
  | { readonly kind: 'timer'; readonly call: SyntaxNode }
  | { readonly kind: 'executor'; readonly call: SyntaxNode }
  | { readonly kind: 'promise'; readonly method: string; readonly call: SyntaxNode }
  /** Run at once by the call that gets it. */
  | { readonly kind: 'inline'; readonly call: SyntaxNode }
  /** Given to a function that is not known. */
  | { readonly kind: 'callback'; readonly call: SyntaxNode; readonly callee: string; readonly index: number }
  /** An event, in another file of the project. */
  | { readonly kind: 'elsewhere'; readonly heard: Hearing }
  | { readonly kind: 'called'; readonly call: SyntaxNode; readonly by: Fn }
  | { readonly kind: 'unknown' };

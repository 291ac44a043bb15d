import type { SyntaxNode } from '../../syntax';
import type { Binding, Field, Fn, Klass } from '../scopes';
import type { Source } from '../source';
import { Declarations } from './declarations';
import { Fields } from './fields';
import { References } from './references';
import { Walk } from './walk';

/** Who is who in a file: every function, every variable, every place that names one. */
export interface Names {
  readonly functions: readonly Fn[];
  readonly fnOf: ReadonlyMap<SyntaxNode, Fn>;
  readonly bindings: readonly Binding[];
  readonly klasses: readonly Klass[];
  /** What an identifier means. */
  readonly meaning: ReadonlyMap<SyntaxNode, Binding>;
  /** The field that `this.x` means. */
  readonly fieldAt: ReadonlyMap<SyntaxNode, Field>;
  /** Call and `new` expressions in the order of the text, each with its function. */
  readonly calls: readonly { readonly node: SyntaxNode; readonly fn: Fn }[];
  readonly exported: ReadonlySet<string>;
  /** The places that say `this`, by the function whose `this` they mean. */
  readonly selves: ReadonlyMap<Fn, readonly SyntaxNode[]>;
}

/** Reads all names of a file: first what is declared, block by block, then what is meant. */
export function readNames(source: Source): Names {
  const declarations = new Declarations(source);
  const fields = new Fields(source, declarations);
  const references = new References(source, declarations, fields);
  const walk = new Walk(source, declarations, fields, references);
  walk.walkModule(source.root);
  references.resolveAll();
  const { functions, fnOf, bindings, meaning, exported } = declarations;
  const { klasses, fieldAt, selves } = fields;
  return { functions, fnOf, bindings, klasses, meaning, fieldAt, calls: walk.calls, exported, selves };
}

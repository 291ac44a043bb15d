import type { SyntaxNode } from '../syntax';

/** Code that runs as one: a function, a method, the module itself, a field's initialiser. */
export interface Fn {
  readonly node: SyntaxNode;
  readonly kind: 'module' | 'function' | 'arrow' | 'method' | 'initialiser';
  readonly parent: Fn | null;
  /** How the source names it; empty for what has no name. */
  readonly name: string;
  readonly klass: Klass | null;
  readonly isStatic: boolean;
  readonly isAsync: boolean;
  /** The patterns of its parameters. */
  readonly parameters: readonly SyntaxNode[];
  readonly body: SyntaxNode | null;
  readonly depth: number;
  readonly index: number;
}

export type BindingKind = 'import' | 'const' | 'let' | 'parameter' | 'function' | 'class' | 'catch';

/** What a destructuring takes from a value: `body` of `{ body }`, the second of `[a, b]`. */
export type Path = readonly (string | number)[];

/** A variable, parameter, import or named function, and all that the file does with it. */
export interface Binding {
  readonly name: string;
  /** Its name among all of the function's variables. */
  readonly unique: string;
  readonly kind: BindingKind;
  readonly fn: Fn;
  readonly declaration: SyntaxNode;
  /** What it is given: the initialiser, then every assignment, each with the way into the value. */
  readonly writes: { readonly value: SyntaxNode | null; readonly path: Path; readonly at: SyntaxNode }[];
  /** Its type annotation, where it has one. */
  readonly annotation: SyntaxNode | null;
  /** For a parameter: its place, and the way into the argument. */
  readonly parameter: { readonly index: number; readonly path: Path } | null;
  /** For an import: the module and the name there, `default` and `*` included. */
  readonly imported: { readonly module: string; readonly name: string } | null;
  /** For a function or class. */
  readonly defines: Fn | Klass | null;
  readonly references: SyntaxNode[];
}

export interface Klass {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly heritage: SyntaxNode | null;
  readonly methods: Map<string, Fn>;
  readonly fields: Map<string, Field>;
}

/** A field of a class: what it is given, and the places that name it. */
export interface Field {
  readonly klass: Klass;
  readonly name: string;
  readonly writes: { readonly value: SyntaxNode; readonly at: SyntaxNode; readonly fn: Fn }[];
  readonly references: SyntaxNode[];
  annotation: SyntaxNode | null;
}

/** The names of one block. */
export interface Scope {
  readonly names: Map<string, Binding>;
  readonly outer: Scope | null;
  readonly fn: Fn;
}

export const isKlass = (defined: Fn | Klass): defined is Klass => 'methods' in defined;

/** Whether a function is `outer` or stands in it. */
export function isInside(fn: Fn, outer: Fn): boolean {
  for (let each: Fn | null = fn; each !== null; each = each.parent) if (each === outer) return true;
  return false;
}

/** The class whose `this` the code of a function means. */
export function thisKlass(fn: Fn): Klass | null {
  for (let each: Fn | null = fn; each !== null; each = each.parent) {
    if (each.kind === 'method' || each.kind === 'initialiser') return each.isStatic ? null : each.klass;
    // A constructor function, known by its prototype.
    if (each.kind === 'function' && each.klass !== null) return each.klass;
    if (each.kind !== 'arrow') return null;
  }
  return null;
}

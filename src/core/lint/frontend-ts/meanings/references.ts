import { child, type SyntaxNode } from '../../syntax';
import { type Binding, type Fn, isKlass } from '../scopes';
import { unwrap } from '../source';
import type { Meanings } from './meanings';

/** The places that name functions. */
export class References {
  constructor(private readonly meanings: Meanings) {}

  /** The places that name a function. */
  referencesTo(fn: Fn): readonly SyntaxNode[] {
    if (fn.klass?.methods.get(fn.name) === fn) return fn.klass.fields.get(fn.name)?.references ?? [];
    const binding = this.bindingOf(fn);
    return binding === null ? this.referencesInFields(fn) : binding.references;
  }

  /** `this.meanings.listener = function () {}`, and where the field is named. */
  private referencesInFields(fn: Fn): readonly SyntaxNode[] {
    const parent = this.meanings.source.parents.get(fn.node);
    const left = parent?.type === 'assignment_expression' ? child(parent, 'left') : null;
    const field = left === null ? undefined : this.meanings.names.fieldAt.get(left);
    return field === undefined ? [] : field.references;
  }

  private bindingsOfFunctions: ReadonlyMap<Fn, Binding> | null = null;

  /** The variable that a function is the value of. */
  bindingOf(fn: Fn): Binding | null {
    this.bindingsOfFunctions ??= this.findBindings();
    return this.bindingsOfFunctions.get(fn) ?? null;
  }

  private findBindings(): ReadonlyMap<Fn, Binding> {
    const bindings = new Map<Fn, Binding>();
    for (const binding of this.meanings.names.bindings) {
      if (binding.defines !== null && !isKlass(binding.defines)) bindings.set(binding.defines, binding);
      for (const { value, path } of binding.writes) {
        const own =
          value === null || path.length > 0 ? undefined : this.meanings.names.fnOf.get(unwrap(value));
        if (own !== undefined) bindings.set(own, binding);
      }
    }
    return bindings;
  }
}

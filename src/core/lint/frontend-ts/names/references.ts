import { child, type SyntaxNode } from '../../syntax';
import type { Binding, Path, Scope } from '../scopes';
import { keyName, type Source, textOf } from '../source';
import type { Declarations } from './declarations';
import type { Fields } from './fields';

/** The places that name a variable or give it a value. */
export class References {
  /** Identifiers, to be resolved when all declarations are known. */
  readonly pending: { node: SyntaxNode; scope: Scope }[] = [];
  readonly assignments: { target: SyntaxNode; value: SyntaxNode | null; scope: Scope }[] = [];

  constructor(
    private readonly source: Source,
    private readonly declarations: Declarations,
    private readonly fields: Fields,
  ) {}

  /** When everything is declared: what is meant, and what is written. */
  resolveAll(): void {
    for (const { node, scope } of this.pending) this.resolve(node, scope);
    this.fields.resolveAliases();
    for (const { target, value, scope } of this.assignments) this.assign(target, value, scope, []);
  }

  lookUp(name: string, scope: Scope): Binding | null {
    for (let each: Scope | null = scope; each !== null; each = each.outer) {
      const found = each.names.get(name);
      if (found !== undefined) return found;
    }
    return null;
  }

  private resolve(node: SyntaxNode, scope: Scope): void {
    const binding = this.lookUp(textOf(this.source, node), scope);
    if (binding === null) return;
    this.declarations.meaning.set(node, binding);
    binding.references.push(node);
  }

  private assign(target: SyntaxNode, value: SyntaxNode | null, scope: Scope, path: Path): void {
    switch (target.type) {
      case 'identifier':
      case 'shorthand_property_identifier_pattern':
        this.lookUp(textOf(this.source, target), scope)?.writes.push({
          value,
          path: target.type === 'identifier' ? path : [...path, textOf(this.source, target)],
          at: target,
        });
        return;
      case 'member_expression': {
        const field = this.fields.fieldAt.get(target);
        if (field !== undefined && value !== null && path.length === 0)
          field.writes.push({ value, at: target, fn: scope.fn });
        return;
      }
      case 'array_pattern':
        target.children.forEach((each, at) => {
          this.assign(each, value, scope, [...path, at]);
        });
        return;
      case 'object_pattern':
        for (const each of target.children) {
          const inner = each.type === 'pair_pattern' ? child(each, 'value') : each;
          const key = each.type === 'pair_pattern' ? keyName(this.source, child(each, 'key')) : null;
          if (inner !== null) this.assign(inner, value, scope, key === null ? path : [...path, key]);
        }
        return;
    }
  }
}

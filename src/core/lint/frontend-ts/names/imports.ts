import { child, type SyntaxNode } from '../../syntax';
import type { Scope } from '../scopes';
import { type Source, stringValue, textOf } from '../source';
import type { Declarations } from './declarations';

/** What an import statement declares: names, each with its module and the name there. */
export function declareImports(
  source: Source,
  declarations: Declarations,
  node: SyntaxNode,
  scope: Scope,
): void {
  const required = node.children.find(({ type }) => type === 'import_require_clause');
  const module = stringValue(
    source,
    child(node, 'source') ?? (required === undefined ? undefined : (child(required, 'source') ?? undefined)),
  );
  if (module === null) return;
  const add = (name: SyntaxNode | null | undefined, from: string) => {
    if (name != null) declarations.declare(scope, name, 'import', node, null, null, { module, name: from });
  };
  if (required !== undefined)
    add(
      required.children.find(({ type }) => type === 'identifier'),
      '*',
    );
  const clause = node.children.find(({ type }) => type === 'import_clause');
  for (const each of clause?.children ?? [])
    if (each.type === 'identifier') add(each, 'default');
    else if (each.type === 'namespace_import') add(each.children[0], '*');
    else
      for (const specifier of each.children) {
        const name = child(specifier, 'name');
        if (name !== null) add(child(specifier, 'alias') ?? name, textOf(source, name));
      }
}

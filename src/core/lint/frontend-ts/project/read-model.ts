import { child, type SyntaxNode } from '../../syntax';
import type { Links } from '../meanings';
import { FileModel } from '../model';
import { isInside } from '../scopes';
import type { Source } from '../source';
import { classOutlineOf } from './class-outlines';
import type { ClassOutline } from './outline';

/**
 * All that is known of a file. Where it makes objects of its own classes that hold connections it is gone through once more,
 * with what the methods of these do.
 */
export function readModel(source: Source, links: Links | null = null): FileModel {
  const model = new FileModel(source, links);
  const clients = ownClients(model);
  return clients.size === 0 ? model : new FileModel(source, links, clients);
}

/** The classes of a file of which the file itself makes objects, other than in the class. */
function ownClients(model: FileModel): ReadonlyMap<SyntaxNode, ClassOutline> {
  const { meanings, names } = model;
  const made = new Set(
    names.calls.flatMap(({ node, fn }) => {
      const value = node.type === 'new_expression' ? meanings.valueOf(child(node, 'constructor')) : null;
      if (value?.kind !== 'class') return [];
      const methods = [...value.klass.methods.values()];
      return methods.some((each) => isInside(fn, each)) ? [] : [value.klass];
    }),
  );
  const clients = new Map<SyntaxNode, ClassOutline>();
  for (const klass of made) {
    const outline = classOutlineOf(model, klass);
    if (outline !== null) clients.set(klass.node, outline);
  }
  return clients;
}

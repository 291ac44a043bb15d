import { MODELS_OF_KINDS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import { keyName, textOf, unwrap } from '../source';
import type { FileModel } from './file-model';

/** `Promise.withResolvers()`: https://tc39.es/ecma262/#sec-promise.withResolvers */
const MAKER = /^Promise\s*\.\s*withResolvers$/;

/**
 * The places that reject the promise of `Promise.withResolvers()` that is awaited: the call that listens, where it is the
 * listener of an event after which the emitter is gone, else the `reject` itself. Null for other promises.
 */
export function rejectionsOf(model: FileModel, awaited: SyntaxNode): readonly SyntaxNode[] | null {
  const made = madeBy(model, unwrap(awaited), 'promise');
  if (made === null) return null;
  return model.names.bindings.flatMap((binding) =>
    binding.references.flatMap((reference) => {
      const outer = model.source.parents.get(reference);
      const named = outer?.type === 'member_expression' && reference.field === 'object' ? outer : reference;
      return madeBy(model, named, 'reject') === made ? [listeningCall(model, named)] : [];
    }),
  );
}

/** The call of `Promise.withResolvers()` of whose result an expression is a property. */
function madeBy({ names, source }: FileModel, node: SyntaxNode, property: string): SyntaxNode | null {
  const object = node.type === 'member_expression' ? child(node, 'object') : node;
  const binding = object === null ? undefined : names.meaning.get(unwrap(object));
  if (binding?.writes.length !== 1) return null;
  const [{ value, path }] = binding.writes;
  const name = object === node ? path[0] : keyName(source, child(node, 'property'));
  if (value === null || name !== property || path.length !== (object === node ? 1 : 0)) return null;
  const callee = child(unwrap(value), 'function');
  return callee !== null && MAKER.test(textOf(source, callee)) ? value : null;
}

function listeningCall(model: FileModel, reject: SyntaxNode): SyntaxNode {
  const { meanings, source } = model;
  const list = source.parents.get(reject);
  const call = list?.type === 'arguments' ? source.parents.get(list) : undefined;
  const triggers =
    list !== undefined && call !== undefined
      ? [meanings.listeners.triggerOf(call, list.children.indexOf(reject), reject)]
      : meanings.triggersOf(meanings.fnAt(reject));
  const [first, ...others] = triggers;
  const isFinal =
    first?.kind === 'event' &&
    first.emitter !== null &&
    MODELS_OF_KINDS[first.emitter.kind].finalEvents.has(first.event);
  return isFinal && others.length === 0 ? first.call : reject;
}

import { type IrFunction, NOWHERE } from '../ir';
import type { KeptTree } from '../syntax';
import { factsOf } from './lifetimes';
import { isFollowed } from './lower';
import { type Callables, lowerFunction, lowerHandler, lowerListener } from './lower-function';
import { FileModel } from './model';
import { type Binding, type Fn, isInside } from './scopes';
import { findSettlements } from './settlements';
import { readSource } from './source';

export { THROWS } from './blocks';

/** The functions of a TypeScript or JavaScript file that have to do with sockets, and what is to be said of its objects. */
export function lowerFile(tree: KeptTree, file: string, text: string): readonly IrFunction[] {
  const source = readSource(tree, file, text);
  if (source === null) return [];
  const model = new FileModel(source);
  if (model.entities.length === 0) return [];
  const callables = callablesOf(model);
  const lowered = model.names.functions.flatMap((fn) => {
    const name = callables.nameOf(fn);
    if (name === null) return [];
    const both = [lowerFunction(model, fn, callables, name), lowerListener(model, fn, callables, `${name}@`)];
    return both.filter((each) => each !== null);
  });
  const handlers = findSettlements(model).flatMap((settlement) => {
    const name = `${file}#${qualified(settlement.fn)}@${settlement.holder.name}`;
    return lowerHandler(model, callables, name, settlement) ?? [];
  });
  return [moduleFacts(model), ...lowered, ...handlers];
}

/** A function that does nothing, to carry what is true of the whole file. */
function moduleFacts(model: FileModel): IrFunction {
  const { file, text } = model.source;
  return {
    name: `${file}#`,
    file,
    at: { start: 0, end: text.length },
    local: true,
    parameters: [],
    variables: new Map(),
    blocks: [{ instructions: [], terminator: { op: 'return', value: null, at: NOWHERE } }],
    endlessLoops: [],
    loops: [],
    facts: factsOf(model),
  };
}

/** A function's name within its file: those of the functions around it, then its own or its place among them. */
function qualified(fn: Fn): string {
  const own =
    fn.name === ''
      ? `~${fn.index - (fn.parent?.index ?? 0)}`
      : `${fn.name}~${fn.index - (fn.parent?.index ?? 0)}`;
  return fn.parent === null ? '' : `${qualified(fn.parent)}/${own}`;
}

function callablesOf(model: FileModel): Callables {
  const concerned = new Set<Fn>();
  for (const entity of model.entities) {
    if (!isFollowed(entity)) continue;
    if (entity.origin !== 'borrowed') concerned.add(entity.fn);
    for (const { fn } of model.uses.of(entity)) concerned.add(fn);
  }
  const hidden = new Map<Fn, readonly Binding[]>();
  const hiddenOf = (fn: Fn): readonly Binding[] => {
    const known = hidden.get(fn);
    if (known !== undefined) return known;
    const found = [...model.holds].flatMap(([binding, entities]) => {
      const outer = binding.fn !== fn && binding.fn.kind !== 'module' && isInside(fn, binding.fn);
      return outer && entities.some((each) => isFollowed(each) && model.effects(fn, each).length > 0)
        ? [binding]
        : [];
    });
    hidden.set(fn, found);
    return found;
  };
  const nameOf = (fn: Fn): string | null =>
    concerned.has(fn) ? `${model.source.file}#${qualified(fn)}` : null;
  return { nameOf, hiddenOf };
}

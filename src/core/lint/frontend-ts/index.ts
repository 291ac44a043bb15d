import {
  type Allowance,
  contained,
  functionId,
  type IrFunction,
  type LoweredSource,
  NOWHERE,
  type Omission,
  OutOfTime,
  omission,
  UNLIMITED,
} from '../ir';
import { isCut, type KeptTree } from '../syntax';
import { idOf } from './function-ids';
import { leftBySiblings, observationsOf } from './lifetimes';
import { isFollowed } from './lower';
import { type Callables, lowerFunction, lowerHandler, lowerListener } from './lower-function';
import type { Links } from './meanings';
import { FileModel } from './model';
import { EMPTY, type ModuleOutline, outlineOf } from './project';
import { type Binding, type Fn, isInside } from './scopes';
import { findSettlements } from './settlements';
import { isConcerned, isMinified, readSource, type Source } from './source';

export { CONFIGURES, EMPTY, linksFor, type ModuleOutline, Project } from './project';
export { isConcerned, isMinified } from './source';

/**
 * The functions of a TypeScript or JavaScript file that have to do with sockets, what is seen of its objects, and
 * what could not be followed.
 */
export function lowerFile(
  tree: KeptTree,
  file: string,
  text: string,
  allowance: Allowance = UNLIMITED,
  links: Links | null = null,
): LoweredSource {
  if (isMinified(text)) return { functions: [], omitted: [omission(file, null, 'minified')] };
  if (links === null && !isConcerned(text)) return { functions: [], omitted: [] };
  const source = readSource(tree, file, text, allowance);
  // Who closes an object may stand in the part that was cut off.
  if (isCut(source.root)) return { functions: [], omitted: [omission(file, null, 'nested')] };
  const unread = source.unread.map(({ start, end, reason, name }) =>
    omission(file, { start, end }, reason, name),
  );
  const all = inTime(() => lowered(source, unread, links));
  return all === 'late' ? { functions: [], omitted: [...unread, omission(file, null, 'unfinished')] } : all;
}

function lowered(source: Source, unread: readonly Omission[], links: Links | null): LoweredSource {
  const { file, allowance } = source;
  const model = new FileModel(source, links);
  if (model.entities.length === 0 && leftBySiblings(model).length === 0)
    return { functions: [], omitted: unread };
  const callables = callablesOf(model);
  const functions: IrFunction[] = [moduleObservations(model)];
  const omitted: Omission[] = [...unread];
  const add = (fn: Fn, lower: () => IrFunction | null): void => {
    const at = { start: fn.node.start, end: fn.node.end };
    const fail = (error: string): void => {
      omitted.push(omission(file, at, 'failed-function', fn.name, error));
    };
    if (allowance.isSpent) {
      omitted.push(omission(file, at, 'unfinished', fn.name));
      return;
    }
    contained(() => {
      const lowered = inTime(lower);
      if (lowered === 'late') omitted.push(omission(file, at, 'unfinished', fn.name));
      else if (lowered !== null && lowered.blocks.length <= MOST_BLOCKS) functions.push(lowered);
      else if (lowered !== null) omitted.push(omission(file, at, 'long', fn.name));
    }, fail);
  };
  for (const fn of model.names.functions) {
    const id = callables.idOf(fn);
    if (id === null) continue;
    add(fn, () => lowerFunction(model, fn, callables, id));
    add(fn, () => lowerListener(model, fn, callables, idOf(file, fn, 'event')));
  }
  for (const settlement of findSettlements(model)) {
    const id = idOf(file, settlement.fn, settlement.holder.name);
    add(settlement.fn, () => lowerHandler(model, callables, id, settlement));
  }
  return { functions, omitted };
}

function inTime<T>(work: () => T): T | 'late' {
  try {
    return work();
  } catch (error) {
    if (error instanceof OutOfTime) return 'late';
    throw error;
  }
}

/** What a module tells to those that import it. Throws where the parser gave up, and where its time is spent. */
export function readOutline(tree: KeptTree, file: string, text: string, allowance: Allowance): ModuleOutline {
  if (isMinified(text)) return EMPTY;
  const source = readSource(tree, file, text, allowance);
  return isCut(source.root) ? EMPTY : outlineOf(new FileModel(source));
}

/** Larger functions are made by machines. */
const MOST_BLOCKS = 4000;

/** A function that does nothing, to carry what is true of the whole file. */
function moduleObservations(model: FileModel): IrFunction {
  const { file, text } = model.source;
  return {
    id: functionId(file, []),
    at: { start: 0, end: text.length },
    linkage: 'id',
    parameters: [],
    variables: new Map(),
    blocks: [{ instructions: [], terminator: { op: 'return', value: null, at: NOWHERE } }],
    endlessLoops: [],
    loops: [],
    observations: observationsOf(model),
  };
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
  const ids = new Map([...concerned].map((fn) => [fn, idOf(model.source.file, fn)]));
  return { idOf: (fn) => ids.get(fn) ?? null, hiddenOf };
}

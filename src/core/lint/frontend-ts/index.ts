import {
  type Allowance,
  contained,
  functionId,
  type IrFunction,
  type LoweredSource,
  NOWHERE,
  type Omission,
  type OmissionReason,
  OutOfTime,
  omission,
  type Span,
  UNLIMITED,
} from '../ir';
import { isCut, type KeptTree } from '../syntax';
import { idOf } from './function-ids';
import { observationsOf } from './lifetimes';
import { isFollowed } from './lower';
import { type Callables, lowerFunction, lowerHandler, lowerListener } from './lower-function';
import type { Entity, Links } from './meanings';
import type { FileModel } from './model';
import { EMPTY, type ModuleOutline, outlineOf, readModel } from './project';
import { type Binding, type Fn, isInside } from './scopes';
import { pieceAround, tooLargeIn } from './set-aside';
import { findSettlements } from './settlements';
import { isConcerned, isMinified, readSource, type Source } from './source';

export { CONFIGURES, EMPTY, linksFor, type ModuleOutline, Project, relativeImports } from './project';
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
  let aside: readonly Span[] = [];
  let best: Lowered | null = null;
  for (let tries = 1; ; tries++) {
    const isLast = tries === MOST_TRIES;
    const own = isLast ? allowance : allowance.share(FIRST_SHARE);
    const source = readSource(tree, file, text, own, aside);
    // Who closes an object may stand in the part that was cut off.
    if (isCut(source.root)) return { functions: [], omitted: [omission(file, null, 'nested')] };
    const found = lowered(source, links);
    if (source.isMostlyUnread && found.functions.length === 0)
      return { functions: [], omitted: [omission(file, null, 'unreadable')] };
    if (found.tooLarge.length === 0) return found;
    if (best === null || found.functions.length > best.functions.length) best = found;
    if (isLast || allowance.isSpent) return best;
    aside = [...aside.filter((each) => !isWithin(each, found.tooLarge)), ...found.tooLarge];
  }
}

const isWithin = (inner: Span, outer: readonly Span[]): boolean =>
  outer.some(({ start, end }) => start <= inner.start && inner.end <= end);

/** Of what time is left, how much one try takes: where it is not enough, what is too large is set aside. */
const FIRST_SHARE = 2 / 3;
const MOST_TRIES = 6;

interface Lowered extends LoweredSource {
  /** What is to be set aside where the time was not enough. */
  readonly tooLarge: readonly Span[];
}

function lowered(source: Source, links: Links | null): Lowered {
  const { file } = source;
  const unread = [
    ...source.unread.map(({ start, end, reason, name }) => omission(file, { start, end }, reason, name)),
    ...source.passedOver.map(({ start, end }) => omission(file, { start, end }, 'unreadable')),
  ];
  const due = inTime(() => dueIn(source, links));
  if (due === 'late') {
    const tooLarge = tooLargeIn(
      source,
      source.unread.some(({ reason }) => reason === 'unfinished'),
    );
    return { functions: [], omitted: [...unread, omission(file, null, 'unfinished')], tooLarge };
  }
  return lowerAll(source, due, unread);
}

/** A function that is to be lowered. */
interface Due {
  readonly fn: Fn;
  readonly lower: () => IrFunction | null;
}

interface AllDue {
  readonly observations: IrFunction | null;
  readonly functions: readonly Due[];
}

function dueIn(source: Source, links: Links | null): AllDue {
  const { file } = source;
  const model = readModel(source, links);
  if (model.entities.length === 0) {
    const own = moduleObservations(model);
    return { observations: (own.observations ?? []).length === 0 ? null : own, functions: [] };
  }
  const callables = callablesOf(model);
  const functions: Due[] = [];
  for (const fn of model.names.functions) {
    const id = callables.idOf(fn);
    if (id === null) continue;
    functions.push({ fn, lower: () => lowerFunction(model, fn, callables, id) });
    functions.push({ fn, lower: () => lowerListener(model, fn, callables, idOf(file, fn, 'event')) });
  }
  for (const settlement of findSettlements(model)) {
    const { fn, holder } = settlement;
    const id = idOf(file, fn, holder.name);
    functions.push({ fn, lower: () => lowerHandler(model, callables, id, settlement) });
  }
  return { observations: moduleObservations(model), functions };
}

/** Small ones first: what one that takes all the time keeps from being lowered is what is larger still. */
function lowerAll(source: Source, due: AllDue, unread: readonly Omission[]): Lowered {
  const { file, allowance } = source;
  const found = new Map<Due, IrFunction>();
  const omitted: Omission[] = [...unread];
  let late: Fn | null = null;
  for (const each of [...due.functions].sort((a, b) => lengthOf(a.fn) - lengthOf(b.fn))) {
    const { fn, lower } = each;
    const at = { start: fn.node.start, end: fn.node.end };
    const omit = (reason: OmissionReason, error = ''): void => {
      omitted.push(omission(file, at, reason, fn.name, error));
    };
    contained(
      () => {
        const lowered = allowance.isSpent ? 'late' : inTime(lower);
        if (lowered === 'late') {
          late ??= fn;
          omit('unfinished');
        } else if (lowered !== null && lowered.blocks.length <= MOST_BLOCKS) found.set(each, lowered);
        else if (lowered !== null) omit('long');
      },
      (error) => omit('failed-function', error),
    );
  }
  const functions = due.functions.flatMap((each) => found.get(each) ?? []);
  return {
    functions: due.observations === null ? functions : [due.observations, ...functions],
    omitted,
    tooLarge: late === null ? [] : tooLargeWith(source, late),
  };
}

const lengthOf = ({ node }: Fn): number => node.end - node.start;

const tooLargeWith = ({ parents }: Source, { node }: Fn): readonly Span[] => {
  const piece = pieceAround(parents, node);
  return piece === null ? [] : [piece];
};

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
  return isCut(source.root) ? EMPTY : outlineOf(readModel(source));
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
  const holders = new Map<Entity, Binding[]>();
  for (const [binding, entities] of model.holds)
    for (const each of entities) {
      const known = holders.get(each);
      if (known === undefined) holders.set(each, [binding]);
      else known.push(binding);
    }
  const order = new Map([...model.holds.keys()].map((binding, at) => [binding, at]));
  const hidden = new Map<Fn, readonly Binding[]>();
  const hiddenOf = (fn: Fn): readonly Binding[] => {
    const known = hidden.get(fn);
    if (known !== undefined) return known;
    const touched = [...model.touched(fn)].filter(
      (each) => isFollowed(each) && model.effects(fn, each).length > 0,
    );
    const held = new Set(touched.flatMap((each) => holders.get(each) ?? []));
    const found = [...held].filter(
      (binding) => binding.fn !== fn && binding.fn.kind !== 'module' && isInside(fn, binding.fn),
    );
    found.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    hidden.set(fn, found);
    return found;
  };
  const ids = new Map([...concerned].map((fn) => [fn, idOf(model.source.file, fn)]));
  return { idOf: (fn) => ids.get(fn) ?? null, hiddenOf };
}

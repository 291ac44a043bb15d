import {
  constant,
  type FunctionId,
  type IrFunction,
  type Operand,
  type Place,
  type Span,
  type Variable,
} from '../ir';
import { acquires } from '../models-ts';
import { lowerExpression } from './expressions';
import { isFollowed, Lower } from './lower';
import type { Entity } from './meanings';
import type { FileModel } from './model';
import type { Binding, Fn } from './scopes';
import type { Settlement } from './settlements';
import { lowerStatement } from './statements';

/** How the functions of a file are called by each other. */
export interface Callables {
  /** Null for functions that have nothing to do with what is followed. */
  idOf(fn: Fn): FunctionId | null;
  hiddenOf(fn: Fn): readonly Binding[];
}

/** A function as it is called: with what it takes from the functions around it as further parameters. */
export function lowerFunction(
  model: FileModel,
  fn: Fn,
  callables: Callables,
  id: FunctionId,
): IrFunction | null {
  const lower = new Lower(model, fn, callables.idOf, callables.hiddenOf, lowerExpression);
  const hidden = callables.hiddenOf(fn);
  for (const binding of hidden) lower.borrowed.add(binding);
  const parameters = declareParameters(lower, hidden);
  if (!isCalled(model, fn)) acceptGiven(lower);
  return finish(lower, id, parameters);
}

const isCalled = (model: FileModel, fn: Fn): boolean =>
  model.meanings.triggersOf(fn).some(({ kind }) => kind === 'called');

/** A listener that is called by name too, as the event runs it: what the event gives it is open, and its own. */
export function lowerListener(
  model: FileModel,
  fn: Fn,
  callables: Callables,
  id: FunctionId,
): IrFunction | null {
  const given = model.entitiesOf(fn).some((each) => each.origin === 'accepted');
  if (!given || !isCalled(model, fn)) return null;
  const lower = new Lower(model, fn, callables.idOf, callables.hiddenOf, lowerExpression);
  const parameters = declareParameters(lower, []);
  acceptGiven(lower);
  return finish(lower, id, parameters);
}

/**
 * A handler as the event runs it: an object of an outer function is open when it begins, and has to be closed before it
 * ends on the paths on which its failure was reported, or on all paths where no other code looks after it.
 */
export function lowerHandler(
  model: FileModel,
  callables: Callables,
  id: FunctionId,
  { fn, entity, holder, alone }: Settlement,
): IrFunction | null {
  const lower = new Lower(model, fn, callables.idOf, callables.hiddenOf, lowerExpression);
  const place = placeFor(lower, entity, holder);
  const parameters = declareParameters(lower, []);
  const start: Span = { start: entity.at.start, end: entity.at.end };
  const action = alone ? 'accept' : 'hold';
  lower.call(acquires(action, entity.kind, entity.from), [], start, place);
  if (!alone) excuseUnlessSettled(lower, { kind: 'place', place }, start);
  return finish(lower, id, parameters);
}

function placeFor(lower: Lower, entity: Entity, holder: Settlement['holder']): Place {
  if ('klass' in holder) {
    const name = holder.name.replace(/\W/g, '_');
    const place = lower.declare(lower.places.variable(`this_${name}`, `this.${name}`));
    lower.heldField = { field: holder, entity, place };
    return place;
  }
  lower.borrowed.add(holder);
  return lower.placeOf(holder);
}

/** On paths on which nothing is reported, the object goes on living. */
function excuseUnlessSettled(lower: Lower, held: Operand, start: Span): void {
  const settled = lower.temporary('settled');
  lower.settled = settled;
  lower.assign(settled, constant(0), start);
  lower.beforeExit = (at) => {
    const [told, not] = [lower.block(), lower.block()];
    const left: Operand = { kind: 'place', place: settled };
    lower.branch({ left, relation: '==', right: constant(1), text: '', at }, told, not);
    lower.begin(not);
    lower.take(held, at);
    lower.leave({ op: 'return', value: null, at });
    lower.begin(told);
  };
}

function declareParameters(lower: Lower, hidden: readonly Binding[]): Variable[] {
  const { fn, model } = lower;
  const plain = fn.parameters.map((each, index): Variable => {
    const pattern = each.children.find(({ field }) => field === 'pattern') ?? each;
    const binding = pattern.type === 'identifier' ? model.names.meaning.get(pattern) : undefined;
    const place = binding === undefined ? lower.temporary(`given${index}`) : lower.placeOf(binding);
    return { place, kind: 'scalar' };
  });
  return [
    ...plain,
    ...hidden.map((binding): Variable => ({ place: lower.placeOf(binding), kind: 'scalar' })),
  ];
}

/** What an event gives this function to own is open from its first line on. */
function acceptGiven(lower: Lower): void {
  const { fn, model } = lower;
  for (const entity of model.entitiesOf(fn)) {
    if (entity.origin !== 'accepted' || !isFollowed(entity) || !model.isDuty(entity)) continue;
    const binding = model.names.meaning.get(entity.at);
    if (binding === undefined) continue;
    const place = lower.placeOf(binding);
    const at = { start: entity.at.start, end: entity.at.end };
    const accept = () => lower.call(acquires('accept', entity.kind, entity.from), [], at, place);
    const failure = failureOf(lower, binding);
    if (failure === null) accept();
    else unlessFailed(lower, failure, at, accept);
  }
}

/** The first parameter of `(error, response) => ...`. */
function failureOf({ model, fn }: Lower, binding: Binding): Binding | null {
  const [first] = fn.parameters;
  const name = first?.children.find(({ field }) => field === 'pattern') ?? first;
  const failure = name?.type === 'identifier' ? model.names.meaning.get(name) : undefined;
  if (failure === undefined || failure === binding || !/^_?(e|er|err|error|ex)$/i.test(failure.name))
    return null;
  return failure;
}

/** Where a callback is told of a failure it is given nothing else. */
function unlessFailed(lower: Lower, failure: Binding, at: Span, accept: () => void): void {
  const [fine, behind] = [lower.block(), lower.block()];
  const left = lower.operandOf(failure);
  lower.branch({ left, relation: '==', right: constant(0), text: '', at }, fine, behind);
  lower.begin(fine);
  accept();
  lower.leave({ op: 'goto', target: behind });
  lower.begin(behind);
}

function finish(lower: Lower, id: FunctionId, parameters: readonly Variable[]): IrFunction | null {
  const { body, node, kind } = lower.fn;
  if (body === null) return null;
  const end: Span = { start: Math.max(node.start, node.end - 1), end: node.end };
  if (body.type === 'statement_block' || body.type === 'program' || body.type === 'class_static_block')
    lowerStatement(lower, body.type === 'program' ? body : body);
  else {
    const value = lowerExpression(lower, body);
    const returned = kind === 'arrow' && lower.reached;
    if (returned) lower.exit(value, { start: body.start, end: body.end });
  }
  const blocks = lower.finish(end);
  return {
    id,
    at: { start: node.start, end: node.end },
    linkage: 'id',
    parameters,
    variables: lower.variables,
    blocks,
    endlessLoops: [],
    loops: [],
  };
}

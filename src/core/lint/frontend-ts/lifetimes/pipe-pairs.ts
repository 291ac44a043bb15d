import { isByteStream, type PipePairObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { argumentsOf, keyName, textOf } from '../source';
import { nameOf, observed, spanOf } from './observed-object';

interface Pipe {
  readonly from: Entity;
  readonly to: Entity;
  readonly call: SyntaxNode;
  /** `from.on('data', (data) => to.write(data))`, which passes nothing else on. */
  readonly byHand: boolean;
}

/** Streams that are piped into each other. */
export function pipePairs(model: FileModel): readonly PipePairObserved[] {
  const pipes = pipesOf(model);
  return pipes.flatMap((there, at) => {
    const back = pipes.find((each, index) => index > at && each.from === there.to && each.to === there.from);
    return back === undefined ? [] : [pairOf(model, there, back)];
  });
}

function pipesOf(model: FileModel): readonly Pipe[] {
  const pipes: Pipe[] = [];
  for (const from of model.entities) {
    if (!isByteStream(from.kind)) continue;
    for (const { how, name, call } of model.uses.of(from)) {
      if (how === 'listen' && name === 'data' && call !== null) {
        const target = writtenIn(model, call);
        if (target !== null && target !== from && isByteStream(target.kind))
          pipes.push({ from, to: target, call, byHand: true });
      }
      if (how !== 'method' || name !== 'pipe' || call === null) continue;
      const [target, ...options] = argumentsOf(call);
      if (target === undefined || options.length > 0) continue;
      for (const to of model.entitiesAt(target))
        if (to !== from && isByteStream(to.kind)) pipes.push({ from, to, call, byHand: false });
    }
  }
  // A function's own parameters are spoken of where it is called, if it is.
  return pipes.filter(({ from, to }) => isOwn(model, from) && isOwn(model, to));
}

/** The other object that a listener of 'data' hands its data to, and nothing else. */
function writtenIn(model: FileModel, call: SyntaxNode): Entity | null {
  const listener = model.meanings.valueOf(argumentsOf(call)[1] ?? null);
  if (listener?.kind !== 'function') return null;
  const [pattern] = listener.fn.parameters;
  const data =
    pattern === undefined ? undefined : model.names.meaning.get(child(pattern, 'pattern') ?? pattern);
  const [write, ...others] = model.callsIn(listener.fn);
  const callee = write === undefined ? null : child(write.node, 'function');
  if (data === undefined || others.length > 0 || callee?.type !== 'member_expression') return null;
  if (keyName(model.source, child(callee, 'property')) !== 'write') return null;
  const [given] = argumentsOf(write.node);
  if (given === undefined || model.names.meaning.get(given) !== data) return null;
  return model.meanings.entityOf(child(callee, 'object'));
}

/** Made or accepted here, or a parameter that no caller in this file fills. */
function isOwn(model: FileModel, entity: Entity): boolean {
  if (entity.origin !== 'borrowed') return true;
  const binding = model.names.meaning.get(entity.at);
  return binding?.parameter != null && (model.mayHold.get(binding) ?? []).every((each) => each === entity);
}

/** Other code has it, and may look after it. */
const isGiven = (model: FileModel, entity: Entity): boolean =>
  model.uses
    .of(entity)
    .some(({ effect, how, name }) => effect === 'take' && !(how === 'argument' && /\.pipe$/.test(name)));

/** Whether an error or close of `one` closes `other`. */
function closes(model: FileModel, one: Entity, other: Entity, byHand: boolean): boolean {
  // What is written on by hand passes on no end either.
  const events = byHand ? /^(error|close|end|aborted|timeout)$/ : /^(error|close|aborted|timeout)$/;
  const handlers = [...model.handlersOf(one, events), ...waitersOf(model, one)];
  const closers = model.uses.of(other).filter(({ effect }) => effect === 'close');
  return handlers.some((handler) => closers.some(({ fn }) => model.reach(handler).has(fn)));
}

/** What `finished(one, callback)` calls. */
function waitersOf(model: FileModel, entity: Entity): readonly Entity['fn'][] {
  return model.uses.of(entity).flatMap(({ how, name, call }) => {
    if (how !== 'argument' || name !== 'finished' || call === null) return [];
    return argumentsOf(call).flatMap((each) => {
      const value = model.meanings.valueOf(each);
      return value?.kind === 'function' ? [value.fn] : [];
    });
  });
}

function pairOf(model: FileModel, there: Pipe, back: Pipe): PipePairObserved {
  const { source } = model;
  const { from, to } = there;
  const byHand = there.byHand || back.byHand;
  const inHere = model.isNested(there.call, from.fn) && from.origin !== 'borrowed';
  const outer = from.origin !== 'borrowed' && !inHere ? from.at : null;
  const [first, second] =
    there.call.start < back.call.start ? [there.call, back.call] : [back.call, there.call];
  return {
    what: 'pipe-pair',
    object: observed(model, from),
    names: [nameOf(model, from) || textOf(source, from.at).slice(0, 40), nameOf(model, to)],
    pipes: [spanOf(tailOf(first)), spanOf(tailOf(second))],
    at: spanOf(outer ?? tailOf(second)),
    passedOn: isGiven(model, from) || isGiven(model, to),
    closeEachOther: closes(model, from, to, byHand) && closes(model, to, from, byHand),
    byHand,
    statements: outer === null && !byHand ? statementsOf(model, [first, second]) : null,
    pipeline: pipelineIn(model),
  };
}

/** `pipe(target)`, without what it is called on. */
function tailOf(call: SyntaxNode): SyntaxNode {
  const callee = child(call, 'function');
  const property = callee === null ? null : child(callee, 'property');
  return { ...call, start: property?.start ?? call.start };
}

/** Statements `a.pipe(b);`, null where one of the calls is another expression. */
function statementsOf({ source }: FileModel, calls: readonly SyntaxNode[]): PipePairObserved['statements'] {
  const statements = calls.flatMap((call) => {
    const callee = child(call, 'function');
    const object = callee === null ? null : child(callee, 'object');
    if (source.parents.get(call)?.type !== 'expression_statement' || object?.type !== 'identifier') return [];
    return [{ at: spanOf(call), from: textOf(source, object), to: textOf(source, argumentsOf(call)[0]) }];
  });
  return statements.length === calls.length ? statements : null;
}

/** Whether the file has `pipeline` of node:stream, and where its import would stand. */
function pipelineIn({ names, source }: FileModel): PipePairObserved['pipeline'] {
  const known = names.bindings.find(({ imported, name }) => name === 'pipeline' && imported !== null);
  if (known !== undefined)
    return known.imported?.module.replace(/^node:/, '') === 'stream' ? 'imported' : 'taken';
  const { children } = source.root;
  const esm = children.find(({ type }) => type === 'import_statement');
  const { start } = esm ?? children.find(({ type }) => type !== 'expression_statement') ?? children[0];
  return { as: esm !== undefined ? 'import' : 'require', at: { start, end: start } };
}

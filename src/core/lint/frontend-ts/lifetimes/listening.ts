import { type ListeningObserved, SERVERS } from '../../models-ts';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { argumentsOf, propertyOf, textOf } from '../source';
import { headOf, observed } from './observed-object';

/** The servers that functions make and that listen. */
export const listeningServers = (model: FileModel): readonly ListeningObserved[] =>
  model.entities.flatMap((entity) => {
    const { kind, origin, fn, at } = entity;
    if (!SERVERS.has(kind) || origin !== 'created' || fn.kind === 'module') return [];
    const listens = model.uses.of(entity).filter(({ how, name }) => how === 'method' && name === 'listen');
    if (listens.length === 0) return [];
    return [
      {
        what: 'listening' as const,
        object: observed(model, entity),
        at: headOf(model, at),
        lookedAfter: model.lasting(entity).length > 0,
        inTest: model.isTest(fn),
        tellsPort:
          listens.some(({ call }) => call !== null && isAnyPort(model, call)) && tells(model, entity),
      },
    ];
  });

/** `listen(0)` asks for any port that is free. */
function isAnyPort(model: FileModel, call: Parameters<typeof argumentsOf>[0]): boolean {
  const [first] = argumentsOf(call);
  if (first === undefined) return false;
  const port = propertyOf(model.source, first, 'port') ?? first;
  return textOf(model.source, port) === '0';
}

/** A promise's executor or a function with a callback that tells the port, or an async function that returns it. */
function tells(model: FileModel, { fn }: Entity): boolean {
  const returns = fn.isAsync ? model.meanings.results.returnsOf(fn) : [];
  if (returns.some((each) => /\bport\b/.test(textOf(model.source, each)))) return true;
  for (const each of model.reach(fn))
    for (const { node } of model.callsIn(each)) {
      const value = model.meanings.valueOf(node.children[0] ?? null);
      if (value?.kind === 'settle' && value.how !== 'reject' && value.of === fn) return true;
    }
  return false;
}

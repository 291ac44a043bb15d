import type { Fact } from '../../ir';
import { isByteStream } from '../../models-ts';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { argumentsOf, propertyOf } from '../source';
import type { Use } from '../uses';
import { factAbout, headOf, nameOf, spanOf } from './fact';
import { before } from './repairs';

const RULE = 'fin-never-read';

/** A socket that nobody reads does not see its peer's FIN: 'end' comes after the data, and the data stays. */
export const finNeverRead = (model: FileModel): readonly Fact[] =>
  model.entities.flatMap((entity) => {
    const concerned =
      isByteStream(entity.kind) &&
      entity.kind !== 'raw-socket' &&
      entity.origin !== 'borrowed' &&
      entity.fn.kind !== 'module';
    return concerned ? (factOf(model, entity) ?? []) : [];
  });

function factOf(model: FileModel, entity: Entity): Fact | null {
  const lasting = model.lasting(entity);
  const uses = model.uses.of(entity);
  if (lasting.every(isHollow) && !isTold(uses, 'read')) {
    if (model.isDuty(entity) && lasting.length === 0) return null;
    return isOpened(model, entity, uses) ? unread(model, entity) : null;
  }
  const pause = uses.find(({ how, name }) => how === 'method' && name === 'pause');
  const goesOn = lasting.some(
    ({ effect, name }) => effect !== 'consume' || (name !== 'data' && name !== 'resume'),
  );
  if (pause === undefined || pause.call === null || goesOn) return null;
  if (
    isTold(uses, 'resume') &&
    !uses.every((use) => use.name !== 'resume' || isOnSuccessAlone(model, entity, use))
  )
    return null;
  return factAbout(model, entity, RULE, 'paused', spanOf(pause.call));
}

/** 'readable' only says that there is something. */
const isHollow = ({ how, name }: Use): boolean => how === 'listen' && name === 'readable';

const isTold = (uses: readonly Use[], method: string): boolean =>
  uses.some(({ how, name }) => how === 'method' && name === method);

/** `then(() => socket.resume(), (error) => log(error))`: a failure leaves it paused. */
function isOnSuccessAlone(model: FileModel, entity: Entity, { fn }: Use): boolean {
  const triggers = model.meanings.triggersOf(fn);
  return (
    triggers.length > 0 &&
    triggers.every((trigger) => {
      if (trigger.kind !== 'promise' || trigger.method !== 'then') return false;
      const failed = model.meanings.valueOf(argumentsOf(trigger.call)[1] ?? null);
      if (failed?.kind !== 'function') return false;
      const reach = model.reach(failed.fn);
      return model.uses.of(entity).every((use) => !reach.has(use.fn));
    })
  );
}

/** Made and connected, with nobody who reads by another way. */
function isOpened(model: FileModel, entity: Entity, uses: readonly Use[]): boolean {
  if (entity.origin === 'accepted') return true;
  const { source } = model;
  if (entity.args.some((each) => propertyOf(source, each, 'onread') !== null)) return false;
  return /connect/i.test(entity.from) || isTold(uses, 'connect');
}

function unread(model: FileModel, entity: Entity): Fact {
  const name = nameOf(model, entity);
  const first = entity.fn.body?.type === 'statement_block' ? entity.fn.body.children[0] : undefined;
  const insert = entity.origin === 'accepted' && first !== undefined;
  const at = entity.origin === 'accepted' ? spanOf(entity.at) : headOf(model, entity.at);
  const edits = insert ? [before(model.source, first, `${name}.resume();`)] : [];
  return factAbout(model, entity, RULE, 'unread', at, {
    repairs: edits.length === 0 ? [] : [{ how: 'discard', values: { name }, edits }],
  });
}

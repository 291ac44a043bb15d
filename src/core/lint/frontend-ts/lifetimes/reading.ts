import { isByteStream, type ReadingObserved } from '../../models-ts';
import { child } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { argumentsOf, propertyOf } from '../source';
import type { Use } from '../uses';
import { headOf, observed, spanOf } from './observed-object';
import { before } from './slots';

/** How the byte streams are read that a file makes or accepts. */
export const readings = (model: FileModel): readonly ReadingObserved[] =>
  model.entities.flatMap((entity) =>
    isByteStream(entity.kind) && entity.origin !== 'borrowed' ? [readingOf(model, entity)] : [],
  );

function readingOf(model: FileModel, entity: Entity): ReadingObserved {
  const lasting = model.lasting(entity);
  const uses = model.uses.of(entity);
  const accepted = entity.origin === 'accepted';
  const pause = uses.find(({ how, name }) => how === 'method' && name === 'pause')?.call ?? null;
  const first = entity.fn.body?.type === 'statement_block' ? entity.fn.body.children[0] : undefined;
  return {
    what: 'reading',
    object: observed(model, entity),
    inFunction: entity.fn.kind !== 'module',
    consumed: !lasting.every(isHollow) || isReadBeside(model, entity) || isMakers(model, entity),
    readByHand: isTold(uses, 'read'),
    followed: lasting.length === 0 && model.isDuty(entity),
    connected: isOpened(model, entity, uses),
    pause: pause === null ? null : spanOf(pause),
    flowsOn: lasting.some(
      ({ effect, name }) => effect !== 'consume' || (name !== 'data' && name !== 'resume'),
    ),
    resumed: pause === null ? 'never' : resumedIn(model, entity, uses),
    head: accepted ? spanOf(entity.at) : headOf(model, entity.at),
    atOnce: accepted && first !== undefined ? before(model.source, first) : null,
  };
}

function resumedIn(model: FileModel, entity: Entity, uses: readonly Use[]): ReadingObserved['resumed'] {
  if (!isTold(uses, 'resume')) return 'never';
  const onSuccess = uses.every((use) => use.name !== 'resume' || isOnSuccessAlone(model, entity, use));
  return onSuccess ? 'on-success' : 'always';
}

/** Another listener of the same server gets the same sockets. */
const isReadBeside = (model: FileModel, entity: Entity): boolean =>
  entity.emitter !== null &&
  model.entities.some(
    (other) =>
      other !== entity &&
      other.emitter === entity.emitter &&
      other.origin === 'accepted' &&
      other.fn !== entity.fn &&
      model.lasting(other).length > 0,
  );

/** The function of the file that makes it reads or keeps what it returns. */
function isMakers({ meanings, uses }: FileModel, { at }: Entity): boolean {
  const callee = at.type === 'call_expression' ? meanings.valueOf(child(at, 'function')) : null;
  if (callee?.kind !== 'function') return false;
  return meanings.results.returnsOf(callee.fn).some((each) => {
    const made = meanings.entityOf(each);
    return made !== null && uses.of(made).some(({ how, effect }) => effect !== 'none' && how !== 'return');
  });
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

/** Made and connected, and not read by another way. */
function isOpened(model: FileModel, entity: Entity, uses: readonly Use[]): boolean {
  // Who was given the server may not be the only one who listens.
  if (entity.origin === 'accepted')
    return (
      entity.emitter?.origin !== 'borrowed' || model.uses.of(entity).some(({ effect }) => effect !== 'none')
    );
  const { source } = model;
  if (entity.args.some((each) => propertyOf(source, each, 'onread') !== null)) return false;
  return /connect/i.test(entity.from) || isTold(uses, 'connect');
}

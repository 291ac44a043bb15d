import type { Slot } from '../../ir';
import { type HalfOpenObserved, isByteStream } from '../../models-ts';
import type { SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { nameOf, observed, spanOf } from './observed-object';
import { settingIn } from './options';
import { before } from './slots';

/** The sockets and servers that are made with `allowHalfOpen`, and whether the sockets' own sides are ended. */
export const halfOpenObjects = (model: FileModel): readonly HalfOpenObserved[] =>
  model.entities.flatMap((entity) => {
    const option = entity.origin === 'created' ? optionOf(model, entity) : null;
    if (option === null) return [];
    const sockets = isByteStream(entity.kind) ? [entity] : acceptedBy(model, entity);
    return [
      {
        what: 'half-open' as const,
        object: observed(model, entity),
        option: spanOf(option),
        sockets: sockets.map((socket) => ({
          name: nameOf(model, socket),
          ended: isEnded(model, socket),
          atOnce: slotIn(model, socket),
        })),
      },
    ];
  });

const acceptedBy = (model: FileModel, server: Entity): readonly Entity[] =>
  model.entities.filter(
    ({ emitter, origin, kind }) => emitter === server && origin === 'accepted' && isByteStream(kind),
  );

/** The option where it is written as true. */
function optionOf(model: FileModel, { args }: Entity): SyntaxNode | null {
  for (const each of args) {
    const setting = settingIn(model, each, 'allowHalfOpen');
    if (setting?.text === 'true') return setting.at;
  }
  return null;
}

/** Ended, destroyed, passed on or iterated over, other than once it is closed anyway. */
function isEnded(model: FileModel, entity: Entity): boolean {
  return model.uses.of(entity).some(({ effect, how, name, fn }) => {
    if (how === 'iterate' || (how === 'method' && name === 'toArray')) return true;
    return (effect === 'close' || effect === 'take') && !isTooLate(model, entity, fn);
  });
}

/** 'close' and 'error' come when the socket is gone; 'end' is what this rule is about. */
function isTooLate(model: FileModel, entity: Entity, fn: Entity['fn']): boolean {
  const triggers = model.meanings.triggersOf(fn);
  return (
    triggers.length > 0 &&
    triggers.every(
      (each) => each.kind === 'event' && each.emitter === entity && /^(close|error)$/.test(each.event),
    )
  );
}

/** Before the first statement of a listener's body. */
function slotIn({ source }: FileModel, { origin, fn }: Entity): Slot | null {
  if (origin !== 'accepted' || fn.body?.type !== 'statement_block') return null;
  const [first] = fn.body.children;
  return first === undefined ? null : before(source, first);
}

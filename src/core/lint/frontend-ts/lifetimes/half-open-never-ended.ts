import type { Fact } from '../../ir';
import { isByteStream } from '../../models-ts';
import type { SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { propertyOf, textOf, unwrap } from '../source';
import { factAbout, nameOf, spanOf } from './fact';
import { before } from './repairs';

const RULE = 'half-open-never-ended';

/** With allowHalfOpen our side stays open until somebody ends it. */
export function halfOpenNeverEnded(model: FileModel): readonly Fact[] {
  return model.entities.flatMap((entity) => {
    const option = entity.origin === 'created' ? optionOf(model, entity) : null;
    if (option === null) return [];
    if (isByteStream(entity.kind))
      return isEnded(model, entity) ? [] : [factOf(model, entity, entity, option, 'socket')];
    if (entity.kind !== 'net-server') return [];
    const accepted = model.entities.filter(
      ({ emitter, origin, kind }) => emitter === entity && origin === 'accepted' && isByteStream(kind),
    );
    const open = accepted.find((each) => !isEnded(model, each));
    return open === undefined ? [] : [factOf(model, entity, open, option, 'server')];
  });
}

/** The option where it is written as true. */
function optionOf(model: FileModel, { args }: Entity): SyntaxNode | null {
  for (const each of args) {
    const value = propertyOf(model.source, each, 'allowHalfOpen');
    if (value !== null && textOf(model.source, unwrap(value)) === 'true')
      return model.source.parents.get(value) ?? value;
  }
  return null;
}

/** Ended, destroyed, given to somebody or iterated over, other than once it is closed anyway. */
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

function factOf(model: FileModel, made: Entity, socket: Entity, option: SyntaxNode, how: string): Fact {
  const name = nameOf(model, socket);
  const statement = statementAfter(model, socket);
  const edits =
    statement === null ? [] : [before(model.source, statement, `${name}.on('end', () => ${name}.end());`)];
  return factAbout(model, made, RULE, how, spanOf(option), {
    values: { name: nameOf(model, made) },
    steps: [{ how: 'half-open', at: spanOf(option) }],
    repairs: edits.length === 0 || name === '' ? [] : [{ how: 'end-socket', values: { name }, edits }],
  });
}

/** The first statement of a listener's body. */
function statementAfter(_model: FileModel, { origin, fn }: Entity): SyntaxNode | null {
  if (origin !== 'accepted' || fn.body?.type !== 'statement_block') return null;
  return fn.body.children[0] ?? null;
}

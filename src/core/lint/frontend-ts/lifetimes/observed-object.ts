import type { Span } from '../../ir';
import type { ObservedObject } from '../../models-ts';
import type { SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { textOf } from '../source';

export const spanOf = ({ start, end }: SyntaxNode): Span => ({ start, end });

/** The variable that holds an object, else nothing. */
export function nameOf(model: FileModel, entity: Entity): string {
  if (entity.origin !== 'created') return textOf(model.source, entity.at).slice(0, 40);
  for (const binding of model.uses.holders(entity)) return binding.name;
  return '';
}

/** An object as an observation names it; `name` where its variable's is not meant. */
export const observed = (model: FileModel, entity: Entity, name = nameOf(model, entity)): ObservedObject => ({
  name,
  kind: entity.kind,
  origin: entity.origin,
  from: entity.from,
  at: spanOf(entity.at),
});

/** The head of a call: what a person is shown of it without its listeners. */
export function headOf(model: FileModel, call: SyntaxNode): Span {
  const list = call.children.find(({ field }) => field === 'arguments');
  const open = list?.start ?? call.end;
  const text = model.source.text.slice(call.start, open);
  return text.includes('\n')
    ? { start: call.start + text.lastIndexOf('\n') + 1, end: open }
    : { start: call.start, end: open };
}

import type { Fact, Span } from '../../ir';
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

/** A fact about an object, without steps and repairs unless they are given. */
export function factAbout(
  model: FileModel,
  entity: Entity,
  rule: string,
  how: string,
  at: Span,
  more: Partial<Pick<Fact, 'values' | 'steps' | 'repairs'>> = {},
): Fact {
  const name = nameOf(model, entity);
  return {
    rule,
    how,
    at,
    values: { name, callee: entity.from, ...more.values },
    object: { name, from: entity.from, at: spanOf(entity.at) },
    steps: more.steps ?? [],
    repairs: more.repairs ?? [],
  };
}

/** The head of a call: what a person is shown of it without its listeners. */
export function headOf(model: FileModel, call: SyntaxNode): Span {
  const list = call.children.find(({ field }) => field === 'arguments');
  const open = list?.start ?? call.end;
  const text = model.source.text.slice(call.start, open);
  return text.includes('\n')
    ? { start: call.start + text.lastIndexOf('\n') + 1, end: open }
    : { start: call.start, end: open };
}

import { CONNECTIONS, type EvictedObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import type { Fn } from '../scopes';
import { ENDING } from '../settlements';
import { argumentsOf, keyName, textOf } from '../source';
import { observed, spanOf } from './observed-object';

/** Puts something into a list, set or map. */
const KEEPS = /^(?:push|unshift|add|set)$/;
/** Takes an entry out and returns it; where that result is dropped, nothing else holds the entry. */
const TAKES_OUT = /^(?:delete|shift|pop|splice|clear)$/;
const CLOSES =
  /(?:end|destroy|close|abort|terminate|disconnect|quit|kill|stop|release|dispose|evict|drop|remove|cleanup)\w*$/i;

/** Lists, sets and maps of connections that lose one for want of room, or all of them at the end, without closing it. */
export const evictions = (model: FileModel): readonly EvictedObserved[] =>
  model.entities.flatMap((entity) => {
    if (entity.origin !== 'created' || !(CONNECTIONS.has(entity.kind) || entity.kind === 'client')) return [];
    const list = listOf(model, entity);
    return list === null
      ? []
      : referencesOf(model, list).flatMap((each) => evictedAt(model, entity, list, each));
  });

/** The list that alone keeps an object. */
function listOf(model: FileModel, entity: Entity): SyntaxNode | null {
  const lists = model.uses.of(entity).flatMap(({ how, call }) => {
    const callee = how === 'argument' && call !== null ? child(call, 'function') : null;
    const name = callee?.type === 'member_expression' ? keyName(model.source, child(callee, 'property')) : '';
    return callee !== null && KEEPS.test(name ?? '') ? [child(callee, 'object')] : [];
  });
  return lists.length === 1 ? lists[0] : null;
}

const referencesOf = ({ names }: FileModel, list: SyntaxNode): readonly SyntaxNode[] =>
  names.fieldAt.get(list)?.references ?? names.meaning.get(list)?.references ?? [];

function evictedAt(
  model: FileModel,
  entity: Entity,
  list: SyntaxNode,
  reference: SyntaxNode,
): readonly EvictedObserved[] {
  const { source, meanings } = model;
  const member = source.parents.get(reference);
  const call = member === undefined ? undefined : source.parents.get(member);
  if (member?.type !== 'member_expression' || call?.type !== 'call_expression') return [];
  const method = keyName(source, child(member, 'property')) ?? '';
  if (!TAKES_OUT.test(method) || source.parents.get(call)?.type !== 'expression_statement') return [];
  const fn = meanings.fnAt(call);
  const forRoom =
    method === 'clear'
      ? isEnding(model, fn)
      : isForRoom(model, call, list) || isByName(model, fn) || isByTime(model, fn);
  if (!forRoom || model.isAftermath(fn, entity) || closesIn(model, fn)) return [];
  return [
    {
      what: 'evicted',
      object: observed(model, entity, textOf(source, list)),
      at: spanOf(call),
      kept: spanOf(entity.at),
      all: method === 'clear',
    },
  ];
}

/** A method that ends the class, of which no other closes what the list holds. */
const isEnding = ({ meanings }: FileModel, fn: Fn): boolean =>
  fn.kind === 'method' &&
  ENDING.test(fn.name) &&
  meanings.triggersOf(fn).every(({ kind }) => kind === 'unknown');

/** Taken out because there are too many: a condition around it asks for the number. */
function isForRoom({ source }: FileModel, call: SyntaxNode, list: SyntaxNode): boolean {
  const name = textOf(source, list);
  for (let at = source.parents.get(call); at !== undefined; at = source.parents.get(at)) {
    const condition = /^(?:if|while)_statement$/.test(at.type) ? child(at, 'condition') : null;
    const text = condition === null ? '' : textOf(source, condition);
    if ([`${name}.size`, `${name}.length`].some((each) => text.includes(each)) && /[<>]/.test(text))
      return true;
  }
  return false;
}

/** A method that is there to take one out, and that nothing of the class calls where a connection has ended. */
const isByName = ({ meanings }: FileModel, fn: Fn): boolean =>
  fn.kind === 'method' &&
  /^(?:evict|expire|invalidate|forget|discard)/i.test(fn.name) &&
  meanings.triggersOf(fn).every(({ kind }) => kind === 'unknown');

/** Its time in the list is up: a timer's function does nothing but to take it out. */
const isByTime = ({ meanings, source }: FileModel, fn: Fn): boolean => {
  const triggers = meanings.triggersOf(fn);
  const isShort =
    fn.body !== null &&
    textOf(source, fn.body)
      .split(/[;\n]/)
      .filter((each) => /\w/.test(each)).length === 1;
  return isShort && triggers.length > 0 && triggers.every(({ kind }) => kind === 'timer');
};

/** Something that runs with it closes, or has a name that says so. */
const closesIn = (model: FileModel, fn: Fn): boolean =>
  [...model.reach(fn)].some((each) =>
    model.callsIn(each).some(({ node }) => {
      const callee = child(node, 'function');
      if (callee === null) return false;
      const name = callee.type === 'member_expression' ? child(callee, 'property') : callee;
      const isClosing = CLOSES.test(name === null ? '' : textOf(model.source, name));
      // `destroySocket` among the arguments of `forEach` counts too.
      return (
        isClosing || argumentsOf(node).some((given) => /^\w+$/.test(given.type) && isCloser(model, given))
      );
    }),
  );

const isCloser = ({ source }: FileModel, node: SyntaxNode): boolean =>
  /^(?:identifier|member_expression)$/.test(node.type) && CLOSES.test(textOf(source, node));

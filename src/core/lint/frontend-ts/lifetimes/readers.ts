import { RESPONSES, type ReaderLeftObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import type { Binding } from '../scopes';
import { isFunctionNode, keyName, textOf } from '../source';
import { observed, spanOf } from './observed-object';
import { optionIn } from './options';
import { before } from './slots';

const LOOPS = /^(?:while|do|for|for_in)_statement$/;

/**
 * Readers of bodies that a loop leaves before the body's end, where nothing cancels them:
 * https://developer.mozilla.org/docs/Web/API/ReadableStreamDefaultReader/cancel
 */
export const leftReaders = (model: FileModel): readonly ReaderLeftObserved[] =>
  model.names.calls.flatMap(({ node }) => {
    const callee = child(node, 'function');
    if (callee?.type !== 'member_expression') return [];
    if (keyName(model.source, child(callee, 'property')) !== 'getReader') return [];
    const entity = model.meanings.entityOf(child(callee, 'object'));
    const reader = holderOf(model, node);
    if (entity === null || reader === null || !isOwn(model, entity, reader)) return [];
    const left = leavingStatement(model, reader);
    if (left === null) return [];
    return [
      {
        what: 'reader-left' as const,
        object: observed(model, entity, reader.name),
        at: spanOf(left),
        made: spanOf(node),
        ahead: model.source.parents.get(left)?.type === 'statement_block' ? before(model.source, left) : null,
        waits: reader.fn.isAsync,
      },
    ];
  });

/** The variable that a reader is declared with. */
function holderOf({ names, source }: FileModel, call: SyntaxNode): Binding | null {
  const declarator = source.parents.get(call);
  const name = declarator?.type === 'variable_declarator' ? child(declarator, 'name') : null;
  const binding = name === null ? undefined : names.meaning.get(name);
  return binding?.writes.length === 1 ? binding : null;
}

/** The function fetched the body itself, and nothing else can end it: no signal, no cancel, no other code that has it. */
function isOwn(model: FileModel, entity: Entity, reader: Binding): boolean {
  if (!RESPONSES.has(entity.kind) || entity.origin !== 'created' || entity.fn !== reader.fn) return false;
  if (entity.args.some((each) => optionIn(model, each, 'signal') !== null)) return false;
  const text = textOf(model.source, reader.fn.node);
  if (/\.\s*(?:cancel|abort|destroy)\s*\(|\[Symbol\.asyncDispose\]/.test(text)) return false;
  return reader.references.every((each) => {
    const member = model.source.parents.get(each);
    const name =
      member?.type === 'member_expression' ? keyName(model.source, child(member, 'property')) : null;
    return /^(?:read|releaseLock|closed)$/.test(name ?? '');
  });
}

/** The first `return`, `break` or `throw` that leaves the loop in which a reader is read, other than at the body's end. */
function leavingStatement(model: FileModel, reader: Binding): SyntaxNode | null {
  for (const reference of reader.references) {
    const loop = loopAround(model, reference, reader);
    if (loop === null) continue;
    const body = child(loop, 'body');
    const found = body === null ? null : leaves(model, body, false);
    if (found !== null) return found;
  }
  return null;
}

function loopAround({ source }: FileModel, node: SyntaxNode, { fn }: Binding): SyntaxNode | null {
  for (let at = source.parents.get(node); at !== undefined && at !== fn.node; at = source.parents.get(at)) {
    if (LOOPS.test(at.type)) return at;
    if (isFunctionNode(at)) return null;
  }
  return null;
}

/** Where the loop is left, conditions that ask whether the body has ended aside; `inner` in a loop or switch of its own. */
function leaves(model: FileModel, node: SyntaxNode, inner: boolean): SyntaxNode | null {
  if (isFunctionNode(node) || node.type === 'try_statement') return null;
  if (node.type === 'return_statement' || node.type === 'throw_statement') return node;
  if (node.type === 'break_statement') return inner ? null : node;
  const condition = node.type === 'if_statement' ? child(node, 'condition') : null;
  if (condition !== null && asksForEnd(model, condition)) return null;
  const nested = inner || LOOPS.test(node.type) || node.type === 'switch_statement';
  for (const each of node.children) {
    const found = leaves(model, each, nested);
    if (found !== null) return found;
  }
  return null;
}

/** `done`, or that there is nothing more: `!value`, `value === undefined`. What the value holds is another question. */
const ENDED =
  /done|end|finish|!\s*\w*(?:value|chunk)\w*\s*[)|&]|(?:value|chunk)\w*\s*[!=]==?\s*(?:undefined|null)|^\(\s*(?:\w+\.)?\w*(?:value|chunk)\w*\s*\)$/i;

const asksForEnd = ({ source }: FileModel, condition: SyntaxNode): boolean => {
  const text = textOf(source, condition);
  // `end >= 0` compares a place in the text.
  return !/[<>]/.test(text) && ENDED.test(text);
};

import type { Slot } from '../../ir';
import { child, type SyntaxNode } from '../../syntax';
import type { Fn } from '../scopes';
import { type Source, textOf } from '../source';

/** Where a listener can run one more statement: at its end where that is reached, else at its beginning. */
export function inHandler(source: Source, fn: Fn): Slot | null {
  const { body } = fn;
  if (body === null) return null;
  if (body.type !== 'statement_block') {
    const text = textOf(source, body).replace(/^\(([\s\S]*)\)$/, '$1');
    const own = body.type === 'undefined' || body.type === 'unary_expression' ? '' : `${text}; `;
    return { at: { start: body.start, end: body.end }, before: `{ ${own}`, after: ' }' };
  }
  const last = body.children.at(-1);
  if (last === undefined)
    return { at: { start: body.start + 1, end: body.start + 1 }, before: ' ', after: ' ' };
  const leaves = /^(return|throw|break|continue)/.test(last.type);
  return leaves ? before(source, body.children[0]) : after(source, last);
}

/** In front of a statement, on a line of its own where that one has one. */
export function before(source: Source, node: SyntaxNode): Slot {
  return { at: { start: node.start, end: node.start }, before: '', after: gap(source, node) };
}

/** Behind a statement, on a line of its own where that one has one. */
export const after = (source: Source, node: SyntaxNode): Slot => ({
  at: { start: node.end, end: node.end },
  before: gap(source, node),
  after: '',
});

function gap(source: Source, node: SyntaxNode): string {
  const start = source.text.lastIndexOf('\n', node.start - 1) + 1;
  const head = source.text.slice(start, node.start);
  return /^\s*$/.test(head) ? `\n${head}` : ' ';
}

/** What a method is called on, where it can be written again elsewhere: a variable, a field of `this`. */
export function receiverText(source: Source, call: SyntaxNode): string | null {
  const callee = child(call, 'function');
  const object = callee === null ? null : child(callee, 'object');
  if (object === null) return null;
  const text = textOf(source, object);
  return /^(?:(?:this|self|that|_this)\.)?#?[\w$]+$/.test(text) && text !== 'this' ? text : null;
}

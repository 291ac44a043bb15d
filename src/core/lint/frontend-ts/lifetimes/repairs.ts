import type { Fact } from '../../ir';
import { child, type SyntaxNode } from '../../syntax';
import type { Fn } from '../scopes';
import { type Source, textOf } from '../source';

type Repair = Fact['repairs'][number];

/** The white space that a line begins with. */
export function indentAt(source: Source, offset: number): string {
  const start = source.text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(source.text.slice(start, offset))?.[0] ?? '';
}

/** One more level of a file's indentation. */
export const levelOf = ({ text }: Source): string => /\n(\t| {2}| {4})\S/.exec(text)?.[1] ?? '  ';

/** Adds a statement to a handler: at its end where that is reached, else at its beginning. */
export function inHandler(source: Source, fn: Fn, statement: string): Repair['edits'] {
  const { body } = fn;
  if (body === null) return [];
  if (body.type !== 'statement_block') {
    const text = textOf(source, body).replace(/^\(([\s\S]*)\)$/, '$1');
    const around = { start: body.start, end: body.end };
    const own = body.type === 'undefined' || body.type === 'unary_expression' ? '' : `${text}; `;
    return [{ at: around, text: `{ ${own}${statement} }` }];
  }
  const last = body.children.at(-1);
  if (last === undefined)
    return [{ at: { start: body.start + 1, end: body.start + 1 }, text: ` ${statement} ` }];
  const leaves = /^(return|throw|break|continue)/.test(last.type);
  return [leaves ? before(source, body.children[0], statement) : after(source, last, statement)];
}

/** Adds a statement in front of another, on a line of its own where that one has one. */
export function before(source: Source, node: SyntaxNode, statement: string): Repair['edits'][number] {
  return { at: { start: node.start, end: node.start }, text: statement + gap(source, node) };
}

export function after(source: Source, node: SyntaxNode, statement: string): Repair['edits'][number] {
  return { at: { start: node.end, end: node.end }, text: gap(source, node) + statement };
}

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
  return /^(?:this\.)?#?[\w$]+$/.test(text) && text !== 'this' ? text : null;
}

import { child, type SyntaxNode } from '../../syntax';
import type { FileModel } from '../model';
import type { Field, Fn, Klass } from '../scopes';
import { ENDING } from '../settlements';
import { isFunctionNode, keyName, textOf, unwrap } from '../source';

/** What ends an object, whatever it is. */
const ENDS =
  /^(?:close|destroy|end|quit|disconnect|terminate|abort|shutdown|dispose|logout|drain)(?:Async)?$/;
/** Names of what holds a connection, of a field or of what makes its object. */
const CONNECTS =
  /client|conn|sock|session|channel|transport|^_?#?wss?$|producer|consumer|broker|driver|redis|amqp|mqtt|nats|kafka|browser|tunnel/i;

/** A field whose object the class itself closes in the method by which it ends, of whatever package the object is. */
export interface ClosableField {
  readonly klass: Klass;
  readonly field: Field;
  readonly closer: Fn;
  /** The calls that end what the field holds. */
  readonly ends: readonly FieldCall[];
}

/** A method that is called on what a field holds: `this.client.close()`, or by a variable that was given the field. */
export interface FieldCall {
  readonly name: string;
  readonly call: SyntaxNode;
  readonly fn: Fn;
}

/** The fields of a file's classes that hold connections by what the class does with them. */
export const closableFields = (model: FileModel): readonly ClosableField[] =>
  model.names.klasses.flatMap((klass) => {
    const closers = [...klass.methods.values()].filter(
      ({ name, body }) => body !== null && ENDING.test(name.replace(/^[_#]+/, '')),
    );
    return closers.length === 0
      ? []
      : [...klass.fields.values()].flatMap((field) => closableIn(model, klass, field, closers));
  });

function closableIn(
  model: FileModel,
  klass: Klass,
  field: Field,
  closers: readonly Fn[],
): readonly ClosableField[] {
  if (!field.writes.some(({ value }) => makesConnection(model, field, value))) return [];
  const ends = callsOn(model, field).filter(({ name }) => ENDS.test(name));
  const closer = closers.find((each) => {
    const reach = model.reach(each);
    return ends.some(({ fn }) => reach.has(fn));
  });
  return closer === undefined ? [] : [{ klass, field, closer, ends }];
}

/** Whether a value is made where it stands, and by its name or the field's holds a connection. */
export function makesConnection({ source }: FileModel, { name }: Field, value: SyntaxNode): boolean {
  const made = madeBy(value);
  return made !== null && (CONNECTS.test(name) || CONNECTS.test(textOf(source, made).slice(-40)));
}

/** What is called or constructed: `connect` of `await connect(url).catch(...)`. */
export function madeBy(value: SyntaxNode): SyntaxNode | null {
  let node = unwrap(value);
  const isAwaited = node.type === 'await_expression';
  if (isAwaited) node = unwrap(node.children[0] ?? node);
  // A promise that was kept.
  if (isAwaited && /^(?:identifier|member_expression)$/.test(node.type)) return node;
  if (node.type === 'new_expression') return child(node, 'constructor');
  if (node.type !== 'call_expression') return null;
  const callee = child(node, 'function');
  // `.catch()` and `.finally()` give what is before them.
  const before = callee?.type === 'member_expression' ? child(callee, 'object') : null;
  return before?.type === 'call_expression' ? madeBy(before) : callee;
}

/** The methods that are called on what a field holds. */
export const callsOn = (model: FileModel, field: Field): readonly FieldCall[] =>
  field.references.flatMap((each) => [
    ...calledOn(model, each),
    ...aliasesOf(model, each).flatMap((other) => calledOn(model, other)),
  ]);

function calledOn(model: FileModel, node: SyntaxNode): readonly FieldCall[] {
  const { source } = model;
  const member = source.parents.get(node);
  const call = member === undefined ? undefined : source.parents.get(member);
  if (member?.type !== 'member_expression' || node.field !== 'object') return [];
  if (call?.type !== 'call_expression' || member.field !== 'function') return [];
  const name = keyName(source, child(member, 'property'));
  return name === null ? [] : [{ name, call, fn: model.meanings.fnAt(call) }];
}

/** `const client = this.client;`: where the variable is named. */
function aliasesOf({ source, names }: FileModel, reference: SyntaxNode): readonly SyntaxNode[] {
  const declarator = source.parents.get(reference);
  const name = declarator?.type === 'variable_declarator' ? child(declarator, 'name') : null;
  return (name === null ? undefined : names.meaning.get(name))?.references ?? [];
}

/** Whether a function's own code has a node of a kind, `between` two places. */
export function hasBetween(
  { body }: Fn,
  [from, to]: readonly [number, number],
  is: (node: SyntaxNode) => boolean,
): boolean {
  const waiting = body === null ? [] : [body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.start >= from && node.start < to && is(node)) return true;
    for (const each of node.children) if (!isFunctionNode(each)) waiting.push(each);
  }
  return false;
}

/** Whether a choice asks for something of the object that the code belongs to. */
export const asksOfThis = ({ source }: FileModel, node: SyntaxNode): boolean => {
  const condition =
    child(node, 'condition') ??
    (node.type === 'binary_expression' && /^(?:&&|\|\||\?\?)$/.test(node.operator)
      ? child(node, 'left')
      : null);
  return condition !== null && /\b(?:this|self|that|_this)\b/.test(textOf(source, condition));
};

import { byName, NOWHERE, type Operand, UNKNOWN } from '../../ir';
import { modelOf } from '../../models';
import { child, type SyntaxNode } from '../../syntax';
import { lastName } from './classes';
import type { Around } from './scene';

/** A call with as many arguments as any API takes. */
const callOf = (callee: string) =>
  ({
    op: 'call',
    to: null,
    callee: byName(callee),
    args: Array<Operand>(6).fill(UNKNOWN),
    at: NOWHERE,
  }) as const;

/** Whether a name is one of an API that a table describes. */
export const isModelled = (callee: string): boolean => modelOf(callOf(callee)) !== null;

/** Whether an API of this name needs a descriptor and leaves it open, and to whom it was. */
export const isBorrowing = (callee: string): boolean => {
  const outcomes = modelOf(callOf(callee))?.outcomes ?? [];
  return (
    outcomes.length > 0 &&
    outcomes.every(
      ({ opens, effects }) =>
        opens.length === 0 &&
        effects.every(({ does }) => does !== 'close' && does !== 'take' && does !== 'free'),
    )
  );
};

/** Whether an API of this name returns a number that something was opened by. */
export const opensNumber = (callee: string): boolean =>
  modelOf(callOf(callee))?.outcomes.some(
    ({ result, opens }) =>
      result.kind === 'resource' &&
      (opens[result.index] === 'socket' || opens[result.index] === 'descriptor'),
  ) === true;

/** `a::b<T>::c` apart: the names before the last, and the last without arguments of a template. */
export function partsOf(
  text: string,
  node: SyntaxNode,
): { readonly scopes: readonly string[]; readonly name: string } {
  const scopes: string[] = [];
  let at = node;
  while (at.type === 'qualified_identifier') {
    const scope = child(at, 'scope');
    scopes.push(scope === null ? '' : plainName(text, scope));
    const name = child(at, 'name');
    if (name === null) return { scopes, name: '' };
    at = name;
  }
  return { scopes, name: plainName(text, at) };
}

/** A name without the arguments of a template. */
function plainName(text: string, node: SyntaxNode): string {
  const name = child(node, 'name');
  if (name !== null && /template/.test(node.type)) return plainName(text, name);
  if (node.type === 'destructor_name') return `~${lastName(text.slice(node.start, node.end))}`;
  return text.slice(node.start, node.end).replace(/\s+/g, '');
}

/**
 * What a function is called that a qualified name names: members by their class, functions of a namespace by their last
 * name alone, as they are defined, unless the system has a function that is called so.
 */
export function qualifiedName(around: Around, scopes: readonly string[], name: string): string {
  const scope = scopes.at(-1) ?? '';
  if (scope === '' || (scope === 'std' && isModelled(name))) return name;
  if (scope === 'std') return `std::${name}`;
  return isClassName(around, scope) || isModelled(name) ? `${scope}::${name}` : name;
}

/** Classes are known by their text, or begin with a capital; namespaces do not. */
export const isClassName = (around: Around, name: string): boolean =>
  around.classes.get(name) !== undefined || /^[A-Z]/.test(name);

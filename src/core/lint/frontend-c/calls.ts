import { byName, type Callee, type Operand, type Place, throughPointer, UNKNOWN } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { comparison } from './comparisons';
import { expansionOf, isSubstitute } from './expand';
import type { Lowering } from './lowering';
import { lowerCondition, lowerInto, lowerOperand, lowerStatement } from './recursion';
import { transparentArgument } from './transparent';
import { isType } from './type-names';

const ASSERTIONS: ReadonlySet<string> = new Set(['assert', 'g_assert', 'ASSERT', 'Assert']);

/** By the number of their descriptors. */
const STANDARD_STREAMS: readonly string[] = ['stdin', 'stdout', 'stderr'];

/**
 * Emits a call. `to` receives its value; `undefined` asks for some place that does, null says that the value is dropped.
 */
export function lowerCall(lowering: Lowering, node: SyntaxNode, to: Place | null | undefined): Operand {
  const name = child(node, 'function');
  if (name === null) return UNKNOWN;
  const inner = transparentArgument(lowering, node);
  if (inner !== null) return lowerOperand(lowering, inner);
  const cast = castArgument(lowering, node, name);
  if (cast !== null) return lowerOperand(lowering, cast);
  if (ASSERTIONS.has(lowering.textOf(name))) return lowerAssertion(lowering, node, true);
  const standard = standardNumber(lowering, node, name);
  if (standard !== null) return standard;
  const ends = endsWhen(lowering.textOf(name));
  if (ends !== null) return lowerAssertion(lowering, node, !ends);
  const compared = comparison(lowering, node);
  if (compared !== null) return compared;
  const expansion = expansionOf(lowering, node);
  if (expansion === null) return emitCall(lowering, node, name, to);
  const { view, expression, statements } = expansion;
  return lowering.within(view, () => {
    if (expression !== null && to) {
      lowerInto(lowering, to, expression);
      return { kind: 'place', place: to };
    }
    if (expression !== null) return lowerOperand(lowering, expression);
    for (const each of statements) lowerStatement(lowering, each);
    return UNKNOWN;
  });
}

/** `(SOCKET)(~0)` is a cast, which no grammar can tell from a call. */
function castArgument(lowering: Lowering, node: SyntaxNode, name: SyntaxNode): SyntaxNode | null {
  if (!isType(lowering, name)) return null;
  const given = child(node, 'arguments')?.children ?? [];
  return given.length === 1 ? given[0] : null;
}

/** `fileno(stdout)` is 1 as long as nothing else was put there. */
function standardNumber(lowering: Lowering, node: SyntaxNode, name: SyntaxNode): Operand | null {
  if (!/^(?:::)?fileno$/.test(lowering.textOf(name))) return null;
  const [stream, ...more] = child(node, 'arguments')?.children ?? [];
  if (stream?.type !== 'identifier' || more.length > 0 || lowering.lookUp(lowering.textOf(stream)) !== null)
    return null;
  const value = STANDARD_STREAMS.indexOf(lowering.textOf(stream));
  return value < 0 ? null : { kind: 'constant', value };
}

/** Whether `BUG_ON(x)`, `panic_if(x)` or `DIE_UNLESS(x)` end where x holds; null for another name. */
function endsWhen(name: string): boolean | null {
  const [, word] = /^(?:\w+_)?(?:bug|panic|die|fatal|abort)_(on|if|unless|if_not)$/i.exec(name) ?? [];
  return word === undefined ? null : /^(?:on|if)$/i.test(word);
}

/** Goes on only where the condition is `holds`. */
function lowerAssertion(lowering: Lowering, node: SyntaxNode, holds: boolean): Operand {
  const [condition] = child(node, 'arguments')?.children ?? [];
  if (condition === undefined) return UNKNOWN;
  const [yes, no] = [lowering.block(), lowering.block()];
  lowerCondition(lowering, condition, yes, no);
  lowering.begin(holds ? no : yes);
  lowering.leave({ op: 'stop' });
  lowering.begin(holds ? yes : no);
  return UNKNOWN;
}

/** syscall(2): `syscall(SYS_close, fd)` is `close(fd)`. */
function directCallOf(lowering: Lowering, name: SyntaxNode, [number]: readonly SyntaxNode[]): Callee | null {
  if (number === undefined || lowering.textOf(name).replace(/^::/, '') !== 'syscall') return null;
  const [, called] = /^(?:SYS|__NR)_(\w+)$/.exec(lowering.textOf(number)) ?? [];
  return called === undefined ? null : byName(called);
}

function emitCall(
  lowering: Lowering,
  node: SyntaxNode,
  name: SyntaxNode,
  to: Place | null | undefined,
): Operand {
  const given = child(node, 'arguments')?.children ?? [];
  const direct = directCallOf(lowering, name, given);
  const callee = direct ?? lowering.recursion.callee(lowering, name);
  const args = (direct === null ? given : given.slice(1)).map((each, at) =>
    lowering.recursion.argument(lowering, each, at, callee.name),
  );
  const target = to === undefined ? lowering.temporary() : to;
  lowering.emit({ op: 'call', to: target, callee, args, at: lowering.span(node) });
  return target === null ? UNKNOWN : { kind: 'place', place: target };
}

/** What C's names and fields mean before an argument list. */
export function calleeOf(lowering: Lowering, name: SyntaxNode): Callee {
  if (name.type === 'identifier') {
    const text = lowering.textOf(name);
    const bound = lowering.view.bindings.get(text);
    if (bound !== undefined)
      return lowering.within(bound.view, () => lowering.recursion.callee(lowering, bound.node));
    const alias = lowering.macros.get(text);
    const renamed = alias?.parameters === null && /^[A-Za-z_]\w*$/.test(alias.body) && !isSubstitute(alias);
    const named = renamed ? alias.body : text;
    return lowering.lookUp(text) === null ? byName(named) : throughPointer(named);
  }
  if (name.type === 'parenthesized_expression' && name.children.length === 1)
    return lowering.recursion.callee(lowering, name.children[0]);
  if (name.type === 'pointer_expression' && name.operator === '*' && name.children.length === 1)
    return throughPointer(lowering.recursion.callee(lowering, name.children[0]).name);
  const field = name.type === 'field_expression' ? child(name, 'field') : null;
  return throughPointer(field === null ? 'pointer' : lowering.textOf(field));
}

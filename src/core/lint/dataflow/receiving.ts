import type { CallSite } from './apply-outcome';
import { forgetReceived } from './assume';
import { evaluate, read } from './memory';
import { ANY, ZERO } from './sign';
import { isSame, type State, type Value } from './state';

/** Receiving again from the same descriptor although the last result, unasked, may have been 0. */
export function noticeIgnoredEnd({ context, call, id }: CallSite, state: State): void {
  const [operand] = call.args;
  if (call.to === null || operand?.kind !== 'place') return;
  const value = read(state, operand.place);
  if (isNoDescriptor(value)) return;
  const before = state.received.get(id);
  if (before !== undefined && isSame(before.from, value) && (before.mask & ZERO) !== 0)
    context.report({
      kind: 'end-ignored',
      how: call.callee.name,
      resource: value.kind === 'resource' ? (state.resources.get(value.id) ?? null) : null,
      place: operand.place,
      at: call.at,
      trace: state.trace,
      widened: state.widened,
    });
  if (value.kind !== 'symbol' || !value.symbol.isAnything) state.received.set(id, { mask: ANY, from: value });
}

/** Who is given the result of a receiving call may see its end. */
export function showResults({ call, id }: CallSite, state: State): void {
  if (state.received.size === 0) return;
  call.args.forEach((operand, index) => {
    const value = evaluate(state, operand, id.part(index));
    forgetReceived(state, value);
  });
}

/** Whoever receives from what could not be opened is told of an error, and never of an end. */
const isNoDescriptor = (value: Value): boolean =>
  value.kind === 'failure' || (value.kind === 'number' && value.value < 0);

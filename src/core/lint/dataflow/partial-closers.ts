import type { IrFunction } from '../ir';
import { ArgumentPath } from './argument-path';
import type { Call } from './context';
import type { Behaviour, Outcome } from './outcome';
import { NOT_NEGATIVE } from './sign';

/** The functions called that close their first argument in some of the ways in which they end, and not in others. */
export function partialClosers(
  fn: IrFunction,
  behaviourOf: (call: Call) => Behaviour | null,
): readonly string[] {
  const names = new Set<string>();
  for (const { instructions } of fn.blocks)
    for (const each of instructions) {
      const outcomes =
        each.op === 'call' && each.callee.kind !== 'pointer' ? (behaviourOf(each)?.outcomes ?? []) : [];
      const relevant = outcomes.filter(mayGetOpen);
      const closing = relevant.filter(closesFirst).length;
      if (each.op === 'call' && closing > 0 && closing < relevant.length) names.add(each.callee.name);
    }
  return [...names];
}

const mayGetOpen = ({ requires }: Outcome): boolean =>
  requires.every(({ argument, mask }) => argument !== 0 || (mask & NOT_NEGATIVE) !== 0);

const closesFirst = ({ effects }: Outcome): boolean =>
  effects.some(({ does, path }) => does === 'close' && (path.equals(FIRST) || path.equals(BEHIND_FIRST)));

const FIRST = ArgumentPath.read('0');
const BEHIND_FIRST = ArgumentPath.read('0.*');

import type { SyntaxNode } from '../syntax';
import type { Value } from './meanings';
import { argumentsOf, type Source, textOf } from './source';

const NOTHING: ReadonlySet<string> = new Set(['null', 'undefined', 'false']);

/** Whether the call of a promise's function or of a callback tells of a failure. */
export function tellsFailure(
  source: Source,
  call: SyntaxNode,
  { how }: Extract<Value, { kind: 'settle' }>,
): boolean {
  if (how === 'reject') return true;
  const [first] = argumentsOf(call);
  if (how === 'resolve' || first === undefined || NOTHING.has(first.type)) return false;
  const text = textOf(source, first);
  return (
    /^new \w*(Error|Exception)\b/.test(text) || /^(e|er|err|error|ex|exception|reason)$|Err(or)?$/.test(text)
  );
}

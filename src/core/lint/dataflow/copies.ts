import type { IrFunction, Place } from '../ir';

/** The places that a function copies to one another, in either direction. */
export function copiesIn(fn: IrFunction): ReadonlyMap<Place, ReadonlySet<Place>> {
  const copies = new Map<Place, Set<Place>>();
  const note = (from: Place, to: Place): void => {
    const known = copies.get(from);
    if (known === undefined) copies.set(from, new Set([to]));
    else known.add(to);
  };
  for (const { instructions } of fn.blocks)
    for (const each of instructions)
      if (each.op === 'assign' && each.from.kind === 'place') {
        note(each.from.place, each.to);
        note(each.to, each.from.place);
      }
  return copies;
}

/** Places whose bits a function looks at: they hold flags, not descriptors. */
export function flagsIn(fn: IrFunction): ReadonlySet<Place> {
  const flags = new Set<Place>();
  for (const { instructions, terminator } of fn.blocks) {
    const operands = instructions.flatMap((each) => (each.op === 'assign' ? [each.from] : []));
    if (terminator.op === 'branch') operands.push(terminator.condition.left);
    for (const operand of operands)
      if (operand.kind === 'opaque' && /[^&]&[^&]/.test(operand.text))
        for (const place of operand.reads) flags.add(place);
  }
  return flags;
}

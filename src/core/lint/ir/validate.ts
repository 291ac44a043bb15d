import { successors } from './graph';
import type { IrFunction } from './instruction';
import { type Place, printProjection } from './place';

const FIELD = /^[A-Za-z_]\w*$/;
const VARIABLE = /^[%A-Za-z_$<][\w$'<>-]*$/;

/** What is wrong with a function; a front-end whose output has any of these is broken. */
export function validate(fn: IrFunction): readonly string[] {
  const wrong: string[] = [];
  if (fn.blocks.length === 0) return [`${fn.id.name}: no blocks`];
  const check = (place: Place, where: string) => {
    const problem = wrongPlace(place);
    if (problem !== null) wrong.push(`${where}: ${problem}`);
  };
  fn.blocks.forEach(({ instructions, terminator }, block) => {
    const where = `${fn.id.name} b${block}`;
    for (const next of successors(terminator))
      if (!(next in fn.blocks)) wrong.push(`${where}: there is no block b${next}`);
    for (const instruction of instructions) {
      if (instruction.op === 'assign') check(instruction.to, where);
      else if (instruction.op === 'call') {
        if (instruction.to !== null) check(instruction.to, where);
        if ('name pointer'.includes(instruction.callee.kind) && instruction.callee.name === '')
          wrong.push(`${where}: a call of nothing`);
      } else for (const place of instruction.places) check(place, where);
    }
  });
  for (const { place } of fn.parameters)
    if (!fn.variables.has(place)) wrong.push(`${fn.id.name}: parameter ${place} is no variable`);
  return wrong;
}

function wrongPlace(place: Place): string | null {
  if (!VARIABLE.test(place.root.text)) return `${place} does not begin with a variable`;
  const bad = place.projections.find((each) => each.kind === 'field' && !FIELD.test(each.name));
  return bad === undefined ? null : `${place}: ${printProjection(bad)} is no projection`;
}

import { successors } from './graph';
import { type IrFunction, rootOf } from './instruction';

const PROJECTION = /^(\*|[A-Za-z_]\w*|\[(\d+|\?|@[^\]]+)\]|\+\d+)$/;
const VARIABLE = /^[%A-Za-z_$<][\w$'<>-]*$/;

/** What is wrong with a function; a front-end whose output has any of these is broken. */
export function validate(fn: IrFunction): readonly string[] {
  const wrong: string[] = [];
  if (fn.blocks.length === 0) return [`${fn.id.name}: no blocks`];
  const place = (name: string, where: string) => {
    const problem = wrongPlace(name);
    if (problem !== null) wrong.push(`${where}: ${problem}`);
  };
  fn.blocks.forEach(({ instructions, terminator }, block) => {
    const where = `${fn.id.name} b${block}`;
    for (const next of successors(terminator))
      if (!(next in fn.blocks)) wrong.push(`${where}: there is no block b${next}`);
    for (const instruction of instructions) {
      if (instruction.op === 'assign') place(instruction.to, where);
      else if (instruction.op === 'call') {
        if (instruction.to !== null) place(instruction.to, where);
        if ('name pointer'.includes(instruction.callee.kind) && instruction.callee.name === '')
          wrong.push(`${where}: a call of nothing`);
      } else for (const name of instruction.places) place(name, where);
    }
  });
  for (const { name } of fn.parameters)
    if (!fn.variables.has(name)) wrong.push(`${fn.id.name}: parameter ${name} is no variable`);
  return wrong;
}

function wrongPlace(place: string): string | null {
  if (!VARIABLE.test(rootOf(place))) return `${place} does not begin with a variable`;
  const withoutIndices = place.replace(/\[@[^\]]+\]/g, '[@i]');
  const bad = withoutIndices
    .split('.')
    .slice(1)
    .find((projection) => !PROJECTION.test(projection));
  return bad === undefined ? null : `${place}: ${bad} is no projection`;
}

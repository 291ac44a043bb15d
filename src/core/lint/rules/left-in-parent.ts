import { type Event, isSide, lastFork, type Site } from '../dataflow';
import { type Instruction, type IrFunction, type Place, reachable, successors } from '../ir';

/**
 * What a parent loses after fork(2) without having used it since: it was opened for the child. What the parent used
 * itself is an ordinary leak of its own.
 */
export function isLeftInParent(fn: IrFunction, event: Event): boolean {
  const site = event.resource?.site;
  if (event.kind !== 'leaked' || !site || event.resource?.doubtful || event.widened) return false;
  const fork = lastFork(event.trace, site.id);
  return fork !== null && isSide(fork, 'parent') && !isUsedByParent(fn, fork.at.start, site);
}

function isUsedByParent(fn: IrFunction, forkedAt: number, { block: opened, place }: Site): boolean {
  const fork = placeOfCall(fn, forkedAt);
  if (fork === null) return false;
  // In a loop the next turn begins where it is opened, or where the fork is: what follows is about another one.
  const turns = new Set([fork.block, opened]);
  const child = childBlocks(fn, fork.block, fork.to, turns);
  const behind = fn.blocks[fork.block].instructions.slice(fork.index + 1);
  if (behind.some((each) => uses(each, place))) return true;
  for (const next of successors(fn.blocks[fork.block].terminator))
    for (const block of reach(fn, next, turns))
      if (!child.has(block) && fn.blocks[block].instructions.some((each) => uses(each, place))) return true;
  return false;
}

/** The blocks that can be reached from one without coming through others. */
function reach(fn: IrFunction, from: number, without: ReadonlySet<number>): ReadonlySet<number> {
  const seen = new Set<number>();
  const waiting = [from];
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    if (seen.has(block) || without.has(block)) continue;
    seen.add(block);
    waiting.push(...successors(fn.blocks[block].terminator));
  }
  return seen;
}

function placeOfCall(
  fn: IrFunction,
  start: number,
): { block: number; index: number; to: Place | null } | null {
  for (const [block, { instructions }] of fn.blocks.entries())
    for (const [index, each] of instructions.entries())
      if (each.op === 'call' && each.at.start === start && /fork/i.test(each.callee.name))
        return { block, index, to: each.to };
  return null;
}

/** The blocks that only a child comes to: behind the result being 0, and on no other way. */
function childBlocks(
  fn: IrFunction,
  from: number,
  result: Place | null,
  turns: ReadonlySet<number>,
): ReadonlySet<number> {
  const holders = new Set(result === null ? [] : [result]);
  for (const { instructions } of fn.blocks)
    for (const each of instructions)
      if (each.op === 'assign' && each.from.kind === 'place' && holders.has(each.from.place))
        holders.add(each.to);
  for (const block of reachable(fn, from)) {
    const { terminator } = fn.blocks[block];
    if (terminator.op !== 'branch') continue;
    const { left, relation, right } = terminator.condition;
    const asked =
      left.kind === 'place' && holders.has(left.place) && right.kind === 'constant' && right.value === 0;
    if (!asked || (relation !== '==' && relation !== '!=')) continue;
    const [child, parent] =
      relation === '==' ? [terminator.yes, terminator.no] : [terminator.no, terminator.yes];
    const others = reach(fn, parent, turns);
    return new Set([...reach(fn, child, turns)].filter((each) => !others.has(each)));
  }
  return new Set();
}

const uses = (instruction: Instruction, place: Place | null): boolean => {
  if (instruction.op === 'assign')
    return instruction.from.kind === 'place' && instruction.from.place === place;
  if (instruction.op !== 'call' || /close/i.test(instruction.callee.name)) return false;
  return instruction.args.some((each) => each.kind === 'place' && each.place === place);
};

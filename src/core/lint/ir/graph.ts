import { type Allowance, UNLIMITED } from './allowance';
import { type IrFunction, type Operand, placesRead, type Terminator } from './instruction';
import type { Place } from './place';

/** The blocks that control can go to next. */
export function successors(terminator: Terminator): readonly number[] {
  switch (terminator.op) {
    case 'goto':
      return [terminator.target];
    case 'branch':
      return [terminator.yes, terminator.no];
    default:
      return [];
  }
}

/** The blocks that can be reached from `start`, itself included. */
export function reachable(fn: IrFunction, start = 0): ReadonlySet<number> {
  const seen = new Set([start]);
  const waiting = [start];
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop())
    for (const next of successors(fn.blocks[block].terminator))
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
  return seen;
}

/** The place of every reachable block in reverse post-order; an edge to a place not further on goes back. */
export function reversePostOrder(fn: IrFunction): ReadonlyMap<number, number> {
  const seen = new Set([0]);
  const finished: number[] = [];
  const stack: { block: number; next: readonly number[]; at: number }[] = [
    { block: 0, next: successors(fn.blocks[0].terminator), at: 0 },
  ];
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    if (top.at === top.next.length) {
      finished.push(top.block);
      stack.pop();
      continue;
    }
    const next = top.next[top.at++];
    if (seen.has(next)) continue;
    seen.add(next);
    stack.push({ block: next, next: successors(fn.blocks[next].terminator), at: 0 });
  }
  return new Map(finished.reverse().map((block, at) => [block, at]));
}

/** Variables at blocks that are held; each may be live at each. */
const MOST_LIVE = 3_000_000;

/**
 * For every block the variables that may be read before they are written again, at its beginning; null where it would
 * take more than is allowed.
 */
export function liveVariables(
  fn: IrFunction,
  allowance: Allowance = UNLIMITED,
): readonly ReadonlySet<Place>[] | null {
  const uses = fn.blocks.map((_, block) => blockUses(fn, block));
  const live = uses.map(({ reads }) => new Set(reads));
  const order = [...reversePostOrder(fn).keys()].reverse();
  const reached = new Set(order);
  let held = live.reduce((sum, { size }) => sum + size, 0);
  const blocks = [...order, ...[...fn.blocks.keys()].filter((block) => !reached.has(block))];
  // What follows a block comes before it here, so that one round goes through all but the ways back of loops.
  for (let grown = true; grown; ) {
    grown = false;
    for (const block of blocks) {
      if (allowance.isSpent || held > MOST_LIVE) return null;
      for (const next of successors(fn.blocks[block].terminator)) {
        const added = grow(live[block], live[next], uses[block].writes);
        held += added;
        if (added > 0) grown = true;
      }
    }
  }
  return live;
}

/** Adds to what is live what is live behind it and not written between; how much that is. */
function grow(live: Set<Place>, behind: ReadonlySet<Place>, writes: ReadonlySet<Place>): number {
  const { size } = live;
  for (const name of behind) if (!writes.has(name)) live.add(name);
  return live.size - size;
}

/** What a block reads before writing it, and the whole variables that it writes first. */
function blockUses(fn: IrFunction, block: number) {
  const reads = new Set<Place>();
  const writes = new Set<Place>();
  const read = (operand: Operand) => {
    for (const { root } of placesRead(operand)) if (!writes.has(root)) reads.add(root);
  };
  const write = (place: Place | null) => {
    if (place === null) return;
    // To write a part, or through a pointer, is to need the variable.
    if (!place.isRoot) read({ kind: 'place', place });
    else if (!reads.has(place)) writes.add(place);
  };
  const { instructions, terminator } = fn.blocks[block];
  for (const instruction of instructions) {
    if (instruction.op === 'assign') {
      read(instruction.from);
      write(instruction.to);
    } else if (instruction.op === 'call') {
      instruction.args.forEach(read);
      write(instruction.to);
    } else if (instruction.op === 'unread')
      for (const place of instruction.places) read({ kind: 'place', place });
  }
  if (terminator.op === 'branch') {
    read(terminator.condition.left);
    read(terminator.condition.right);
  } else if (terminator.op === 'return' && terminator.value !== null) read(terminator.value);
  return { reads, writes };
}

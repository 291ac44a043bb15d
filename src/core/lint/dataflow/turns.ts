import { type IrFunction, type Operand, type Place, placesRead, successors } from '../ir';
import type { Context } from './context';
import { isOwn } from './memory';
import { forget } from './resources';
import type { State } from './state';
import { lastName, type Term, termsOf } from './terms';

interface Names {
  /** What is read, by the last part of its name. */
  readonly read: ReadonlySet<string | Place>;
  /** What is set to a constant. */
  readonly set: ReadonlySet<Place>;
}

/** What is looked at in the turns of a function's loops, by the last part of its name: `count` for `conn.*.count`. */
export class Turns {
  private readonly known = new Map<number, Names>();
  private predecessors: readonly (readonly number[])[] | null = null;

  constructor(private readonly fn: IrFunction) {}

  /** On the way back to a loop's head: others may have written what does not belong to this call. */
  comeRound({ fn, dependencies }: Context, state: State, from: number, head: number): void {
    const { read: names, set } = this.namesIn(from, head);
    // A flag that a turn of this very loop sets: `made = 1` and then `while (!made)`.
    const driven = (place: Place) => place.isRoot && set.has(place);
    const changes = (place: Place) =>
      !isOwn(fn, place) && !driven(place) && names.has(lastName(place) ?? place);
    const isOld = (term: Term) =>
      term.kind === 'symbol' && term.initialOf !== null && changes(term.initialOf);
    // Of two terms the first alone is looked at: see docs/decisions/0008-identities-are-objects.md.
    for (const question of [...state.facts.keys()])
      if (isOld(termsOf(question)[0]) || dependencies.get(question)?.some(changes))
        state.facts.delete(question);
    for (const [place, value] of [...state.places]) {
      if (value.kind === 'resource' || !changes(place)) continue;
      state.places.delete(place);
      // What it held at first was replaced: that a close closed it says nothing of what is there now.
      const given = state.terms.initial(place).givenIfAsked;
      if (given !== null) forget(state, given);
    }
  }

  /** Only what is read there can decide whether there is another turn. */
  private namesIn(from: number, head: number): Names {
    const edge = from * this.fn.blocks.length + head;
    const known = this.known.get(edge);
    if (known !== undefined) return known;
    const names = { read: new Set<string | Place>(), set: new Set<Place>() };
    for (const block of this.blocksOf(from, head)) {
      for (const operand of operandsOf(this.fn, block))
        for (const place of placesRead(operand)) names.read.add(lastName(place) ?? place);
      for (const each of this.fn.blocks[block].instructions)
        if (each.op === 'assign' && each.from.kind === 'constant') names.set.add(each.to);
    }
    this.known.set(edge, names);
    return names;
  }

  /** The blocks on ways from the head to the edge that leads back to it. */
  private blocksOf(from: number, head: number): ReadonlySet<number> {
    this.predecessors ??= predecessorsOf(this.fn);
    const blocks = new Set([head, from]);
    const waiting = from === head ? [] : [from];
    for (let block = waiting.pop(); block !== undefined; block = waiting.pop())
      for (const before of this.predecessors[block])
        if (!blocks.has(before)) {
          blocks.add(before);
          waiting.push(before);
        }
    return blocks;
  }
}

function predecessorsOf(fn: IrFunction): readonly (readonly number[])[] {
  const predecessors: number[][] = fn.blocks.map(() => []);
  fn.blocks.forEach(({ terminator }, block) => {
    for (const next of successors(terminator)) predecessors[next].push(block);
  });
  return predecessors;
}

function operandsOf(fn: IrFunction, block: number): Operand[] {
  const { instructions, terminator } = fn.blocks[block];
  const operands = instructions.flatMap((each) =>
    each.op === 'assign' ? [each.from] : each.op === 'call' ? [...each.args] : [],
  );
  if (terminator.op === 'branch') operands.push(terminator.condition.left, terminator.condition.right);
  return operands;
}

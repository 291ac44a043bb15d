import {
  type Condition,
  type Instruction,
  type IrFunction,
  liveVariables,
  type Operand,
  type Place,
  reversePostOrder,
  type Span,
} from '../ir';
import { forgetFactsAbout, leave, throwOut, write } from './assign';
import { assume } from './assume';
import { applyCall } from './call';
import type { Context } from './context';
import { partsOf, putParts } from './copied';
import { gather, join } from './join';
import { evaluate, isInHeap, isParameter, read, resolve, signsOfSum } from './memory';
import { renew } from './renew';
import { escapeWithin, handOver, takeStock, vanish } from './resources';
import { ANY, NEGATIVE } from './sign';
import type { State, Value } from './state';
import { type SymbolTerm, type Term, termsOf } from './terms';
import { Turns } from './turns';
import { escapeParts } from './unknown-call';
import { type Visit, Waiting } from './waiting';

/** States of one block that are kept apart; beyond, those that hold the same resources are joined. */
const STATES_APART = 16;
/** The same while the function owns nothing. */
const IDLE_STATES_APART = 6;
/** Joined states of one block; beyond, all but the resources is forgotten. */
const STATES_AT_ALL = 64;
/** Block visits for each block of a function: what bounds the work. */
const VISITS = 16;
/** And for any function. */
const MOST_VISITS = 6000;
/** Places, facts and resources in all states that are remembered: what bounds the memory. */
const MOST_HELD = 2_000_000;

/** A state in which the function returned, and what it returned. */
export interface Exit {
  readonly state: State;
  readonly value: Value | null;
  readonly at: Span;
}

export interface Exploration {
  readonly exits: readonly Exit[];
  /** Others' places that held what was opened here when it was closed. */
  readonly closedIn: ReadonlySet<Place>;
  /** Every path was followed. */
  readonly complete: boolean;
}

/** Follows all paths of a function, breadth first, so that the first trace to arrive anywhere is the shortest. */
export function explore(context: Context, initial: State): Exploration {
  const live = liveVariables(context.fn, context.allowance);
  if (live === null) return { exits: [], closedIn: initial.closedIn, complete: false };
  return new Explorer(context, live).run(initial);
}

class Explorer {
  private readonly exits: Exit[] = [];
  private readonly order;
  private readonly turns;
  private readonly seen: Set<string>[];
  private readonly joined: Map<string, State>[];
  private readonly waiting: Waiting;
  /** Places, facts and resources in the states that are remembered so far. */
  private held = 0;

  constructor(
    private readonly context: Context,
    private readonly live: readonly ReadonlySet<Place>[],
  ) {
    const { fn } = context;
    this.order = reversePostOrder(fn);
    this.waiting = new Waiting(this.order);
    this.turns = new Turns(fn);
    this.seen = fn.blocks.map(() => new Set());
    this.joined = fn.blocks.map(() => new Map());
  }

  run(initial: State): Exploration {
    this.waiting.add(0, initial);
    const most = Math.min(MOST_VISITS, (this.context.fn.blocks.length + 4) * VISITS);
    let visits = 0;
    for (let next = this.waiting.take(); next !== null; next = this.waiting.take()) {
      if (next.joined && this.wasSeen(next)) continue;
      if (++visits > most || this.held > MOST_HELD || this.context.allowance.isSpent)
        return { exits: this.exits, closedIn: initial.closedIn, complete: false };
      this.visit(next);
    }
    const complete = !this.context.allowance.isSpent;
    return { exits: this.exits, closedIn: initial.closedIn, complete };
  }

  /** Whether the block was followed from an equal state; from now on it was. */
  private wasSeen({ block, state }: Visit): boolean {
    const key = state.key();
    if (this.seen[block].has(key)) return true;
    this.seen[block].add(key);
    return false;
  }

  private visit({ block, state, joined }: Visit): void {
    const { instructions } = this.context.fn.blocks[block];
    // What is joined with others later on must stay as it is.
    let states: readonly State[] = [joined ? state.clone() : state];
    for (const [at, instruction] of instructions.entries()) {
      if (this.context.allowance.isSpent) return;
      const after = states.flatMap((each) =>
        applyInstruction(this.context, each, instruction, each.terms.result(block, at)),
      );
      const possible = after.filter(({ impossible }) => !impossible);
      states = possible.length > states.length ? gather(possible, block) : possible;
    }
    for (const each of states) this.finish(block, each);
  }

  private finish(block: number, state: State): void {
    const { context } = this;
    const { terminator } = context.fn.blocks[block];
    if (terminator.op === 'goto') this.enter(block, terminator.target, state);
    else if (terminator.op === 'return') {
      const value =
        terminator.value === null ? null : evaluate(state, terminator.value, state.terms.result(block, -1));
      // An object that is returned takes what it holds along.
      if (terminator.value?.kind === 'place') escapeParts(state, resolve(state, terminator.value.place));
      leave(context, state, value, terminator.at);
      this.exits.push({ state, value, at: terminator.at });
      this.held += state.size;
    } else if (terminator.op === 'throw') throwOut(context, state, terminator.at);
    else if (terminator.op === 'branch' && isQuietCall(context, terminator.condition))
      this.enter(block, terminator.no, state);
    else if (terminator.op === 'branch') {
      const { condition } = terminator;
      takeStock(context, state, 'branch', condition.at);
      const yes = assume(context, state.clone(), condition, true);
      const no = assume(context, state, condition, false);
      const decided = yes === null || no === null;
      for (const [next, truth, target] of [
        [yes, true, terminator.yes],
        [no, false, terminator.no],
      ] as const) {
        if (next === null) continue;
        this.tellBranch(next, condition, truth, decided);
        this.enter(block, target, next);
      }
    }
  }

  private tellBranch(
    state: State,
    condition: Parameters<typeof assume>[2],
    truth: boolean,
    decided: boolean,
  ): void {
    const { left, at } = condition;
    if (condition.exception?.kind === 'handler') return;
    const value = left.kind === 'place' ? read(state, left.place) : null;
    if (decided) {
      const callee = value?.kind === 'failure' ? this.context.resultOf.get(value.site) : undefined;
      if (callee !== undefined) state.step({ what: 'fails', callee, truth }, at);
      return;
    }
    const callee = value?.kind === 'symbol' ? this.context.resultOf.get(value.symbol) : undefined;
    const failed =
      value?.kind === 'symbol' &&
      ((state.facts.get(value.symbol) ?? ANY) & ~NEGATIVE) === 0 &&
      callee !== undefined;
    if (failed) state.step({ what: 'fails', callee, truth }, at);
    else state.step({ what: 'branch', condition, truth }, at);
  }

  private enter(from: number, block: number, state: State): void {
    const back = (this.order.get(block) ?? 0) <= (this.order.get(from) ?? 0);
    if (back) this.turns.comeRound(this.context, state, from, block);
    prune(this.context.fn, this.live[block], state);
    this.reduce(block, state);
  }

  /** Lets a state wait to be followed on, unless an equal one was; where many wait or went, joined with one of those. */
  private reduce(block: number, state: State): void {
    const seen = this.seen[block];
    const key = state.key();
    if (seen.has(key)) return;
    this.held += state.size;
    const owns = [...state.resources.values()].some(({ status, site }) => status === 'open' && site !== null);
    if (seen.size < (owns ? STATES_APART : IDLE_STATES_APART)) {
      seen.add(key);
      this.waiting.add(block, state);
      return;
    }
    const joined = this.joined[block];
    const next = joined.size < STATES_AT_ALL ? state : state.widen();
    const property = next.propertyKey();
    const before = joined.get(property);
    const both = before === undefined ? next : join(before, next, block);
    joined.set(property, both);
    this.waiting.setJoined(block, property, both);
  }
}

/** `*stdin = *fdopen(fd, "r")`: what is behind a stream stands in another place from now on. */
function copyBehind(context: Context, state: State, from: Operand): void {
  if (from.kind !== 'place' || from.place.projection?.kind !== 'pointee' || from.place.base === null) return;
  const value = read(state, from.place.base);
  if (value.kind === 'resource') handOver(context, state, value);
}

/** A way on which something throws, where all that is called has a body here out of which no exception comes. */
function isQuietCall({ behaviourOf }: Context, { exception, at }: Condition): boolean {
  if (exception?.kind !== 'call' || exception.callees === undefined) return false;
  return exception.callees.every((callee) => {
    const known = behaviourOf({ op: 'call', to: null, callee, args: [], at });
    return (
      known !== null &&
      known.page === null &&
      known.thrown === undefined &&
      known.outcomes.length > 0 &&
      !known.traits.some((trait) => trait === 'throws' || trait === 'raises')
    );
  });
}

export function applyInstruction(
  context: Context,
  state: State,
  instruction: Instruction,
  id: SymbolTerm,
): readonly State[] {
  switch (instruction.op) {
    case 'assign': {
      const summed = signsOfSum(state, instruction.from);
      if (state.facts.has(id) || id.isFollowed) renew(state, id);
      const value = evaluate(state, instruction.from, id);
      if (summed !== null && value === id.value && summed !== ANY) state.facts.set(id, summed);
      copyBehind(context, state, instruction.from);
      const parts = partsOf(state, instruction.from, instruction.to);
      write(context, state, instruction.to, value, instruction.at, id);
      putParts(context, state, parts, instruction.at, id);
      return [state];
    }
    case 'call':
      return applyCall(context, state, instruction, id);
    case 'end':
      takeStock(context, state, 'scope', instruction.at);
      for (const place of instruction.places) vanish(context, state, place, 'scope', instruction.at);
      return [state];
    case 'unread':
      for (const place of instruction.places) loseSight(context, state, place, id);
      return [state];
  }
}

/** Code that could not be read named this variable: it may have done anything with it. */
function loseSight(context: Context, state: State, variable: Place, id: SymbolTerm): void {
  for (const [place, value] of [...state.places]) {
    if (place.root !== variable) continue;
    if (value.kind === 'resource') {
      const resource = state.resources.get(value.id);
      if (resource !== undefined) state.resources.set(resource.id, { ...resource, status: 'escaped' });
    } else if (value.kind === 'pointer' && isInHeap(value.place)) escapeWithin(state, value.place);
    state.places.delete(place);
  }
  const symbol = id.part(variable);
  renew(state, symbol);
  state.places.set(variable, symbol.value);
  forgetFactsAbout(context, state, variable, variable);
}

/** Forgets what no later condition asks for, so that paths that differ in nothing else become one. */
function prune(fn: IrFunction, live: ReadonlySet<Place>, state: State): void {
  const held = new Set<Term>();
  for (const [place, value] of [...state.places]) {
    const { root } = place;
    const dead = fn.variables.has(root) && !live.has(root);
    const kept = value.kind === 'resource' || (value.kind === 'pointer' && isInHeap(value.place));
    // What the function wrote where it closed something of its caller's is the caller's to know.
    if (dead && !kept && !isOfCaller(state, place)) state.places.delete(place);
    else if (value.kind === 'symbol') held.add(value.symbol);
    else if (value.kind === 'resource') held.add(value.id);
  }
  const matters = (term: Term): boolean => {
    if (held.has(term)) return true;
    if (term.kind !== 'symbol') return term.kind !== 'resource';
    const place = term.initialOf;
    if (place === null) return !term.isPassing;
    return !fn.variables.has(place.root) || live.has(place.root) || isParameter(fn, place);
  };
  for (const question of [...state.facts.keys()])
    if (!termsOf(question).every(matters)) state.facts.delete(question);
  for (const resource of [...state.resources.values()])
    if (resource.status !== 'open' && resource.origin === null && !held.has(resource.id))
      state.resources.delete(resource.id);
}

/** Whether what came in by a place was closed or handed on here. */
function isOfCaller({ terms, resources }: State, place: Place): boolean {
  const id = terms.givenBy(place);
  return id !== null && resources.has(id);
}

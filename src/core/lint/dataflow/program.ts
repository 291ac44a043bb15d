import type { IrFunction } from '../ir';
import type { Call, Context, Guess } from './context';
import type { Event } from './event';
import { explore } from './explore';
import type { Behaviour, ResourceKind } from './outcome';
import { State } from './state';
import { summarize } from './summarize';

/** What is known of functions that have no body here. */
export interface Knowledge {
  modelOf(call: Call): Behaviour | null;
  guess(call: Call, argument: number, fn: IrFunction): Guess;
  neverReturns(call: Call): boolean;
  presumedToOpen(call: Call, fn: IrFunction): ResourceKind | null;
}

export interface Analysis {
  readonly fn: IrFunction;
  readonly events: readonly Event[];
  readonly behaviour: Behaviour;
}

/** Several bodies can stand for one name: one for each way through the preprocessor's conditions. */
type Bodies = Map<string, IrFunction[]>;

/** Functions of one or many files; each is analysed once, what it calls before itself. */
export class Program {
  private readonly global: Bodies = new Map();
  private readonly local = new Map<string, Bodies>();
  private readonly analyses = new Map<IrFunction, Analysis>();
  private readonly underWay = new Set<IrFunction>();

  constructor(
    private readonly functions: readonly IrFunction[],
    private readonly knowledge: Knowledge,
  ) {
    for (const fn of functions) {
      if (!this.local.has(fn.file)) this.local.set(fn.file, new Map());
      add(this.local.get(fn.file) as Bodies, fn);
      if (!fn.local) add(this.global, fn);
    }
  }

  /** Analyses a function, unless that was done, and all that it calls first. */
  analyse(fn: IrFunction): Analysis {
    const stack = [fn];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (this.analyses.has(top)) {
        stack.pop();
        continue;
      }
      const missing = this.underWay.has(top) ? [] : this.callees(top).filter((each) => !this.known(each));
      this.underWay.add(top);
      if (missing.length > 0) stack.push(...missing);
      else {
        this.analyses.set(top, this.run(top));
        stack.pop();
      }
    }
    return this.analyses.get(fn) as Analysis;
  }

  analyseAll(): readonly Analysis[] {
    return this.functions.map((fn) => this.analyse(fn));
  }

  private known = (fn: IrFunction): boolean => this.analyses.has(fn) || this.underWay.has(fn);

  /** The bodies that a name means in a file: its own before those of other files. */
  bodiesOf(name: string, file: string): readonly IrFunction[] {
    return this.local.get(file)?.get(name) ?? this.global.get(name) ?? [];
  }

  private callees(fn: IrFunction): IrFunction[] {
    const names = new Set<string>();
    for (const { instructions } of fn.blocks)
      for (const each of instructions) if (each.op === 'call' && !each.indirect) names.add(each.callee);
    return [...names].flatMap((name) => this.bodiesOf(name, fn.file));
  }

  private run(fn: IrFunction): Analysis {
    const events: Event[] = [];
    const context: Context = {
      fn,
      behaviourOf: (call) => this.behaviourOf(call, fn),
      guess: (call, argument) => this.knowledge.guess(call, argument, fn),
      neverReturns: (call) => this.knowledge.neverReturns(call),
      presumedToOpen: (call) => this.knowledge.presumedToOpen(call, fn),
      report: (event) => events.push(event),
      resultOf: new Map(),
      askedAbout: new Map(),
      dependencies: new Map(),
    };
    const exploration = explore(context, State.initial());
    return { fn, events, behaviour: summarize(fn, exploration) };
  }

  private behaviourOf(call: Call, { file }: IrFunction): Behaviour | null {
    if (call.indirect) return null;
    const bodies = this.bodiesOf(call.callee, file);
    if (bodies.length === 0) return this.knowledge.modelOf(call);
    const known = bodies.flatMap((body) => this.analyses.get(body)?.behaviour ?? []);
    // A function that calls itself, directly or by others, is not known yet while it is looked at.
    if (known.length < bodies.length) return null;
    if (known.length === 1) return known[0];
    return { outcomes: known.flatMap(({ outcomes }) => outcomes), traits: [], page: null };
  }
}

function add(bodies: Bodies, fn: IrFunction): void {
  const known = bodies.get(fn.name);
  if (known === undefined) bodies.set(fn.name, [fn]);
  else known.push(fn);
}

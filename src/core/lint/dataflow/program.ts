import { type IrFunction, successors } from '../ir';
import type { Call, Context, Guess } from './context';
import type { Event } from './event';
import { explore } from './explore';
import type { Behaviour, ResourceKind } from './outcome';
import { ANY } from './sign';
import { State } from './state';
import { summarize } from './summarize';
import { Survey } from './survey';

/** What is known of functions that have no body here. */
export interface Knowledge {
  modelOf(call: Call): Behaviour | null;
  guess(call: Call, argument: number, fn: IrFunction): Guess;
  neverReturns(call: Call): boolean;
  /** Whether a function that makes this call has anything to do with descriptors. */
  matters(call: Call): boolean;
  presumedToOpen(call: Call, fn: IrFunction): ResourceKind | null;
}

export interface Analysis {
  readonly fn: IrFunction;
  readonly events: readonly Event[];
  readonly behaviour: Behaviour;
  readonly survey: Survey;
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
    const survey = new Survey();
    if (!this.isConcerned(fn)) return { fn, events, behaviour: this.canReturn(fn) ? BORROWS : ENDS, survey };
    const context: Context = {
      fn,
      behaviourOf: (call) => this.behaviourOf(call, fn),
      guess: (call, argument) => this.knowledge.guess(call, argument, fn),
      neverReturns: (call) => this.knowledge.neverReturns(call),
      presumedToOpen: (call) => this.knowledge.presumedToOpen(call, fn),
      report: (event) => events.push(event),
      survey,
      resultOf: new Map(),
      askedAbout: new Map(),
      dependencies: new Map(),
    };
    const exploration = explore(context, State.initial());
    return { fn, events, behaviour: summarize(fn, exploration), survey };
  }

  /** Most functions of a program never see a descriptor, and need not be followed. */
  private isConcerned(fn: IrFunction): boolean {
    if (fn.parameters.some(({ name, kind }) => kind === 'scalar' && DESCRIPTOR.test(name))) return true;
    for (const { instructions } of fn.blocks)
      for (const each of instructions) {
        if (each.op !== 'call') continue;
        if (this.knowledge.matters(each)) return true;
        const behaviour = each.indirect ? null : this.behaviourOf(each, fn);
        if (behaviour?.page === null && opensOrCloses(behaviour)) return true;
      }
    return false;
  }

  /** Whether some way through a function leads past no call that ends the process. */
  private canReturn(fn: IrFunction): boolean {
    const seen = new Set([0]);
    const waiting = [0];
    for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
      const { instructions, terminator } = fn.blocks[block];
      if (instructions.some((each) => each.op === 'call' && this.endsProcess(each, fn))) continue;
      if (terminator.op === 'return') return true;
      for (const next of successors(terminator)) {
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
    return false;
  }

  private endsProcess(call: Call, fn: IrFunction): boolean {
    const behaviour = this.behaviourOf(call, fn);
    return behaviour === null ? this.knowledge.neverReturns(call) : behaviour.outcomes.length === 0;
  }

  private behaviourOf(call: Call, { file }: IrFunction): Behaviour | null {
    if (call.indirect) return null;
    const bodies = this.bodiesOf(call.callee, file);
    if (bodies.length === 0) return this.knowledge.modelOf(call);
    const known = bodies.flatMap((body) => this.analyses.get(body)?.behaviour ?? []);
    // A function that calls itself, directly or by others, is not known yet while it is looked at.
    if (known.length < bodies.length) return null;
    if (known.length === 1) return known[0];
    // A body that a condition left empty says nothing of what the other one does.
    const telling = known.filter(({ outcomes }) =>
      outcomes.some(({ opens, effects }) => opens.length + effects.length > 0),
    );
    const bodied = telling.length > 0 ? telling : known;
    return { outcomes: bodied.flatMap(({ outcomes }) => outcomes), traits: [], page: null };
  }
}

/** Names that parameters have which hold descriptors. */
const DESCRIPTOR = /fd|sock|desc|conn|client|listen|^s$|^sd$|handle/i;

/** A function that has nothing to do with descriptors. */
const BORROWS: Behaviour = {
  outcomes: [{ requires: [], result: { kind: 'number', mask: ANY }, opens: [], effects: [] }],
  traits: [],
  page: null,
};

const ENDS: Behaviour = { ...BORROWS, outcomes: [] };

const opensOrCloses = ({ outcomes }: Behaviour): boolean =>
  outcomes.some(({ opens, effects }) => opens.length > 0 || effects.some(({ does }) => does === 'close'));

function add(bodies: Bodies, fn: IrFunction): void {
  const known = bodies.get(fn.name);
  if (known === undefined) bodies.set(fn.name, [fn]);
  else known.push(fn);
}

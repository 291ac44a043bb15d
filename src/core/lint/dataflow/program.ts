import { type Allowance, type IrFunction, UNLIMITED } from '../ir';
import { type Analysis, analyseFunction, eitherOf, type Knowledge } from './analyse';
import { arrange, type Node } from './call-graph';
import type { Call } from './context';
import { Directory, namesCalled } from './directory';
import type { Behaviour } from './outcome';

/** What rules may ask of the functions around the one that they look at. */
export interface ProgramView {
  /** The bodies that a name means in a file: its own before those of other files. */
  bodiesOf(name: string, file: string): readonly IrFunction[];
  /** The functions that call one of this name. */
  callersOf(name: string): readonly IrFunction[];
}

type Spend = (fn: IrFunction, work: (allowance: Allowance) => Analysis) => Analysis;

/**
 * Functions of one or many files. After an update only those are analysed again that are new, or whose callees
 * behave otherwise than before; what comes of it is what a new program of the same functions would say.
 */
export class Program implements ProgramView {
  private readonly directory = new Directory();
  private readonly callers = new Map<string, Set<Node>>();
  /** Functions for which a rule asked what a name means. */
  private readonly inquirers = new Map<string, Set<Node>>();
  private readonly nodes = new Map<IrFunction, Node>();
  /** Equal behaviours are one object. */
  private readonly behaviours = new Map<string, Behaviour>();
  private components: readonly (readonly Node[])[] = [];
  private arranged = true;

  constructor(
    functions: readonly IrFunction[],
    private readonly knowledge: Knowledge,
    /** Does work on a function with the time that there is for it. */
    private readonly spend: Spend = (_, work) => work(UNLIMITED),
  ) {
    for (const file of new Set(functions.map((fn) => fn.file)))
      this.update(
        file,
        functions.filter((fn) => fn.file === file),
      );
  }

  bodiesOf(name: string, file: string): readonly IrFunction[] {
    return this.directory.find(name, file).map(({ fn }) => fn);
  }

  callersOf(name: string): readonly IrFunction[] {
    return [...(this.callers.get(name) ?? [])].map(({ fn }) => fn);
  }

  /** The program as a rule sees it that looks at `fn`: when an answer changes, the rule is asked again. */
  viewFor(fn: IrFunction): ProgramView {
    const node = this.nodes.get(fn);
    const note = (name: string): void => {
      if (node === undefined) return;
      node.asked.add(name);
      entry(this.inquirers, name).add(node);
    };
    return {
      bodiesOf: (name, file) => {
        note(name);
        return this.bodiesOf(name, file);
      },
      callersOf: (name) => {
        note(name);
        return this.callersOf(name);
      },
    };
  }

  /** Replaces the functions of a file. Those that did not change must be the same objects. */
  update(file: string, functions: readonly IrFunction[]): void {
    const before = this.directory.nodesOf(file);
    const after = this.matched(before, functions);
    const names = changedNames(before, functions);
    const old = new Map([...names].map((name) => [name, this.meanings(name, file)]));
    after.forEach((node, at) => {
      this.place(node, functions[at], at);
    });
    const kept = new Set(after);
    for (const node of before) if (!kept.has(node)) this.forget(node);
    if (before.length !== after.length || before.some((node, at) => node !== after[at]))
      this.arranged = false;
    this.directory.set(file, after);
    for (const name of names) this.renamed(name, file, old.get(name) ?? []);
  }

  private meanings = (name: string, file: string): readonly Node[] => [
    ...this.directory.find(name, file),
    ...this.directory.findElsewhere(name),
  ];

  /** Analyses what has to be, what is called before what calls it. It may be left at any point, and begun again. */
  *settle(begins: (fn: IrFunction) => void = () => {}): Generator<Analysis, void> {
    if (!this.arranged) this.arrange();
    for (const cycle of this.components) {
      if (cycle.every(({ state }) => state === 'settled')) continue;
      if (cycle.some((node) => this.isDue(node))) {
        for (const node of cycle) {
          begins(node.fn);
          yield this.analyse(node);
        }
      }
      for (const node of cycle) node.state = 'settled';
    }
  }

  /** Analyses all, in the order in which the functions were given. */
  analyseAll(): readonly Analysis[] {
    const analyses = [...this.settle()];
    const places = new Map([...this.nodes.keys()].map((fn, at) => [fn, at]));
    return analyses.sort((a, b) => (places.get(a.fn) ?? 0) - (places.get(b.fn) ?? 0));
  }

  private analyse(node: Node): Analysis {
    const analysis = this.spend(node.fn, (allowance) =>
      analyseFunction(node.fn, this.knowledge, (call) => this.behaviourOf(call, node), allowance),
    );
    node.seen = behavioursSeen(node);
    const behaviour = this.one(analysis.behaviour);
    if (behaviour !== node.behaviour) {
      node.behaviour = behaviour;
      for (const caller of this.callers.get(node.fn.name) ?? [])
        if (caller.state === 'settled' && caller.cycle !== node.cycle) caller.state = 'suspect';
    }
    return analysis;
  }

  private behaviourOf(call: Call, caller: Node): Behaviour | null {
    if (call.indirect) return null;
    const stated = this.knowledge.stated?.(call) ?? null;
    if (stated !== null) return stated;
    const bodies = this.bodiesFor(call, caller);
    if (bodies.length === 0) return this.knowledge.modelOf(call, caller.fn);
    const known = bodies.flatMap((node) => {
      // In a cycle, those that come later are not known yet.
      const later = node.cycle === caller.cycle && node.rank >= caller.rank;
      return later || node.behaviour === null ? [] : [node.behaviour];
    });
    return known.length < bodies.length ? null : eitherOf(known);
  }

  /**
   * What the system means by a name, no other file means: a method, a mock or a substitute for old systems that is
   * called so there is not what is linked here.
   */
  private bodiesFor(call: Call, { fn }: Node): readonly Node[] {
    const bodies = this.directory.find(call.callee, fn.file);
    return this.knowledge.isOfSystem?.(call.callee) === true
      ? bodies.filter((body) => body.fn.file === fn.file)
      : bodies;
  }

  private isDue(node: Node): boolean {
    if (node.state !== 'suspect') return node.state === 'due';
    const { seen } = node;
    const now = behavioursSeen(node);
    return seen === null || seen.length !== now.length || seen.some((each, at) => each !== now[at]);
  }

  /** The nodes for a file's functions: those of the same objects, else of the same names, else new ones. */
  private matched(before: readonly Node[], functions: readonly IrFunction[]): readonly Node[] {
    const now = new Set(functions);
    const left = new Map<string, Node[]>();
    for (const node of before)
      if (!now.has(node.fn)) {
        const named = left.get(node.fn.name);
        if (named === undefined) left.set(node.fn.name, [node]);
        else named.push(node);
      }
    return functions.map((fn) => this.nodes.get(fn) ?? left.get(fn.name)?.shift() ?? newNode(fn));
  }

  private place(node: Node, fn: IrFunction, position: number): void {
    node.position = position;
    if (node.fn === fn && this.nodes.get(fn) === node) return;
    this.dropInquiries(node);
    this.nodes.delete(node.fn);
    this.nodes.set(fn, node);
    node.fn = fn;
    node.state = 'due';
    const names = namesCalled(fn);
    this.listCaller(node, names);
    if (node.callees !== null && sameNames(names, node.names)) return;
    node.names = names;
    node.callees = null;
    this.arranged = false;
  }

  private forget(node: Node): void {
    this.dropInquiries(node);
    this.nodes.delete(node.fn);
    this.listCaller(node, []);
  }

  /** Lists a function as a caller of these names; who asked for the callers of any of them is asked again. */
  private listCaller(node: Node, names: readonly string[]): void {
    for (const name of node.names) remove(this.callers, name, node);
    for (const name of names) entry(this.callers, name).add(node);
    for (const name of [...node.names, ...names])
      for (const each of this.inquirers.get(name) ?? []) each.state = 'due';
  }

  private dropInquiries(node: Node): void {
    for (const name of node.asked) remove(this.inquirers, name, node);
    node.asked.clear();
  }

  /** A name may mean something else now. */
  private renamed(name: string, file: string, before: readonly Node[]): void {
    for (const node of this.inquirers.get(name) ?? []) node.state = 'due';
    const now = this.meanings(name, file);
    const same = before.length === now.length && before.every((node, at) => node === now[at]);
    for (const caller of this.callers.get(name) ?? []) {
      if (caller.state === 'settled') caller.state = 'suspect';
      if (same) continue;
      caller.callees = null;
      this.arranged = false;
    }
  }

  private arrange(): void {
    const nodes = this.directory.all();
    for (const node of nodes)
      node.callees ??= node.names.flatMap((name) => [...this.directory.find(name, node.fn.file), null]);
    this.components = arrange(nodes);
    this.arranged = true;
  }

  private one(behaviour: Behaviour): Behaviour {
    const key = JSON.stringify(behaviour);
    const known = this.behaviours.get(key);
    if (known !== undefined) return known;
    if (this.behaviours.size > MOST_BEHAVIOURS + this.nodes.size) this.behaviours.clear();
    this.behaviours.set(key, behaviour);
    return behaviour;
  }
}

/** Behaviours that are remembered beyond one for each function. */
const MOST_BEHAVIOURS = 1000;

const newNode = (fn: IrFunction): Node => ({
  fn,
  position: 0,
  names: [],
  callees: null,
  cycle: [],
  rank: 0,
  behaviour: null,
  seen: null,
  asked: new Set(),
  state: 'due',
});

const behavioursSeen = ({ callees, cycle }: Node): readonly (Behaviour | null)[] =>
  (callees ?? []).map((node) => (node === null || node.cycle === cycle ? null : node.behaviour));

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, at) => name === b[at]);

/** The names whose functions in a file are others than before, or stand in another order. */
function changedNames(before: readonly Node[], functions: readonly IrFunction[]): ReadonlySet<string> {
  const known = named(before.map(({ fn }) => fn));
  const now = named(functions);
  const names = new Set<string>();
  for (const name of new Set([...known.keys(), ...now.keys()])) {
    const [old, fresh] = [known.get(name) ?? [], now.get(name) ?? []];
    if (old.length !== fresh.length || old.some((fn, at) => fn !== fresh[at])) names.add(name);
  }
  return names;
}

function named(functions: readonly IrFunction[]): ReadonlyMap<string, readonly IrFunction[]> {
  const found = new Map<string, IrFunction[]>();
  for (const fn of functions) {
    const same = found.get(fn.name);
    if (same === undefined) found.set(fn.name, [fn]);
    else same.push(fn);
  }
  return found;
}

function entry<T>(sets: Map<string, Set<T>>, name: string): Set<T> {
  const known = sets.get(name);
  if (known !== undefined) return known;
  const made = new Set<T>();
  sets.set(name, made);
  return made;
}

function remove<T>(sets: Map<string, Set<T>>, name: string, value: T): void {
  const known = sets.get(name);
  if (known?.delete(value) && known.size === 0) sets.delete(name);
}

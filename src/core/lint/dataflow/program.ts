import { type Allowance, type Callee, type IrFunction, keyOf, UNLIMITED } from '../ir';
import { type Analysis, analyseFunction, eitherOf, type Knowledge } from './analyse';
import { arrange, type Node } from './call-graph';
import type { Call } from './context';
import { Directory, keyFor, keysCalled } from './directory';
import type { Behaviour } from './outcome';

/** What rules may ask of the functions around the one that they look at. */
export interface ProgramView {
  /** The bodies of what is called so in a file: its own before those of other files. */
  bodiesOf(callee: Callee, file: string): readonly IrFunction[];
  /** The functions that call something so. */
  callersOf(callee: Callee): readonly IrFunction[];
}

type Spend = (fn: IrFunction, work: (allowance: Allowance) => Analysis) => Analysis;

/**
 * Functions of one or many files. After an update only those are analysed again that are new, or whose callees
 * behave otherwise than before; what comes of it is what a new program of the same functions would say.
 */
export class Program implements ProgramView {
  private readonly directory = new Directory();
  private readonly callers = new Map<string, Set<Node>>();
  /** Functions for which a rule asked what a key means. */
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
    for (const file of new Set(functions.map((fn) => fn.id.file)))
      this.update(
        file,
        functions.filter((fn) => fn.id.file === file),
      );
  }

  bodiesOf(callee: Callee, file: string): readonly IrFunction[] {
    const key = keyOf(callee);
    return key === null ? [] : this.directory.find(key, file).map(({ fn }) => fn);
  }

  callersOf(callee: Callee): readonly IrFunction[] {
    const key = keyOf(callee);
    return key === null ? [] : [...(this.callers.get(key) ?? [])].map(({ fn }) => fn);
  }

  /** The program as a rule sees it that looks at `fn`: when an answer changes, the rule is asked again. */
  viewFor(fn: IrFunction): ProgramView {
    const node = this.nodes.get(fn);
    const note = (callee: Callee): void => {
      const key = keyOf(callee);
      if (node === undefined || key === null) return;
      node.asked.add(key);
      entry(this.inquirers, key).add(node);
    };
    return {
      bodiesOf: (callee, file) => {
        note(callee);
        return this.bodiesOf(callee, file);
      },
      callersOf: (callee) => {
        note(callee);
        return this.callersOf(callee);
      },
    };
  }

  /** Replaces the functions of a file. Those that did not change must be the same objects. */
  update(file: string, functions: readonly IrFunction[]): void {
    const before = this.directory.nodesOf(file);
    const after = this.matched(before, functions);
    const keys = changedKeys(before, functions);
    const old = new Map([...keys].map((key) => [key, this.meanings(key, file)]));
    after.forEach((node, at) => {
      this.place(node, functions[at], at);
    });
    const kept = new Set(after);
    for (const node of before) if (!kept.has(node)) this.forget(node);
    if (before.length !== after.length || before.some((node, at) => node !== after[at]))
      this.arranged = false;
    this.directory.set(file, after);
    for (const key of keys) this.redefined(key, file, old.get(key) ?? []);
  }

  private meanings = (key: string, file: string): readonly Node[] => [
    ...this.directory.find(key, file),
    ...this.directory.findElsewhere(key),
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
      for (const caller of this.callers.get(keyFor(node.fn)) ?? [])
        if (caller.state === 'settled' && caller.cycle !== node.cycle) caller.state = 'suspect';
    }
    return analysis;
  }

  private behaviourOf(call: Call, caller: Node): Behaviour | null {
    if (call.callee.kind === 'pointer') return null;
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
    const key = keyOf(call.callee);
    if (key === null) return [];
    const { file } = fn.id;
    const bodies = this.directory.find(key, file);
    const ofSystem = call.callee.kind === 'name' && this.knowledge.isOfSystem?.(call.callee.name) === true;
    return ofSystem ? bodies.filter((body) => body.fn.id.file === file) : bodies;
  }

  private isDue(node: Node): boolean {
    if (node.state !== 'suspect') return node.state === 'due';
    const { seen } = node;
    const now = behavioursSeen(node);
    return seen === null || seen.length !== now.length || seen.some((each, at) => each !== now[at]);
  }

  /** The nodes for a file's functions: those of the same objects, else of the same ids, else new ones. */
  private matched(before: readonly Node[], functions: readonly IrFunction[]): readonly Node[] {
    const now = new Set(functions);
    const left = new Map<string, Node[]>();
    for (const node of before)
      if (!now.has(node.fn)) {
        const same = left.get(node.fn.id.text);
        if (same === undefined) left.set(node.fn.id.text, [node]);
        else same.push(node);
      }
    return functions.map((fn) => this.nodes.get(fn) ?? left.get(fn.id.text)?.shift() ?? newNode(fn));
  }

  private place(node: Node, fn: IrFunction, position: number): void {
    node.position = position;
    if (node.fn === fn && this.nodes.get(fn) === node) return;
    this.dropInquiries(node);
    this.nodes.delete(node.fn);
    this.nodes.set(fn, node);
    node.fn = fn;
    node.state = 'due';
    const keys = keysCalled(fn);
    this.listCaller(node, keys);
    if (node.callees !== null && sameKeys(keys, node.keys)) return;
    node.keys = keys;
    node.callees = null;
    this.arranged = false;
  }

  private forget(node: Node): void {
    this.dropInquiries(node);
    this.nodes.delete(node.fn);
    this.listCaller(node, []);
  }

  /** Lists a function as a caller by these keys; who asked for the callers of any of them is asked again. */
  private listCaller(node: Node, keys: readonly string[]): void {
    for (const key of node.keys) remove(this.callers, key, node);
    for (const key of keys) entry(this.callers, key).add(node);
    for (const key of [...node.keys, ...keys])
      for (const each of this.inquirers.get(key) ?? []) each.state = 'due';
  }

  private dropInquiries(node: Node): void {
    for (const key of node.asked) remove(this.inquirers, key, node);
    node.asked.clear();
  }

  /** A key may mean something else now. */
  private redefined(key: string, file: string, before: readonly Node[]): void {
    for (const node of this.inquirers.get(key) ?? []) node.state = 'due';
    const now = this.meanings(key, file);
    const same = before.length === now.length && before.every((node, at) => node === now[at]);
    for (const caller of this.callers.get(key) ?? []) {
      if (caller.state === 'settled') caller.state = 'suspect';
      if (same) continue;
      caller.callees = null;
      this.arranged = false;
    }
  }

  private arrange(): void {
    const nodes = this.directory.all();
    for (const node of nodes)
      node.callees ??= node.keys.flatMap((key) => [...this.directory.find(key, node.fn.id.file), null]);
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
  keys: [],
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

const sameKeys = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, at) => key === b[at]);

/** The keys whose functions in a file are others than before, or stand in another order. */
function changedKeys(before: readonly Node[], functions: readonly IrFunction[]): ReadonlySet<string> {
  const known = byKey(before.map(({ fn }) => fn));
  const now = byKey(functions);
  const keys = new Set<string>();
  for (const key of new Set([...known.keys(), ...now.keys()])) {
    const [old, fresh] = [known.get(key) ?? [], now.get(key) ?? []];
    if (old.length !== fresh.length || old.some((fn, at) => fn !== fresh[at])) keys.add(key);
  }
  return keys;
}

function byKey(functions: readonly IrFunction[]): ReadonlyMap<string, readonly IrFunction[]> {
  const found = new Map<string, IrFunction[]>();
  for (const fn of functions) {
    const key = keyFor(fn);
    const same = found.get(key);
    if (same === undefined) found.set(key, [fn]);
    else same.push(fn);
  }
  return found;
}

function entry<T>(sets: Map<string, Set<T>>, key: string): Set<T> {
  const known = sets.get(key);
  if (known !== undefined) return known;
  const made = new Set<T>();
  sets.set(key, made);
  return made;
}

function remove<T>(sets: Map<string, Set<T>>, key: string, value: T): void {
  const known = sets.get(key);
  if (known?.delete(value) && known.size === 0) sets.delete(key);
}

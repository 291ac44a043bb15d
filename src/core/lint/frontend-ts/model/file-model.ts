import { MODELS_OF_KINDS } from '../../models-ts';
import type { SyntaxNode } from '../../syntax';
import { type Entity, type Links, Meanings, type Trigger } from '../meanings';
import { type Names, readNames } from '../names';
import type { ClassOutline } from '../project';
import { type Binding, type Fn, isInside } from '../scopes';
import { type Source, unwrap } from '../source';
import { type Use, Uses } from '../uses';
import { append } from './append';
import { Duties } from './duties';
import { Failures } from './failures';
import { Handlers } from './handlers';
import { Reach } from './reach';
import { rejectionsOf } from './resolvers';

/** What test runners call their tests and hooks. */
const TESTS = /^(it|test|specify|t\.test|beforeEach|afterEach|before|after|beforeAll|afterAll)(\.\w+)?$/;

/** All that is known of a file before any path is followed. */
export class FileModel {
  readonly names: Names;
  readonly meanings: Meanings;
  readonly uses: Uses;
  /** Every object that the file makes, or is given to own or to use. */
  readonly entities: readonly Entity[];
  /** The objects that a variable may hold. */
  readonly holds: ReadonlyMap<Binding, readonly Entity[]>;
  /** The same, with what the functions of the file give each other. */
  readonly mayHold: ReadonlyMap<Binding, readonly Entity[]>;
  /** Where a variable stands among those that may hold something. */
  private readonly holderOrder: ReadonlyMap<Binding, number>;
  private readonly ownHolders: ReadonlyMap<Fn, readonly Binding[]>;
  private readonly ownEntities: ReadonlyMap<Fn, readonly Entity[]>;
  private readonly reaching: Reach;
  private readonly isOwn: ReadonlySet<Entity>;
  private readonly handlers = new Handlers(this);
  private readonly failures = new Failures(this);
  private readonly duties = new Duties(this);

  constructor(
    readonly source: Source,
    links: Links | null = null,
    /** By the class: what the methods of those do whose objects hold connections. */
    clients: ReadonlyMap<SyntaxNode, ClassOutline> = new Map(),
  ) {
    this.names = readNames(source);
    this.meanings = new Meanings(source, this.names, links, clients);
    this.uses = new Uses(this.meanings);
    this.entities = this.findEntities();
    this.holds = this.findHolders(false);
    this.mayHold = this.findHolders(true);
    this.holderOrder = new Map([...this.holds.keys()].map((binding, at) => [binding, at]));
    this.ownHolders = byFunction(this.holds.keys());
    this.ownEntities = byFunction(this.entities);
    this.reaching = new Reach(this);
    this.isOwn = new Set(this.entities);
  }

  private findEntities(): Entity[] {
    const found = new Set<Entity>();
    for (const { node } of this.names.calls) {
      const entity = this.meanings.entityOf(node);
      if (entity !== null && entity.at === node && entity.origin === 'created') found.add(entity);
    }
    for (const binding of this.names.bindings) {
      if (binding.parameter === null) continue;
      const value = this.meanings.valueOfBinding(binding);
      if (value?.kind === 'object' && value.entity.at === binding.declaration) found.add(value.entity);
    }
    return [...found];
  }

  private findHolders(given: boolean): Map<Binding, Entity[]> {
    const holds = new Map<Binding, Entity[]>();
    for (const entity of this.entities)
      for (const binding of this.uses.holders(entity, given)) append(holds, binding, entity);
    return holds;
  }

  /** The variables of a function that may hold something, and others that do; in the order of `holds`. */
  holdersIn(fn: Fn, others: ReadonlySet<Binding>): readonly Binding[] {
    const own = this.ownHolders.get(fn) ?? [];
    const more = [...others].filter((each) => each.fn !== fn && this.holds.has(each));
    const order = (each: Binding): number => this.holderOrder.get(each) ?? 0;
    return more.length === 0 ? own : [...own, ...more].sort((a, b) => order(a) - order(b));
  }

  /** The objects that come to be in a function. */
  entitiesOf(fn: Fn): readonly Entity[] {
    return this.ownEntities.get(fn) ?? [];
  }

  /** The objects that an expression may stand for: for a parameter also those that callers give. */
  entitiesAt(node: SyntaxNode): readonly Entity[] {
    const binding = this.names.meaning.get(unwrap(node));
    const held = binding === undefined ? [] : (this.mayHold.get(binding) ?? []);
    const own = this.meanings.entityOf(node);
    return own === null || held.includes(own) ? held : [...held, own];
  }

  /** What running a function may do to an object, its aftermath left out. */
  effects(fn: Fn, entity: Entity): readonly Use[] {
    this.source.allowance.demand();
    if (this.isOwn.has(entity) && !this.touched(fn).has(entity)) return [];
    const uses = this.lasting(entity);
    // To call the function around the object is to make another one.
    const reach = this.reach(fn, isInside(entity.fn, fn) ? null : entity.fn);
    return uses.filter((use) => reach.has(use.fn));
  }

  /** By what runs: functions that run each other share it. */
  private readonly touchedBy = new Map<ReadonlySet<Fn>, ReadonlySet<Entity>>();

  /** The objects that have a lasting use in what running a function runs. */
  touched(fn: Fn): ReadonlySet<Entity> {
    const reach = this.reach(fn);
    const known = this.touchedBy.get(reach);
    if (known !== undefined) return known;
    this.entitiesIn ??= this.findUsers();
    const touched = new Set<Entity>();
    for (const each of reach) for (const entity of this.entitiesIn.get(each) ?? []) touched.add(entity);
    this.touchedBy.set(reach, touched);
    return touched;
  }

  /** By the function in which they have a lasting use. */
  private entitiesIn: ReadonlyMap<Fn, ReadonlySet<Entity>> | null = null;

  private findUsers(): ReadonlyMap<Fn, ReadonlySet<Entity>> {
    const users = new Map<Fn, Set<Entity>>();
    for (const entity of this.entities)
      for (const { fn } of this.lasting(entity)) users.set(fn, (users.get(fn) ?? new Set()).add(entity));
    return users;
  }

  private readonly lastingUses = new Map<Entity, readonly Use[]>();

  /** The uses that close an object, read it or give it away, other than when it is gone already. */
  lasting(entity: Entity): readonly Use[] {
    const known = this.lastingUses.get(entity);
    if (known !== undefined) return known;
    const found = this.uses
      .of(entity)
      .filter(({ effect, fn }) => effect !== 'none' && !this.isAftermath(fn, entity));
    this.lastingUses.set(entity, found);
    return found;
  }

  /** Whether code runs only once an object is gone: in its 'error' or 'close' handler. */
  isAftermath(fn: Fn, entity: Entity): boolean {
    for (let each: Fn | null = fn; each !== null && each !== entity.fn; each = each.parent) {
      const triggers = this.meanings.triggersOf(each);
      const final = MODELS_OF_KINDS[entity.kind].finalEvents;
      if (
        triggers.length > 0 &&
        triggers.every(
          (trigger) =>
            trigger.kind === 'event' && final.has(trigger.event) && this.handlers.isOf(trigger, entity),
        )
      )
        return true;
    }
    return false;
  }

  private usesByNode: Map<SyntaxNode, { use: Use; entity: Entity }> | null = null;

  /** The use that an expression is; what is owned here goes before what is borrowed. */
  get useAt(): ReadonlyMap<SyntaxNode, { readonly use: Use; readonly entity: Entity }> {
    if (this.usesByNode === null) {
      this.usesByNode = new Map();
      for (const entity of this.entities)
        for (const use of this.uses.of(entity))
          if (entity.origin !== 'borrowed' || !this.usesByNode.has(use.node))
            this.usesByNode.set(use.node, { use, entity });
    }
    return this.usesByNode;
  }

  private callsByFn: Map<Fn, { node: SyntaxNode; fn: Fn }[]> | null = null;

  /** The calls that stand in a function itself. */
  callsIn(fn: Fn): readonly { readonly node: SyntaxNode; readonly fn: Fn }[] {
    if (this.callsByFn === null) {
      this.callsByFn = new Map();
      for (const call of this.names.calls) {
        const own = this.callsByFn.get(call.fn);
        if (own === undefined) this.callsByFn.set(call.fn, [call]);
        else own.push(call);
      }
    }
    return this.callsByFn.get(fn) ?? [];
  }

  /** Whether a function is what a test runner runs. */
  isTest = (fn: Fn): boolean =>
    this.meanings.triggersOf(fn).some((each) => each.kind === 'callback' && TESTS.test(each.callee));

  isNested = (node: SyntaxNode, fn: Fn): boolean => isInside(this.meanings.fnAt(node), fn);

  /** The function and all that run because of it, `not` left out: those in it, and those of the file that it names. */
  reach = (fn: Fn, not: Fn | null = null): ReadonlySet<Fn> => this.reaching.reach(fn, not);

  /** The functions whose running runs one of these. */
  reachersOf = (targets: readonly Fn[]): ReadonlySet<Fn> => this.reaching.reachersOf(targets);

  /** The functions that listen to an object. */
  handlersOf = (entity: Entity, events: RegExp): readonly Fn[] => this.handlers.handlersOf(entity, events);

  /** Whether an event may be an object's: a variable can hold several. */
  isEventOf = (trigger: Trigger, entity: Entity): boolean =>
    trigger.kind === 'event' && this.handlers.isOf(trigger, entity);

  /** Whether a function tells of a failure itself: rejects, or calls back with an error. */
  settles = (fn: Fn): boolean => this.failures.settles(fn);

  /** Whether running a function destroys or aborts a request. */
  endsRequests = (fn: Fn): boolean => this.failures.endsRequests(fn);

  /** Whether what is awaited is seen to fail: a promise that is rejected here, an async function that throws. */
  rejects = (awaited: SyntaxNode): boolean => this.failures.rejects(awaited);

  /** The places by which an awaited promise of `Promise.withResolvers()` fails, null for other promises. */
  settledBy = (awaited: SyntaxNode): readonly SyntaxNode[] | null => rejectionsOf(this, awaited);

  /** Whether a `throw` stands in a function outside of any `try`. */
  throws = (fn: Fn): boolean => this.failures.throws(fn);

  /** Whether a use ends the duty to close: reading a connection does, unless its maker closes it himself elsewhere. */
  dutyAfter = (use: Use, entity: Entity): 'close' | 'take' | null => this.duties.dutyAfter(use, entity);

  /** Whether a path that loses the object is worth a word; the rest is for the rules that look at all of its life. */
  isDuty = (entity: Entity): boolean => this.duties.isDuty(entity);
}

function byFunction<T extends { readonly fn: Fn }>(all: Iterable<T>): ReadonlyMap<Fn, readonly T[]> {
  const found = new Map<Fn, T[]>();
  for (const each of all) append(found, each.fn, each);
  return found;
}

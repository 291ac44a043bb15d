import { CONNECTIONS, isByteStream, MODELS_OF_KINDS, RESPONSES, SERVERS } from '../models-ts';
import { child, type SyntaxNode } from '../syntax';
import { type Entity, Meanings, type Trigger } from './meanings';
import { type Names, readNames } from './names';
import { type Binding, type Fn, isInside } from './scopes';
import { tellsFailure } from './settling';
import { isFunctionNode, propertyOf, type Source, textOf, unwrap } from './source';
import { type Use, Uses } from './uses';

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
  private readonly reached = new Map<Fn | null, Map<Fn, ReadonlySet<Fn>>>();
  private readonly nested = new Map<Fn, Fn[]>();

  constructor(readonly source: Source) {
    this.names = readNames(source);
    this.meanings = new Meanings(source, this.names);
    this.uses = new Uses(this.meanings);
    this.entities = this.findEntities();
    this.holds = this.findHolders(false);
    this.mayHold = this.findHolders(true);
    for (const fn of this.names.functions)
      for (let outer: Fn | null = fn.parent; outer !== null; outer = outer.parent)
        append(this.nested, outer, fn);
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

  /** The objects that an expression may stand for: for a parameter also those that callers give. */
  entitiesAt(node: SyntaxNode): readonly Entity[] {
    const binding = this.names.meaning.get(unwrap(node));
    const held = binding === undefined ? [] : (this.mayHold.get(binding) ?? []);
    const own = this.meanings.entityOf(node);
    return own === null || held.includes(own) ? held : [...held, own];
  }

  /** Whether code runs because an object emitted one of these events. */
  runsOn(fn: Fn, entity: Entity, events: RegExp): boolean {
    const handlers = this.handlersOf(entity, events);
    return handlers.some((each) => this.reach(each).has(fn));
  }

  /** The functions that listen to an object. */
  handlersOf(entity: Entity, events: RegExp): readonly Fn[] {
    this.listening ??= this.findListening();
    const listening = this.listening.get(entity) ?? [];
    return [...new Set(listening.flatMap(({ fn, event }) => (events.test(event) ? [fn] : [])))];
  }

  private listening: ReadonlyMap<Entity, readonly { readonly fn: Fn; readonly event: string }[]> | null =
    null;

  private findListening(): Map<Entity, { fn: Fn; event: string }[]> {
    const listening = new Map<Entity, { fn: Fn; event: string }[]>();
    for (const fn of this.names.functions)
      for (const trigger of this.meanings.triggersOf(fn))
        if (trigger.kind === 'event')
          for (const entity of this.emittersOf(trigger))
            append(listening, entity, { fn, event: trigger.event });
    return listening;
  }

  /** Who may emit an event: the object itself, or whatever else the listened-to expression stands for. */
  private emittersOf({ call, emitter }: Extract<Trigger, { kind: 'event' }>): ReadonlySet<Entity> {
    const callee = child(call, 'function');
    const object = callee === null ? null : child(callee, 'object');
    const emitters = new Set(object === null ? [] : this.entitiesAt(object));
    return emitter === null ? emitters : emitters.add(emitter);
  }

  /** The function and all that run because of it, `not` left out: those in it, and those of the file that it names. */
  reach(fn: Fn, not: Fn | null = null): ReadonlySet<Fn> {
    const reached = this.reachedWithout(not);
    const known = reached.get(fn);
    if (known !== undefined) return known;
    const found = new Set<Fn>();
    const waiting = [fn];
    for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
      if (found.has(each) || each === not) continue;
      found.add(each);
      waiting.push(...(this.nested.get(each) ?? []), ...this.named(each));
    }
    reached.set(fn, found);
    return found;
  }

  private reachedWithout(not: Fn | null): Map<Fn, ReadonlySet<Fn>> {
    const known = this.reached.get(not);
    if (known !== undefined) return known;
    const reached = new Map<Fn, ReadonlySet<Fn>>();
    this.reached.set(not, reached);
    return reached;
  }

  private readonly namedBy = new Map<Fn, Fn[]>();

  /** The functions that the code of a function names. */
  private named(fn: Fn): readonly Fn[] {
    if (this.namedBy.size === 0) {
      for (const each of this.names.functions) this.namedBy.set(each, []);
      for (const target of this.names.functions)
        for (const reference of this.meanings.referencesTo(target))
          this.namedBy.get(this.meanings.fnAt(reference))?.push(target);
    }
    return this.namedBy.get(fn) ?? [];
  }

  /** What running a function may do to an object, its aftermath left out. */
  effects(fn: Fn, entity: Entity): readonly Use[] {
    const uses = this.lasting(entity);
    if (uses.length === 0) return uses;
    // To call the function around the object is to make another one.
    const reach = this.reach(fn, isInside(entity.fn, fn) ? null : entity.fn);
    return uses.filter((use) => reach.has(use.fn));
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
          (trigger) => trigger.kind === 'event' && trigger.emitter === entity && final.has(trigger.event),
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

  /** Whether a use ends the duty to close: reading a connection does, unless its maker closes it himself elsewhere. */
  dutyAfter({ effect }: Use, entity: Entity): 'close' | 'take' | null {
    if (effect === 'none') return null;
    if (effect !== 'consume') return effect;
    return entity.origin === 'borrowed' || this.closesItself(entity) ? null : 'take';
  }

  private readonly duties = new Map<Entity, boolean>();

  /** Whether a path that loses the object is worth a word; the rest is for the rules that look at all of its life. */
  isDuty(entity: Entity): boolean {
    const known = this.duties.get(entity);
    if (known !== undefined) return known;
    const duty = entity.fn.kind !== 'module' && this.findDuty(entity);
    this.duties.set(entity, duty);
    return duty;
  }

  private findDuty(entity: Entity): boolean {
    const { kind, origin, fn, args } = entity;
    if (origin === 'borrowed' || kind === 'request') return false;
    if (SERVERS.has(kind)) return this.closesInOwnCode(entity);
    if (RESPONSES.has(kind))
      return !this.hasNoBody(args) && !this.isAborted(entity) && !this.isReadBeside(entity);
    if (!isByteStream(kind) || kind === 'raw-socket') return true;
    if (this.lasting(entity).length > 0) return true;
    // A connection that nothing ever closes or reads: where somebody is told how it went, he believes it done with.
    return origin === 'created' && [...this.reach(fn)].some((each) => this.tells(each));
  }

  /** Another listener of the same event reads it. */
  private isReadBeside = ({ at, emitter, from }: Entity): boolean =>
    emitter !== null &&
    (emitter.origin === 'borrowed' ||
      this.entities.some(
        (other) =>
          other.emitter === emitter &&
          other.from === from &&
          other.at !== at &&
          this.lasting(other).length > 0,
      ));

  private closesInOwnCode = (entity: Entity): boolean =>
    this.uses.of(entity).some(({ effect, fn }) => effect === 'close' && fn === entity.fn);

  /** HEAD is answered without a body. */
  private hasNoBody = (args: readonly SyntaxNode[]): boolean =>
    args.some((each) => {
      const method = propertyOf(this.source, each, 'method');
      return method !== null && /^['"`]HEAD['"`]$/i.test(textOf(this.source, method));
    });

  /** The function that makes it also has the signal that ends it. */
  private isAborted({ fn, args }: Entity): boolean {
    if (!args.some((each) => propertyOf(this.source, each, 'signal') !== null)) return false;
    return this.callsIn(fn).some(({ node }) => {
      const callee = child(node, 'function');
      return callee !== null && /\.abort$/.test(textOf(this.source, callee));
    });
  }

  private tells(fn: Fn): boolean {
    return this.callsIn(fn).some(
      ({ node }) => this.meanings.valueOf(child(node, 'function'))?.kind === 'settle',
    );
  }

  /** Whether the function that makes a connection closes it, or returns it, in its own code. */
  closesItself(entity: Entity): boolean {
    if (entity.origin !== 'created' || !CONNECTIONS.has(entity.kind)) return false;
    const own = this.uses.of(entity).filter(({ fn }) => fn === entity.fn);
    // Who listens for the end waits for the peer to close.
    if (own.some(({ how, name }) => how === 'listen' && (name === 'end' || name === 'close'))) return false;
    return own.some(({ effect, how }) => effect === 'close' || (how === 'return' && effect === 'take'));
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

  private readonly settling = new Map<Fn, boolean>();

  /** Whether a function tells of a failure itself: rejects, or calls back with an error. */
  settles(fn: Fn): boolean {
    if (this.settling.size === 0)
      for (const { node, fn: own } of this.names.calls) {
        const callee = child(node, 'function');
        const value = callee === null ? null : this.meanings.valueOf(callee);
        if (value?.kind === 'settle' && tellsFailure(this.source, node, value)) this.settling.set(own, true);
      }
    return this.settling.get(fn) === true;
  }

  private readonly ending = new Map<Fn, boolean>();

  /** Whether running a function destroys or aborts a request. */
  endsRequests(fn: Fn): boolean {
    const known = this.ending.get(fn);
    if (known !== undefined) return known;
    const ends = [...this.reach(fn)].some((each) =>
      this.callsIn(each).some(({ node }) => {
        const callee = child(node, 'function');
        return callee !== null && /req\w*\??\.(abort|destroy)$/i.test(textOf(this.source, callee));
      }),
    );
    this.ending.set(fn, ends);
    return ends;
  }

  /** Whether what is awaited is seen to fail: a promise that is rejected here, an async function that throws. */
  rejects(awaited: SyntaxNode): boolean {
    const node = unwrap(awaited);
    if (node.type === 'new_expression') {
      const executor = this.meanings.valueOf(child(node, 'arguments')?.children[0] ?? null);
      return executor?.kind === 'function' && [...this.reach(executor.fn)].some((fn) => this.settles(fn));
    }
    const callee = node.type === 'call_expression' ? this.meanings.valueOf(child(node, 'function')) : null;
    return callee?.kind === 'function' && callee.fn.isAsync && this.throws(callee.fn);
  }

  /** Whether a function is what a test runner runs. */
  isTest = (fn: Fn): boolean =>
    this.meanings.triggersOf(fn).some((each) => each.kind === 'callback' && TESTS.test(each.callee));

  private readonly throwing = new Map<Fn, boolean>();

  /** Whether a `throw` stands in a function outside of any `try`. */
  throws(fn: Fn): boolean {
    const known = this.throwing.get(fn);
    if (known !== undefined) return known;
    let found = false;
    const waiting = fn.body === null ? [] : [fn.body];
    for (let node = waiting.pop(); node !== undefined && !found; node = waiting.pop()) {
      found = node.type === 'throw_statement';
      for (const each of node.children)
        if (
          /statement|block|clause|switch/.test(each.type) &&
          each.type !== 'try_statement' &&
          !isFunctionNode(each)
        )
          waiting.push(each);
    }
    this.throwing.set(fn, found);
    return found;
  }

  isNested = (node: SyntaxNode, fn: Fn): boolean => isInside(this.meanings.fnAt(node), fn);
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

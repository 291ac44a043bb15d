import { type Api, apiOf, globalApi, type Kind, MODELS_OF_KINDS, PROPERTIES } from '../models-ts';
import { child, type SyntaxNode } from '../syntax';
import type { Names } from './names';
import { type Binding, type Field, type Fn, isKlass, type Klass, type Path, thisKlass } from './scopes';
import {
  argumentsOf,
  isFunctionNode,
  isWrapper,
  keyName,
  propertyOf,
  type Source,
  stringValue,
  textOf,
  unwrap,
} from './source';
import { requiredModule, Types } from './types';

/** An object that holds a connection, as one place of the code makes it or gets it. */
export interface Entity {
  readonly kind: Kind;
  /** The expression that makes it, or the parameter that brings it. */
  readonly at: SyntaxNode;
  /** `created` by a call, `accepted` as what an event gives, `borrowed` from who owns it. */
  readonly origin: 'created' | 'accepted' | 'borrowed';
  /** The function or event that it comes from, as the source writes it. */
  readonly from: string;
  readonly fn: Fn;
  /** For what is created by a module's function: its arguments. */
  readonly args: readonly SyntaxNode[];
  /** For what an event gives: who emitted it. */
  readonly emitter: Entity | null;
}

/** What an expression stands for, as far as the code says it. */
export type Value =
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'export'; readonly module: string; readonly name: string }
  | { readonly kind: 'object'; readonly entity: Entity; readonly promised: boolean }
  | { readonly kind: 'function'; readonly fn: Fn }
  | { readonly kind: 'class'; readonly klass: Klass }
  | { readonly kind: 'instance'; readonly klass: Klass }
  /** Tells somebody how it went: a promise's functions, a callback. `of` has it as a parameter. */
  | { readonly kind: 'settle'; readonly how: 'resolve' | 'reject' | 'callback'; readonly of: Fn };

/** What makes a function run. */
export type Trigger =
  | {
      readonly kind: 'event';
      readonly event: string;
      readonly emitter: Entity | null;
      readonly call: SyntaxNode;
    }
  | { readonly kind: 'timer'; readonly call: SyntaxNode }
  | { readonly kind: 'executor'; readonly call: SyntaxNode }
  | { readonly kind: 'promise'; readonly method: string; readonly call: SyntaxNode }
  /** Run at once by the call that gets it. */
  | { readonly kind: 'inline'; readonly call: SyntaxNode }
  /** Given to a function that is not known. */
  | { readonly kind: 'callback'; readonly call: SyntaxNode; readonly callee: string; readonly index: number }
  | { readonly kind: 'called'; readonly call: SyntaxNode; readonly by: Fn }
  | { readonly kind: 'unknown' };

const LISTENS: ReadonlySet<string> = new Set([
  'on',
  'once',
  'addListener',
  'prependListener',
  'prependOnceListener',
  'addEventListener',
]);
/** What compilers put around `require`. */
const INTEROP = /^(?:tslib(?:_\d+)?\.|\(0, *)?_{0,2}(?:interop\w*|importDefault|importStar|toESM)\d*\)?$/;
/** Functions that give a function back that does the same, once or later. */
const WRAPS =
  /(?:^|\.)(?:once|onlyOnce|wrap\w*|bind|guard\w*|debounce|throttle|callOnce|runOnce|dezalgo|asyncHandler|catchAsync)$/;
const TIMERS = /^(?:(?:globalThis|window|global|timers)\.)?(?:setTimeout|setInterval)$/;
const LATER = /^(?:setImmediate|queueMicrotask|process\.nextTick)$/;
const INLINE: ReadonlySet<string> = new Set(
  'forEach map filter find findIndex some every reduce reduceRight flatMap sort replace from'.split(' '),
);
/** What a function among the arguments of a method waits for. */
const METHOD_EVENTS: Readonly<Record<string, string>> = {
  setTimeout: 'timeout',
  connect: 'connect',
  listen: 'listening',
  bind: 'listening',
  close: 'close',
  end: 'finish',
  write: 'written',
  send: 'sent',
  ping: 'pong',
};
const CALLBACK_NAME =
  /^(?:cb|callback|done|next|fn|fulfil|fulfill|finish|complete|(?:on)?(?:done|finish|complete|ready|result))$|callback$|^cb\d|Cb$/i;
/** Evaluation is cut here: cycles among variables, and hostile input. */
const DEEPEST = 40;
/** A question that leads back to itself is asked again as often as this, for all ways through a circle are many. */
const MOST_TRIES = 3;

/** Tells what expressions stand for and what runs functions, without a type checker. */
export class Meanings {
  readonly types: Types;
  private readonly values = new Map<SyntaxNode, Value | null>();
  private readonly created = new Map<SyntaxNode, Entity>();
  private readonly parameters = new Map<Binding, Value | null>();
  private readonly triggers = new Map<Fn, readonly Trigger[]>();
  private readonly underWay = new Set<object>();
  private readonly tries = new Map<object, number>();
  private depth = 0;
  /** How often a question came back to itself. */
  private cuts = 0;

  constructor(
    readonly source: Source,
    readonly names: Names,
  ) {
    this.types = new Types(source, names);
  }

  /** The function whose code a node is. */
  fnAt(node: SyntaxNode): Fn {
    let at: SyntaxNode | undefined = this.source.parents.get(node);
    while (at !== undefined) {
      const fn = this.names.fnOf.get(at);
      if (fn !== undefined) return fn;
      at = this.source.parents.get(at);
    }
    return this.names.functions[0];
  }

  valueOf(expression: SyntaxNode | null): Value | null {
    if (expression === null) return null;
    const node = unwrap(expression);
    const known = this.values.get(node);
    if (known !== undefined) return known;
    if (this.depth > DEEPEST || this.underWay.has(node)) {
      this.cuts++;
      return null;
    }
    const cuts = this.cuts;
    this.depth++;
    this.underWay.add(node);
    const value = this.evaluate(node);
    this.underWay.delete(node);
    this.depth--;
    // What was cut off in a circle may be told by somebody who comes from elsewhere.
    if (value !== null || this.isSettled(node, cuts)) this.values.set(node, value);
    return value;
  }

  /** Whether an answer stays: nothing was cut off on the way to it, or it was looked for often enough. */
  private isSettled(question: object, cuts: number): boolean {
    if (cuts === this.cuts || this.depth === 0) return true;
    const tries = (this.tries.get(question) ?? 0) + 1;
    this.tries.set(question, tries);
    return tries >= MOST_TRIES;
  }

  /** The object that an expression stands for, awaited or not. */
  entityOf(expression: SyntaxNode | null): Entity | null {
    const value = this.valueOf(expression);
    return value?.kind === 'object' ? value.entity : null;
  }

  private evaluate(node: SyntaxNode): Value | null {
    switch (node.type) {
      case 'identifier':
      case 'shorthand_property_identifier':
      case 'shorthand_property_identifier_pattern': {
        const binding = this.names.meaning.get(node);
        return binding === undefined ? null : this.valueOfBinding(binding);
      }
      case 'this':
        return this.valueOfThis(this.fnAt(node));
      case 'member_expression':
        return this.member(node);
      case 'call_expression':
        return this.call(node);
      case 'new_expression':
        return this.construct(node);
      case 'await_expression': {
        const value = this.valueOf(node.children[0] ?? null);
        return value?.kind === 'object'
          ? { ...value, promised: false }
          : value?.kind === 'module'
            ? value
            : null;
      }
      case 'assignment_expression':
        return this.valueOf(child(node, 'right'));
      case 'binary_expression':
        return /^(\|\||\?\?|&&)$/.test(node.operator)
          ? (this.objectOf(child(node, 'right')) ?? this.valueOf(child(node, 'left')))
          : null;
      case 'ternary_expression':
        return this.valueOf(child(node, 'consequence')) ?? this.valueOf(child(node, 'alternative'));
      case 'sequence_expression':
        return this.valueOf(node.children.at(-1) ?? null);
      case 'class': {
        const klass = this.names.klasses.find((each) => each.node === node);
        return klass === undefined ? null : { kind: 'class', klass };
      }
      default: {
        const fn = isFunctionNode(node) ? this.names.fnOf.get(node) : undefined;
        return fn === undefined ? null : { kind: 'function', fn };
      }
    }
  }

  private objectOf(node: SyntaxNode | null): Value | null {
    const value = this.valueOf(node);
    return value?.kind === 'object' ? value : null;
  }

  /** In a plain function that listens, `this` is who emits; else the object of the class. */
  private valueOfThis(fn: Fn): Value | null {
    let own: Fn = fn;
    while (own.kind === 'arrow' && own.parent !== null) own = own.parent;
    if (own.kind === 'function')
      for (const trigger of this.triggersOf(own))
        if (trigger.kind === 'event' && trigger.emitter !== null)
          return { kind: 'object', entity: trigger.emitter, promised: false };
    const klass = thisKlass(fn);
    return klass === null ? null : { kind: 'instance', klass };
  }

  valueOfBinding(binding: Binding): Value | null {
    const { imported, defines } = binding;
    if (imported !== null) return exported(imported.module, imported.name);
    if (defines !== null)
      return isKlass(defines) ? { kind: 'class', klass: defines } : { kind: 'function', fn: defines };
    if (binding.parameter !== null) {
      const known = this.parameters.get(binding);
      if (known !== undefined) return known;
      if (this.underWay.has(binding)) {
        this.cuts++;
        return null;
      }
      const cuts = this.cuts;
      this.underWay.add(binding);
      const value = this.valueOfParameter(binding);
      this.underWay.delete(binding);
      if (value !== null || this.isSettled(binding, cuts)) this.parameters.set(binding, value);
      return value;
    }
    for (const { value, path } of binding.writes) {
      const found = value === null ? null : this.inside(this.valueOf(value), path);
      if (found !== null) return found;
    }
    const annotated =
      this.types.annotated(binding.annotation) ??
      (binding.kind === 'let' ? this.types.typeInDoc(binding.declaration, this.source.parents) : null);
    return annotated === null ? null : this.borrowed(binding, annotated.kind, annotated.promised);
  }

  private borrowed(binding: Binding, kind: Kind, promised = false): Value {
    const { declaration: at, fn } = binding;
    return { kind: 'object', promised, entity: this.entity(at, kind, 'borrowed', '', fn, [], null) };
  }

  /** One entity for each place that makes one. */
  private entity(
    at: SyntaxNode,
    kind: Kind,
    origin: Entity['origin'],
    from: string,
    fn: Fn,
    args: readonly SyntaxNode[],
    emitter: Entity | null,
  ): Entity {
    const known = this.created.get(at);
    if (known !== undefined) return known;
    const entity: Entity = { kind, at, origin, from, fn, args, emitter };
    this.created.set(at, entity);
    return entity;
  }

  private valueOfParameter(binding: Binding): Value | null {
    const { index, path } = binding.parameter as NonNullable<Binding['parameter']>;
    const given = this.givenTo(binding.fn, index, path, binding);
    if (given !== null) return given;
    const annotated =
      this.types.annotated(binding.annotation) ??
      this.types.parameterInDoc(binding.fn.node, this.source.parents, binding.name);
    if (annotated !== null) return this.borrowed(binding, annotated.kind, annotated.promised);
    if (path.length === 0 && binding.writes.length === 0 && CALLBACK_NAME.test(binding.name))
      return { kind: 'settle', how: 'callback', of: binding.fn };
    return path.length === 0 ? this.givenByCallers(binding, index) : null;
  }

  /** What the event or promise that runs a function gives it. */
  private givenTo(fn: Fn, index: number, path: Path, binding: Binding): Value | null {
    for (const trigger of this.triggersOf(fn)) {
      if (trigger.kind === 'executor' && path.length === 0 && index < 2)
        return { kind: 'settle', how: index === 0 ? 'resolve' : 'reject', of: fn };
      if (trigger.kind === 'promise' && trigger.method === 'then' && index === 0) {
        const promise = this.valueOf(child(child(trigger.call, 'function') ?? trigger.call, 'object'));
        if (promise?.kind === 'object' && promise.promised) {
          const { kind, from, emitter, args } = promise.entity;
          return {
            kind: 'object',
            promised: false,
            entity: this.entity(binding.declaration, kind, 'accepted', from, fn, args, emitter),
          };
        }
      }
      if (trigger.kind === 'callback' && path.length === 0) {
        const brought = this.givenByCallback(trigger, index, fn, binding);
        if (brought !== null) return brought;
      }
      if (trigger.kind !== 'event' || path.length > 0) continue;
      const kind = this.kindGiven(trigger, index, binding);
      if (kind === null) continue;
      const entity = this.entity(
        binding.declaration,
        kind,
        ownedWhenGiven(trigger, kind) ? 'accepted' : 'borrowed',
        trigger.event,
        fn,
        [],
        trigger.emitter,
      );
      return { kind: 'object', promised: false, entity };
    }
    return null;
  }

  /** `submit(data, (error, response) => ...)`: what `submit` of this file calls its callback with. */
  private givenByCallback(
    { call, index }: Extract<Trigger, { kind: 'callback' }>,
    place: number,
    fn: Fn,
    binding: Binding,
  ): Value | null {
    const callee = this.valueOf(child(call, 'function'));
    const brought = callee?.kind === 'function' ? this.broughtBy(callee.fn, index, place) : null;
    if (brought === null || brought.kind !== 'response') return null;
    const { kind, from } = brought;
    const entity = this.entity(binding.declaration, kind, 'accepted', from, fn, [], null);
    return { kind: 'object', promised: false, entity };
  }

  private kindGiven(
    { emitter, event }: Extract<Trigger, { kind: 'event' }>,
    index: number,
    binding: Binding,
  ): Kind | null {
    if (emitter !== null) return MODELS_OF_KINDS[emitter.kind].given[event]?.[index] ?? null;
    // A server that nobody names: its upgrades look like nothing else.
    const raw =
      (event === 'upgrade' || event === 'connect') &&
      index === 1 &&
      binding.fn.parameters.length >= 2 &&
      /sock|conn|client|stream|duplex/i.test(binding.name) &&
      (event === 'upgrade' || binding.fn.parameters.length >= 3);
    return raw ? 'raw-socket' : null;
  }

  /** The functions of the file that call this one say what they give. */
  private givenByCallers(binding: Binding, index: number): Value | null {
    for (const trigger of this.triggersOf(binding.fn)) {
      if (trigger.kind !== 'called') continue;
      const argument = argumentsOf(trigger.call)[index];
      const value = argument === undefined ? null : this.valueOf(argument);
      if (value?.kind === 'object') return this.borrowed(binding, value.entity.kind, value.promised);
    }
    return null;
  }

  private member(node: SyntaxNode): Value | null {
    const field = this.names.fieldAt.get(node);
    if (field !== undefined) return this.valueOfField(field);
    const name = keyName(this.source, child(node, 'property'));
    const object = this.valueOf(child(node, 'object'));
    return name === null || object === null ? null : this.inside(object, [name]);
  }

  valueOfField(field: Field): Value | null {
    const method = field.klass.methods.get(field.name);
    if (method !== undefined) return { kind: 'function', fn: method };
    for (const { value } of field.writes) {
      const found = this.valueOf(value);
      if (found !== null) return found;
    }
    const annotated = this.types.annotated(field.annotation);
    if (annotated === null || field.annotation === null) return null;
    const fn = this.names.fnOf.get(field.klass.node) ?? this.names.functions[0];
    return {
      kind: 'object',
      promised: annotated.promised,
      entity: this.entity(field.annotation, annotated.kind, 'borrowed', '', fn, [], null),
    };
  }

  /** What a destructuring or a property takes from a value. */
  inside(value: Value | null, path: Path): Value | null {
    let at = value;
    for (const step of path) {
      if (at === null || typeof step === 'number') return null;
      if (at.kind === 'module') at = exported(at.module, step);
      else if (at.kind === 'export')
        at =
          step === 'default'
            ? at
            : exported(at.name === 'default' ? at.module : `${at.module}.${at.name}`, step);
      else if (at.kind === 'object') at = this.property(at.entity, step);
      else if (at.kind === 'instance') {
        const method: Fn | undefined = at.klass.methods.get(step);
        const field: Field | undefined = at.klass.fields.get(step);
        at =
          method !== undefined
            ? { kind: 'function', fn: method }
            : field === undefined
              ? null
              : this.valueOfField(field);
      } else return null;
    }
    return at;
  }

  private property(entity: Entity, name: string): Value | null {
    // The body is what the response is about: who reads it reads the response.
    if (name === 'body' && /^(undici|fetch)-/.test(entity.kind))
      return { kind: 'object', entity, promised: false };
    const kind = PROPERTIES[entity.kind]?.[name];
    if (kind === undefined) return null;
    return {
      kind: 'object',
      promised: false,
      entity: {
        kind,
        at: entity.at,
        origin: 'borrowed',
        from: name,
        fn: entity.fn,
        args: [],
        emitter: entity,
      },
    };
  }

  private call(node: SyntaxNode): Value | null {
    const module = requiredModule(this.source, node);
    if (module !== null) return { kind: 'module', module: module.replace(/^node:/, '') };
    const callee = child(node, 'function');
    if (callee === null) return null;
    if (INTEROP.test(textOf(this.source, callee))) {
      const wrapped = this.valueOf(argumentsOf(node)[0] ?? null);
      if (wrapped?.kind === 'module') return wrapped;
    }
    const target = this.valueOf(callee);
    if (target?.kind === 'export') return this.made(node, apiOf(target.module, target.name), callee);
    if (target?.kind === 'function') return this.returned(node, target.fn, callee);
    if (callee.type === 'identifier' && !this.names.meaning.has(callee))
      return this.made(node, globalApi(textOf(this.source, callee)), callee);
    return callee.type === 'member_expression' ? this.methodResult(node, callee) : null;
  }

  private methodResult(node: SyntaxNode, callee: SyntaxNode): Value | null {
    const name = keyName(this.source, child(callee, 'property')) ?? '';
    const object = this.valueOf(child(callee, 'object'));
    if (object?.kind === 'function' && name === 'bind') return object;
    if (object === null && this.isRequest(node, callee)) return this.made(node, REQUEST, callee);
    if (object?.kind !== 'object') return null;
    const { entity, promised } = object;
    if (promised) return name === 'catch' || name === 'finally' ? object : null;
    if (MODELS_OF_KINDS[entity.kind].chains.has(name)) return object;
    if (name === 'pipe') return this.valueOf(argumentsOf(node)[0] ?? null);
    const api = RESULTS[`${entity.kind}.${name}`];
    return api === undefined ? null : this.made(node, api, callee);
  }

  /** `transport.request(options, (response) => ...)`, where `transport` is http or https by its name. */
  private isRequest(node: SyntaxNode, callee: SyntaxNode): boolean {
    const text = textOf(this.source, callee).slice(-60);
    if (
      !/(^|\.)(https?(Module|Lib|Library|Impl)?|transport|(native)?Protocol|proto)\.(request|get)$/i.test(
        text,
      )
    )
      return false;
    const last = unwrap(argumentsOf(node).at(-1) ?? node);
    if (/^(this|self)\.\w*response\w*$/i.test(textOf(this.source, last))) return true;
    const listener = this.names.fnOf.get(last);
    const [first] = listener?.parameters ?? [];
    if (first === undefined || listener?.parameters.length !== 1) return false;
    return /^(res|resp|response|msg|message|incoming)\b/i.test(textOf(this.source, first));
  }

  private made(node: SyntaxNode, api: Api | null, callee: SyntaxNode): Value | null {
    if (api === null) return null;
    const args = argumentsOf(node);
    if (api.onlyWith !== undefined && !this.isSwitchedOn(args, api.onlyWith)) return null;
    const from = textOf(this.source, callee).replace(/\s+/g, ' ').slice(0, 60);
    const entity = this.entity(node, api.makes, 'created', from, this.fnAt(node), args, null);
    return { kind: 'object', entity, promised: api.promised === true };
  }

  /** An option that is there, and not written as false. */
  private isSwitchedOn(args: readonly SyntaxNode[], option: string): boolean {
    return args.some((each) => {
      const value = propertyOf(this.source, each, option);
      return value !== null && textOf(this.source, value) === 'true';
    });
  }

  /** What a function of the file makes and returns is made by its call. */
  private returned(node: SyntaxNode, fn: Fn, callee: SyntaxNode): Value | null {
    for (const each of this.returnsOf(fn)) {
      const value = this.valueOf(each);
      if (value?.kind !== 'object' || value.entity.origin !== 'created' || isBare(value.entity)) continue;
      if (value.entity.at === each && value.promised && value.entity.kind === 'response')
        return this.passedOn(node, value.entity, true);
      const from = textOf(this.source, callee).slice(0, 60);
      const entity = this.entity(
        node,
        value.entity.kind,
        'created',
        from,
        this.fnAt(node),
        value.entity.args,
        null,
      );
      return { kind: 'object', entity, promised: value.promised || fn.isAsync };
    }
    return null;
  }

  private readonly returns = new Map<Fn, readonly SyntaxNode[]>();

  /** The expressions that a function returns. */
  returnsOf(fn: Fn): readonly SyntaxNode[] {
    const known = this.returns.get(fn);
    if (known !== undefined) return known;
    const found: SyntaxNode[] = [];
    const { body } = fn;
    if (body !== null && body.type !== 'statement_block' && fn.kind === 'arrow') found.push(body);
    const waiting = body?.type === 'statement_block' ? [body] : [];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.type === 'return_statement' && node.children.length > 0) found.push(node.children[0]);
      for (const each of node.children)
        if (!isFunctionNode(each) && /statement|block|clause|switch/.test(each.type)) waiting.push(each);
    }
    this.returns.set(fn, found);
    return found;
  }

  private construct(node: SyntaxNode): Value | null {
    const callee = child(node, 'constructor');
    if (callee !== null && textOf(this.source, callee) === 'Promise') return this.promised(node);
    const target = this.valueOf(callee);
    if (target?.kind === 'class') return { kind: 'instance', klass: target.klass };
    if (target?.kind !== 'export' || callee === null) return null;
    return this.made(node, apiOf(target.module, target.name), callee);
  }

  /** What a promise made here brings: what its executor resolves it with. */
  private promised(node: SyntaxNode): Value | null {
    const executor = this.valueOf(argumentsOf(node)[0] ?? null);
    if (executor?.kind !== 'function') return null;
    const brought = this.broughtBy(executor.fn, 0);
    return brought === null ? null : this.passedOn(node, brought, true);
  }

  /** An object that comes to `at` by way of a promise or callback, whose duty comes with it. */
  private passedOn(at: SyntaxNode, { kind, from, args }: Entity, promised: boolean): Value {
    return {
      kind: 'object',
      promised,
      entity: this.entity(at, kind, 'created', from, this.fnAt(at), args, null),
    };
  }

  /** The object that a function gives to its parameter `index`, a promise's `resolve` or a callback, at `place`. */
  private broughtBy(fn: Fn, index: number, place = 0): Entity | null {
    const pattern = fn.parameters[index];
    const name = pattern === undefined ? null : (child(pattern, 'pattern') ?? pattern);
    const binding = name?.type === 'identifier' ? this.names.meaning.get(name) : undefined;
    for (const reference of binding?.references ?? []) {
      const parent = this.source.parents.get(reference);
      const entity =
        parent?.type === 'call_expression' && reference.field === 'function'
          ? this.entityOf(argumentsOf(parent)[place] ?? null)
          : parent?.type === 'arguments' && place === 0
            ? this.givenToListener(parent, reference)
            : null;
      if (entity !== null && entity.origin !== 'borrowed') return entity;
    }
    return null;
  }

  /** `http.get(url, resolve)`: what the event gives goes to the promise. */
  private givenToListener(list: SyntaxNode, reference: SyntaxNode): Entity | null {
    const call = this.source.parents.get(list);
    const trigger =
      call === undefined ? null : this.triggerOf(call, list.children.indexOf(reference), reference);
    if (trigger?.kind !== 'event' || trigger.emitter === null) return null;
    const kind = MODELS_OF_KINDS[trigger.emitter.kind].given[trigger.event]?.[0] ?? null;
    if (kind === null || !ownedWhenGiven(trigger, kind)) return null;
    return this.entity(reference, kind, 'accepted', trigger.event, this.fnAt(reference), [], trigger.emitter);
  }

  /** All that makes a function run, as far as the file shows it. */
  triggersOf(fn: Fn): readonly Trigger[] {
    const known = this.triggers.get(fn);
    if (known !== undefined) return known;
    if (this.underWay.has(fn)) {
      this.cuts++;
      return [];
    }
    const cuts = this.cuts;
    this.underWay.add(fn);
    const found: Trigger[] = [];
    if (
      fn.kind === 'arrow' ||
      (fn.kind === 'function' && /expression|generator_function$/.test(fn.node.type))
    )
      found.push(...this.usesAsFunction(fn.node, 0));
    for (const reference of this.referencesTo(fn)) found.push(...this.usesAsFunction(reference, 0));
    if (this.isOpen(fn)) found.push({ kind: 'unknown' });
    this.underWay.delete(fn);
    if (this.isSettled(fn, cuts)) this.triggers.set(fn, found);
    return found;
  }

  /** Others than this file can call it. */
  private isOpen(fn: Fn): boolean {
    if (fn.kind === 'method') return true;
    return fn.parent?.kind === 'module' && this.names.exported.has(fn.name);
  }

  /** The places that name a function. */
  referencesTo(fn: Fn): readonly SyntaxNode[] {
    if (fn.klass?.methods.get(fn.name) === fn) return fn.klass.fields.get(fn.name)?.references ?? [];
    const binding = this.bindingOf(fn);
    return binding === null ? this.referencesInFields(fn) : binding.references;
  }

  /** `this.listener = function () {}`, and where the field is named. */
  private referencesInFields(fn: Fn): readonly SyntaxNode[] {
    const parent = this.source.parents.get(fn.node);
    const left = parent?.type === 'assignment_expression' ? child(parent, 'left') : null;
    const field = left === null ? undefined : this.names.fieldAt.get(left);
    return field === undefined ? [] : field.references;
  }

  private readonly bindingsOfFunctions = new Map<Fn, Binding>();

  /** The variable that a function is the value of. */
  bindingOf(fn: Fn): Binding | null {
    if (this.bindingsOfFunctions.size === 0)
      for (const binding of this.names.bindings) {
        if (binding.defines !== null && !isKlass(binding.defines))
          this.bindingsOfFunctions.set(binding.defines, binding);
        for (const { value, path } of binding.writes) {
          const own = value === null || path.length > 0 ? undefined : this.names.fnOf.get(unwrap(value));
          if (own !== undefined) this.bindingsOfFunctions.set(own, binding);
        }
      }
    return this.bindingsOfFunctions.get(fn) ?? null;
  }

  /** What becomes of a function where it is written or named. */
  private usesAsFunction(node: SyntaxNode, depth: number): Trigger[] {
    const { parents } = this.source;
    let at = node;
    let parent = parents.get(at);
    while (parent !== undefined && (isWrapper(parent) || this.isBinding(parent, at))) {
      at = parent;
      parent = parents.get(at);
    }
    if (parent === undefined || depth > 3) return [{ kind: 'unknown' }];
    if (parent.type === 'arguments') {
      const call = parents.get(parent);
      if (call === undefined) return [];
      if (this.isWrapping(call)) return this.usesOfWrapped(call, depth);
      return [this.triggerOf(call, parent.children.indexOf(at), at)];
    }
    if (parent.type === 'call_expression' && at.field === 'function')
      return [
        {
          kind: isFunctionNode(unwrap(at)) ? 'inline' : 'called',
          call: parent,
          by: this.fnAt(parent),
        } as Trigger,
      ];
    if (parent.type === 'new_expression' && at.field === 'constructor') return [{ kind: 'unknown' }];
    if (
      parent.type === 'variable_declarator' ||
      parent.type === 'public_field_definition' ||
      parent.type === 'expression_statement'
    )
      return [];
    if (
      parent.type === 'assignment_expression' &&
      at.field === 'right' &&
      child(parent, 'left')?.type === 'identifier'
    )
      return [];
    if (parent.type === 'assignment_expression' && at.field === 'left') return [];
    return [{ kind: 'unknown' }];
  }

  /** `once(listener)` is the listener. */
  private isWrapping(call: SyntaxNode): boolean {
    const callee = child(call, 'function');
    return callee !== null && WRAPS.test(textOf(this.source, callee)) && argumentsOf(call).length === 1;
  }

  /** What becomes of a wrapped function: where it is written, or by its name. */
  private usesOfWrapped(call: SyntaxNode, depth: number): Trigger[] {
    const parent = this.source.parents.get(call);
    const name = parent?.type === 'variable_declarator' ? child(parent, 'name') : null;
    const binding = name?.type === 'identifier' ? this.names.meaning.get(name) : undefined;
    if (binding === undefined) return this.usesAsFunction(call, depth + 1);
    return binding.references.flatMap((reference) => this.usesAsFunction(reference, depth + 1));
  }

  /** `this.method.bind(this)` is the method. */
  private isBinding(parent: SyntaxNode, at: SyntaxNode): boolean {
    if (parent.type === 'member_expression' && at.field === 'object')
      return (
        keyName(this.source, child(parent, 'property')) === 'bind' &&
        this.source.parents.get(parent)?.type === 'call_expression'
      );
    return (
      parent.type === 'call_expression' &&
      at.type === 'member_expression' &&
      at.field === 'function' &&
      keyName(this.source, child(at, 'property')) === 'bind' &&
      at.children.length > 0
    );
  }

  /** What runs the n-th argument of a call. */
  private triggerOf(call: SyntaxNode, index: number, at: SyntaxNode): Trigger {
    const callee = child(call, 'function') ?? child(call, 'constructor');
    if (callee === null) return { kind: 'unknown' };
    const text = textOf(this.source, callee);
    if (call.type === 'new_expression' && text === 'Promise') return { kind: 'executor', call };
    if (index === 0 && this.isExecutor(at)) return { kind: 'executor', call };
    if (TIMERS.test(text)) return { kind: 'timer', call };
    if (LATER.test(text)) return { kind: 'callback', call, callee: text, index };
    const member = callee.type === 'member_expression';
    const name = member ? (keyName(this.source, child(callee, 'property')) ?? '') : '';
    const args = argumentsOf(call);
    if (LISTENS.has(name)) {
      const event = stringValue(this.source, args[0]);
      if (event !== null)
        return { kind: 'event', event, emitter: this.entityOf(child(callee, 'object')), call };
    }
    if (/^(then|catch|finally)$/.test(name)) {
      const method = name === 'then' && index === 1 ? 'catch' : name;
      return { kind: 'promise', method, call };
    }
    const value = this.valueOf(callee);
    const api = value?.kind === 'export' ? apiOf(value.module, value.name) : null;
    if (api?.listens !== undefined)
      return { kind: 'event', event: api.listens, emitter: this.entityOf(call), call };
    if (member && value === null && this.isRequest(call, callee))
      return { kind: 'event', event: 'response', emitter: this.entityOf(call), call };
    if (member) {
      const emitter = this.entityOf(child(callee, 'object'));
      if (emitter !== null && Object.hasOwn(METHOD_EVENTS, name))
        return { kind: 'event', event: METHOD_EVENTS[name], emitter, call };
      if (INLINE.has(name)) return { kind: 'inline', call };
    }
    return { kind: 'callback', call, callee: text.slice(-80), index: at === undefined ? 0 : index };
  }

  /** `deferred((resolve, reject) => ...)`: a function with these parameters settles a promise, whoever makes it. */
  private isExecutor(node: SyntaxNode): boolean {
    const fn = this.names.fnOf.get(unwrap(node));
    const [first, second] = (fn?.parameters ?? []).map((each) =>
      textOf(this.source, child(each, 'pattern') ?? each),
    );
    return /^_?(resolve|fulfill?)$/.test(first ?? '') && /^_?reject$/.test(second ?? '');
  }
}

/** `new Socket()` is no connection before it connects, and its maker says so. */
const isBare = ({ from, kind }: Entity): boolean => /socket/.test(kind) && /(^|\.)Socket$/.test(from);

/** `ws` is a class and the module: its default export has the others as properties. */
function exported(module: string, name: string): Value {
  const plain = module.replace(/^node:/, '');
  if (name === '*') return { kind: 'module', module: plain };
  if (name === 'default')
    return apiOf(plain, 'default') === null
      ? { kind: 'module', module: plain }
      : { kind: 'export', module: plain, name };
  return { kind: 'export', module: plain, name };
}

/** Who listens for these is the one who has them. */
const ownedWhenGiven = ({ event }: { event: string }, kind: Kind): boolean =>
  event === 'connection' ||
  event === 'secureConnection' ||
  kind === 'raw-socket' ||
  (kind === 'response' && event === 'response');

const REQUEST: Api = { makes: 'request', listens: 'response' };

/** Methods that make something. */
const RESULTS: Readonly<Record<string, Api>> = {
  'http2-session.request': { makes: 'http2-stream' },
  'dispatcher.request': { makes: 'undici-response', promised: true },
};

import { type Kind, MODELS_OF_KINDS } from '../models-ts';
import { child, type SyntaxNode } from '../syntax';
import type { Entity, Meanings, Value } from './meanings';
import type { Binding, Field, Fn } from './scopes';
import { argumentsOf, isUsing, isWrapper, keyName, propertyOf, stringValue, textOf } from './source';

/** What one place of the code does with an object. */
export interface Use {
  readonly how:
    | 'method'
    | 'listen'
    | 'property'
    | 'argument'
    | 'settle'
    | 'return'
    | 'field'
    | 'store'
    | 'iterate'
    | 'test'
    | 'dropped';
  /** The method, event, property or function. */
  readonly name: string;
  /** Whether it closes the object, reads it to its end, or gives it to somebody else. */
  readonly effect: 'close' | 'consume' | 'take' | 'none';
  /** The expression that stands for the object. */
  readonly node: SyntaxNode;
  readonly call: SyntaxNode | null;
  readonly fn: Fn;
}

const LISTENS = /^(on|once|addListener|prependListener|prependOnceListener)$/;
/** Functions that only look, wherever they come from. */
const LOOKS =
  /^(?:console\.\w+|Boolean|String|Number|Object\.(?:keys|entries|is)|Array\.isArray|typeof|util\.(?:inspect|format)|expect|(?:assert|t|chai)(?:\.\w+)*|(?:\w+\.)*(?:log|debug|info|warn|error|trace|has|delete|indexOf|includes|off|removeListener|unpipe))$/;
/** stream.finished and stream.promises.finished wait; events.once and events.on listen. */
const WAITS: ReadonlySet<string> = new Set([
  'finished',
  'once',
  'on',
  'setMaxListeners',
  'getEventListeners',
]);
/** Options by which an agent is lent for one request. */
const LENDING = /^(agent|dispatcher|httpAgent|httpsAgent)$/;
const DEEPEST = 4;

/** Collects what a file does with an object, wherever it is captured, renamed, or given to a function of the file. */
export class Uses {
  private readonly known = new Map<Entity, readonly Use[]>();

  constructor(private readonly meanings: Meanings) {}

  of(entity: Entity): readonly Use[] {
    const known = this.known.get(entity);
    if (known !== undefined) return known;
    this.known.set(entity, []);
    const collector = new Collector(this.meanings, entity.kind);
    if (entity.origin === 'created') collector.follow(entity.at, 0);
    else {
      const binding = this.meanings.names.meaning.get(entity.at);
      if (binding !== undefined) collector.followBinding(binding, 0);
    }
    this.known.set(entity, collector.uses);
    return collector.uses;
  }

  /** What is done with the object that a field holds. */
  ofField(field: Field, kind: Kind): readonly Use[] {
    const collector = new Collector(this.meanings, kind);
    for (const reference of field.references) collector.follow(reference, 0);
    return collector.uses;
  }

  /** The field that holds the object, if one alone does. */
  fieldOf(entity: Entity): Field | null {
    const collector = new Collector(this.meanings, entity.kind);
    if (entity.origin === 'created') collector.follow(entity.at, DEEPEST);
    return collector.fields.size === 1 ? [...collector.fields][0] : null;
  }

  /** The variables that hold the object; with `given` also parameters of functions that it is given to. */
  holders(entity: Entity, given = false): ReadonlySet<Binding> {
    const collector = new Collector(this.meanings, entity.kind);
    const depth = given ? 0 : DEEPEST;
    if (entity.origin === 'created') collector.follow(entity.at, depth);
    else {
      const binding = this.meanings.names.meaning.get(entity.at);
      if (binding !== undefined) collector.followBinding(binding, depth);
    }
    return collector.bindings;
  }
}

class Collector {
  readonly uses: Use[] = [];
  readonly bindings = new Set<Binding>();
  readonly fields = new Set<Field>();
  private readonly listeners = new Set<Fn>();

  constructor(
    private readonly meanings: Meanings,
    private readonly kind: Kind,
  ) {}

  followBinding(binding: Binding, depth: number): void {
    if (this.bindings.has(binding)) return;
    this.bindings.add(binding);
    for (const reference of binding.references) {
      const parent = this.parentOf(reference);
      const written = parent?.type === 'assignment_expression' && reference.field === 'left';
      if (!written) this.follow(reference, depth);
    }
  }

  /** What the class does with the field is done with the object, while it is there. */
  private followField(field: Field, depth: number): void {
    if (this.fields.has(field)) return;
    this.fields.add(field);
    for (const reference of field.references) if (reference.field !== 'left') this.follow(reference, depth);
  }

  private parentOf = (node: SyntaxNode): SyntaxNode | undefined => this.meanings.source.parents.get(node);

  private add(
    how: Use['how'],
    name: string,
    effect: Use['effect'],
    node: SyntaxNode,
    call: SyntaxNode | null = null,
  ): void {
    this.uses.push({ how, name, effect, node, call, fn: this.meanings.fnAt(node) });
  }

  /** Follows an expression that stands for the object to what takes its value. */
  follow(node: SyntaxNode, depth: number): void {
    let at = node;
    for (let parent = this.parentOf(at); parent !== undefined; parent = this.parentOf(at)) {
      const next = this.step(at, parent, depth);
      if (next === null) return;
      at = next;
    }
  }

  /** The expression to go on with, null where the value's way ends. */
  private step(at: SyntaxNode, parent: SyntaxNode, depth: number): SyntaxNode | null {
    if (isWrapper(parent) || parent.type === 'await_expression') {
      // The condition of an `if` stands in parentheses.
      const outer = this.parentOf(parent);
      if (outer !== undefined && parent.type === 'parenthesized_expression' && parent.field === 'condition') {
        this.add('test', '', 'none', at);
        return null;
      }
      return parent;
    }
    switch (parent.type) {
      case 'member_expression':
        return at.field === 'object' ? this.stepMember(at, parent) : null;
      case 'subscript_expression':
        if (at.field === 'object') this.add('property', '', 'none', at);
        return null;
      case 'arguments':
        return this.stepArgument(at, parent, depth);
      case 'variable_declarator':
        this.stepInto(at, child(parent, 'name'), depth);
        return null;
      case 'assignment_expression':
      case 'augmented_assignment_expression':
        if (at.field !== 'right') return null;
        // Where its block ends, `using` disposes of it.
        if (isUsing(this.meanings.source, parent)) this.add('store', 'using', 'close', at);
        this.stepInto(at, child(parent, 'left'), depth);
        return parent;
      case 'ternary_expression':
        if (at.field !== 'condition') return parent;
        this.add('test', '', 'none', at);
        return null;
      case 'binary_expression':
        return this.stepBinary(at, parent);
      case 'return_statement':
        this.addReturn(at);
        return null;
      case 'arrow_function':
        if (at.field === 'body') this.addReturn(at);
        return null;
      case 'for_in_statement':
        if (at.field === 'right') this.add('iterate', '', 'consume', at);
        return null;
      case 'unary_expression':
      case 'template_substitution':
      case 'if_statement':
      case 'while_statement':
      case 'switch_statement':
        this.add('test', '', 'none', at);
        return null;
      case 'expression_statement':
      case 'sequence_expression':
        this.add('dropped', '', 'none', at);
        return null;
      case 'pair':
      case 'object':
        return this.stepOption(at, parent);
      case 'public_field_definition':
        this.add('field', '', 'take', at);
        return null;
      case 'export_specifier':
        this.add('store', '', 'take', at);
        return null;
      default:
        this.add('store', parent.type, 'take', at);
        return null;
    }
  }

  private stepBinary(at: SyntaxNode, parent: SyntaxNode): SyntaxNode | null {
    const gives = /^(\|\||\?\?)$/.test(parent.operator) || (parent.operator === '&&' && at.field === 'right');
    if (gives) return parent;
    this.add('test', '', 'none', at);
    return null;
  }

  private addReturn(at: SyntaxNode): void {
    const triggers = this.meanings.triggersOf(this.meanings.fnAt(at));
    // `() => socket.resume()` says what is to be done, not what is to be had.
    const callee = at.type === 'call_expression' ? child(at, 'function') : null;
    const onVariable = callee !== null && child(callee, 'object')?.type === 'identifier';
    const drops = onVariable ? /^(event|timer|executor|promise|callback)$/ : /^(event|timer|executor)$/;
    const ignored = triggers.length > 0 && triggers.every(({ kind }) => drops.test(kind));
    this.add('return', '', ignored ? 'none' : 'take', at);
  }

  /** Into a variable, a field, a pattern. */
  private stepInto(at: SyntaxNode, target: SyntaxNode | null, depth: number): void {
    const { names, source } = this.meanings;
    if (target?.type === 'identifier') {
      const binding = names.meaning.get(target);
      if (binding === undefined) this.add('store', '', 'take', at);
      else if (binding.fn.kind === 'module' && this.meanings.fnAt(at).kind !== 'module') {
        this.add('store', binding.name, 'take', at);
        this.followBinding(binding, depth);
      } else this.followBinding(binding, depth);
    } else if (target?.type === 'member_expression') {
      const field = names.fieldAt.get(target);
      this.add(field === undefined ? 'store' : 'field', textOf(source, target), 'take', at);
      if (field !== undefined) this.followField(field, depth);
    } else if (target?.type === 'object_pattern') this.stepPattern(at, target, depth);
    else this.add('store', '', 'take', at);
  }

  private stepPattern(at: SyntaxNode, pattern: SyntaxNode, depth: number): void {
    const { names, source } = this.meanings;
    for (const each of pattern.children) {
      const key = each.type === 'pair_pattern' ? keyName(source, child(each, 'key')) : keyName(source, each);
      const name = each.type === 'pair_pattern' ? child(each, 'value') : each;
      const binding = name === null ? undefined : names.meaning.get(name);
      if (each.type === 'rest_pattern') this.add('store', '', 'take', at);
      else if (key === 'body' && /^(undici|fetch)-/.test(this.kind) && binding !== undefined)
        this.followBinding(binding, depth);
      else if (key !== null && MODELS_OF_KINDS[this.kind].consumes.has(key))
        this.add('property', key, 'take', at);
      else this.add('property', key ?? '', 'none', at);
    }
  }

  private stepMember(at: SyntaxNode, member: SyntaxNode): SyntaxNode | null {
    const name = keyName(this.meanings.source, child(member, 'property')) ?? '';
    const call = this.parentOf(member);
    if (call?.type !== 'call_expression' || member.field !== 'function') {
      if (name === 'body' && /^(undici|fetch)-/.test(this.kind)) return member;
      const given = MODELS_OF_KINDS[this.kind].closes.has(name);
      this.add('property', name, given ? 'close' : 'none', at);
      return null;
    }
    return this.stepMethod(at, name, call);
  }

  private stepMethod(at: SyntaxNode, name: string, call: SyntaxNode): SyntaxNode | null {
    const model = MODELS_OF_KINDS[this.kind];
    this.followListeners(call);
    const value = this.meanings.valueOf(at);
    if (value?.kind === 'object' && value.promised && /^(then|catch|finally)$/.test(name)) {
      if (name === 'then') {
        this.add('method', name, 'take', at, call);
        return null;
      }
      return call;
    }
    if (LISTENS.test(name)) {
      const event = stringValue(this.meanings.source, argumentsOf(call)[0]);
      const effect = event === null ? 'take' : model.consumingEvents.has(event) ? 'consume' : 'none';
      this.add('listen', event ?? '*', effect, at, call);
      return call;
    }
    const effect = model.closes.has(name) ? 'close' : model.consumes.has(name) ? 'consume' : 'none';
    this.add('method', name, effect, at, call);
    return model.chains.has(name) ? call : null;
  }

  /** In a plain function that an object calls, `this` is the object. */
  private followListeners(call: SyntaxNode): void {
    for (const each of argumentsOf(call)) {
      const value = this.meanings.valueOf(each);
      if (value?.kind !== 'function' || value.fn.kind !== 'function' || this.listeners.has(value.fn))
        continue;
      this.listeners.add(value.fn);
      for (const self of this.meanings.names.selves.get(value.fn) ?? []) this.follow(self, 0);
    }
  }

  private stepArgument(at: SyntaxNode, list: SyntaxNode, depth: number): SyntaxNode | null {
    const call = this.parentOf(list);
    const callee = call === undefined ? null : (child(call, 'function') ?? child(call, 'constructor'));
    if (call === undefined || callee === null) {
      this.add('store', '', 'take', at);
      return null;
    }
    const { source } = this.meanings;
    const text = textOf(source, callee);
    const value = this.meanings.valueOf(callee);
    const index = list.children.indexOf(at);
    if (value?.kind === 'settle') this.add('settle', text, 'take', at, call);
    else if (value?.kind === 'function' && call.type === 'call_expression')
      this.stepParameter(at, call, value, index, depth, text);
    else if (value?.kind === 'export' && WAITS.has(value.name)) this.stepWait(at, call, value.name);
    else if (LOOKS.test(text)) this.add('argument', text, 'none', at, call);
    else if (/\.pipe$/.test(text) && isKept(source, call)) this.add('argument', text, 'none', at, call);
    else this.add('argument', text, 'take', at, call);
    // `source.pipe(target)` is the target.
    return /\.pipe$/.test(text) ? call : null;
  }

  private stepWait(at: SyntaxNode, call: SyntaxNode, name: string): void {
    const event = stringValue(this.meanings.source, argumentsOf(call)[1]);
    const reads =
      event !== null && name !== 'finished' && MODELS_OF_KINDS[this.kind].consumingEvents.has(event);
    this.add('argument', name, reads ? 'consume' : 'none', at, call);
  }

  /** A function of the file gets it: what that does is done here. */
  private stepParameter(
    at: SyntaxNode,
    call: SyntaxNode,
    { fn }: Extract<Value, { kind: 'function' }>,
    index: number,
    depth: number,
    text: string,
  ): void {
    const pattern = fn.parameters[index];
    const name = pattern === undefined ? null : (child(pattern, 'pattern') ?? pattern);
    const binding = name?.type === 'identifier' ? this.meanings.names.meaning.get(name) : undefined;
    const overridden = fn.klass !== null && fn.body === null;
    if (binding === undefined || overridden || depth >= DEEPEST) {
      this.add('argument', text, 'take', at, call);
      return;
    }
    this.add('argument', text, 'none', at, call);
    this.followBinding(binding, depth + 1);
  }

  /** An agent among a request's options is lent; anything else in an object is kept there. */
  private stepOption(at: SyntaxNode, parent: SyntaxNode): null {
    const { source } = this.meanings;
    const key = parent.type === 'pair' ? keyName(source, child(parent, 'key')) : textOf(source, at);
    const object = parent.type === 'pair' ? this.parentOf(parent) : parent;
    const list = object === undefined ? undefined : this.parentOf(object);
    const call = list?.type === 'arguments' ? this.parentOf(list) : undefined;
    const made = call === undefined ? null : this.meanings.entityOf(call);
    const lent =
      (this.kind === 'agent' || this.kind === 'dispatcher') &&
      key !== null &&
      LENDING.test(key) &&
      made !== null;
    this.add(lent ? 'argument' : 'store', key ?? '', lent ? 'none' : 'take', at);
    return null;
  }
}

/** `source.pipe(target, { end: false })` does not end its target. */
function isKept(source: Meanings['source'], call: SyntaxNode): boolean {
  const end = propertyOf(source, argumentsOf(call)[1], 'end');
  return end !== null && textOf(source, end) === 'false';
}

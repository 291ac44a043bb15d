import { type Kind, MODELS_OF_KINDS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Meanings, Trigger } from '../meanings';
import type { ClassOutline } from '../project';
import type { Binding, Field } from '../scopes';
import { isSaidUnread, isUsing, isWrapper, keyName, textOf } from '../source';
import { Arguments } from './arguments';
import { Methods } from './methods';
import type { Use } from './use';

/** Variables and fields that are followed from within another. */
const MOST_NESTED = 100;

/** Follows one object through the code, and keeps what is done with it. */
export class Collector {
  readonly uses: Use[] = [];
  readonly bindings = new Set<Binding>();
  readonly fields = new Set<Field>();
  private nested = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly methods = new Methods(this);
  private readonly args = new Arguments(this);

  constructor(
    readonly meanings: Meanings,
    readonly kind: Kind,
    readonly client: ClassOutline | null = null,
  ) {}

  followBinding(binding: Binding, depth: number): void {
    if (this.bindings.has(binding)) return;
    this.bindings.add(binding);
    this.goOn(() => {
      for (const reference of binding.references) {
        const parent = this.parentOf(reference);
        const written = parent?.type === 'assignment_expression' && reference.field === 'left';
        if (!written) this.follow(reference, depth);
      }
      const field = fieldOfParameter(binding);
      if (field !== null) {
        this.add('field', field.name, 'take', binding.declaration);
        this.followField(field, depth);
      }
      if (isSaidUnread(this.meanings.source, binding.name, binding.fn.node))
        this.takeUnread(binding.declaration);
    });
  }

  /** Code that could not be read names what holds the object: it may do anything with it. */
  private takeUnread(node: SyntaxNode): void {
    this.add('store', '', 'take', node);
  }

  /** What the class does with the field is done with the object, while it is there. */
  private followField(field: Field, depth: number): void {
    if (this.fields.has(field)) return;
    this.fields.add(field);
    this.goOn(() => {
      for (const reference of field.references) if (reference.field !== 'left') this.follow(reference, depth);
      this.noteUnread(field);
    });
  }

  noteUnread({ name, klass }: Field): void {
    if (isSaidUnread(this.meanings.source, name, klass.node)) this.takeUnread(klass.node);
  }

  /** Variables that are each other's values make chains of any length: past some depth they wait for their turn. */
  private goOn(follow: () => void): void {
    if (this.nested >= MOST_NESTED) {
      this.waiting.push(follow);
      return;
    }
    this.nested++;
    follow();
    if (this.nested === 1)
      for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) next();
    this.nested--;
  }

  parentOf = (node: SyntaxNode): SyntaxNode | undefined => this.meanings.source.parents.get(node);

  add(
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
    this.meanings.source.allowance.demand();
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
        return at.field === 'object' ? this.methods.stepMember(at, parent) : null;
      case 'subscript_expression':
        if (at.field === 'object') this.add('property', '', 'none', at);
        return null;
      case 'arguments':
        return this.args.stepArgument(at, parent, depth);
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
        return this.args.stepOption(at, parent);
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
    const ignored =
      triggers.length > 0 &&
      triggers.every((each) => drops.test(each.kind) || (onVariable && this.isDropped(each)));
    this.add('return', '', ignored ? 'none' : 'take', at);
  }

  /** `quiet();` where `const quiet = () => socket.pause()`. */
  private isDropped = (trigger: Trigger): boolean =>
    trigger.kind === 'called' && this.parentOf(trigger.call)?.type === 'expression_statement';

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
}

/** The field that `constructor(private socket: Socket)` makes of its parameter. */
function fieldOfParameter({ parameter, declaration, fn }: Binding): Field | null {
  if (parameter === null || fn.name !== 'constructor' || fn.klass === null) return null;
  for (const field of fn.klass.fields.values())
    if (field.writes.some(({ value }) => value === declaration)) return field;
  return null;
}

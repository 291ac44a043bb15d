import { child, type SyntaxNode } from '../../syntax';
import type { Names } from '../names';
import type { ClassOutline, Linked } from '../project';
import { type Binding, type Fn, isKlass, thisKlass } from '../scopes';
import { isFunctionNode, type Source, unwrap } from '../source';
import { Types } from '../types';
import { Calls } from './calls';
import { Cycles } from './cycles';
import { Entities } from './entities';
import { FunctionUses } from './function-uses';
import type { Links } from './links';
import { Listeners } from './listeners';
import { exported } from './modules';
import { Parameters } from './parameters';
import { Properties } from './properties';
import { References } from './references';
import { Results } from './results';
import type { Entity, Trigger, Value } from './value';

/** Tells what expressions stand for and what runs functions, without a type checker. */
export class Meanings {
  readonly types: Types;
  readonly cycles = new Cycles();
  readonly entities = new Entities(this);
  readonly parameters = new Parameters(this);
  readonly properties = new Properties(this);
  readonly calls = new Calls(this);
  readonly results = new Results(this);
  readonly uses = new FunctionUses(this);
  readonly listeners = new Listeners(this);
  readonly references = new References(this);
  private readonly values = new Map<SyntaxNode, Value | null>();
  private readonly ofParameters = new Map<Binding, Value | null>();

  constructor(
    readonly source: Source,
    readonly names: Names,
    /** Null where the file is looked at by itself. */
    readonly links: Links | null = null,
    /** By the class: what the methods of those do whose objects hold connections. */
    readonly clients: ReadonlyMap<SyntaxNode, ClassOutline> = new Map(),
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
    this.source.allowance.demand();
    const node = unwrap(expression);
    return this.cycles.askDeeper(this.values, node, () => this.evaluate(node)) ?? null;
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
        return this.properties.member(node);
      case 'call_expression':
        return this.calls.call(node);
      case 'new_expression':
        return this.calls.construct(node);
      case 'await_expression': {
        const value = this.valueOf(node.children[0] ?? null);
        return value?.kind === 'object'
          ? { ...value, promised: false }
          : value?.kind === 'module' || value?.kind === 'told'
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
      for (const trigger of this.uses.triggersOf(own))
        if (trigger.kind === 'event' && trigger.emitter !== null)
          return { kind: 'object', entity: trigger.emitter, promised: false };
    const klass = thisKlass(fn);
    return klass === null ? null : { kind: 'instance', klass };
  }

  /** What a module exports under a name, `*` for all of it. */
  exported(module: string, name: string): Value {
    const linked = this.links?.imports(module, name) ?? null;
    return linked === null ? exported(module, name) : this.ofLinked(linked);
  }

  ofLinked(linked: Linked): Value {
    return linked.is === 'package' ? exported(linked.module, linked.name) : { kind: 'told', linked };
  }

  valueOfBinding(binding: Binding): Value | null {
    const { imported, defines } = binding;
    if (imported !== null) return this.exported(imported.module, imported.name);
    if (defines !== null)
      return isKlass(defines) ? { kind: 'class', klass: defines } : { kind: 'function', fn: defines };
    if (binding.parameter !== null)
      return (
        this.cycles.ask(this.ofParameters, binding, () => this.parameters.valueOfParameter(binding)) ?? null
      );
    for (const { value, path } of binding.writes) {
      const found = value === null ? null : this.properties.inside(this.valueOf(value), path);
      if (found !== null) return found;
    }
    const annotated =
      this.types.annotated(binding.annotation) ??
      (binding.kind === 'let' ? this.types.typeInDoc(binding.declaration, this.source.parents) : null);
    return annotated === null ? null : this.entities.borrowed(binding, annotated.kind, annotated.promised);
  }

  /** All that makes a function run, as far as the file shows it. */
  triggersOf = (fn: Fn): readonly Trigger[] => this.uses.triggersOf(fn);

  /** The places that name a function. */
  referencesTo = (fn: Fn): readonly SyntaxNode[] => this.references.referencesTo(fn);
}

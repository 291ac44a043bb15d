import { RESPONSES } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity, Value } from '../meanings';
import type { FileModel } from '../model';
import { type Binding, isKlass, type Klass, type Path } from '../scopes';
import { argumentsOf, keyName, propertyOf, textOf, unwrap } from '../source';
import { classOutlineOf } from './class-outlines';
import { FunctionOutlines } from './function-outlines';
import type { Meaning } from './outline';

const DEEPEST = 8;
/** Literals of more members are tables. */
const MOST_MEMBERS = 200;

/** Says what expressions of a module stand for, in terms that hold outside of it. */
export class MeaningOf {
  private readonly functions: FunctionOutlines;

  constructor(readonly model: FileModel) {
    this.functions = new FunctionOutlines(model, this);
  }

  expression(node: SyntaxNode, depth = 0): Meaning | null {
    if (depth > DEEPEST) return null;
    const inner = unwrap(node);
    const value = this.model.meanings.valueOf(inner);
    if (value?.kind === 'object') return this.connection(value.entity, value.promised);
    return this.byValue(value, depth) ?? this.byForm(inner, depth);
  }

  binding(binding: Binding, depth = 0): Meaning | null {
    if (depth > DEEPEST) return null;
    const { imported, defines, writes } = binding;
    if (imported !== null) return { is: 'import', module: imported.module, name: imported.name };
    if (defines !== null)
      return isKlass(defines) ? this.klass(defines) : this.functions.outlined(defines, depth);
    const [only, ...others] = writes;
    if (only?.value == null || others.length > 0 || binding.parameter !== null) return null;
    // Who keeps what a class makes has it too.
    if (unwrap(only.value).type === 'new_expression' && this.isGiven(binding)) return null;
    return this.within(this.expression(only.value, depth + 1), only.path);
  }

  private byValue(value: Value | null, depth: number): Meaning | null {
    switch (value?.kind) {
      case 'module':
        return { is: 'import', module: value.module, name: '*' };
      case 'export':
        return { is: 'import', module: value.module, name: value.name };
      case 'class':
        return this.klass(value.klass);
      case 'function':
        return this.functions.outlined(value.fn, depth);
      default:
        return null;
    }
  }

  /** An object that nothing but its own code has; one that is kept elsewhere too may be shared. */
  private connection(entity: Entity, promised: boolean): Meaning | null {
    if (entity.origin !== 'created' || this.isKept(entity)) return null;
    if (entity.kind === 'client')
      return entity.client === undefined
        ? null
        : { is: 'connection', kind: 'client', promised, client: entity.client };
    if (RESPONSES.has(entity.kind) && !this.isPlain(entity)) return null;
    return { is: 'connection', kind: entity.kind, promised };
  }

  private klass(klass: Klass): Meaning | null {
    const outline = classOutlineOf(this.model, klass);
    return outline === null ? null : { is: 'class', klass: outline };
  }

  private isKept = (entity: Entity): boolean =>
    this.model.uses
      .of(entity)
      .some(({ effect, how }) => effect === 'take' && how !== 'settle' && how !== 'return');

  private isGiven = (binding: Binding): boolean =>
    this.model.uses
      .ofBinding(binding)
      .some(
        ({ effect, how }) => effect === 'take' && how !== 'settle' && how !== 'return' && how !== 'method',
      );

  /** A response without options that may say that it has no body, or that abort it. */
  private isPlain = ({ args }: Entity): boolean =>
    args.every((each, index) => index === 0 || unwrap(each).type === 'object') &&
    args.every((each) =>
      ['signal', 'method'].every((option) => propertyOf(this.model.source, each, option) === null),
    );

  private byForm(node: SyntaxNode, depth: number): Meaning | null {
    const { names, source } = this.model;
    switch (node.type) {
      case 'identifier':
      case 'shorthand_property_identifier': {
        const binding = names.meaning.get(node);
        return binding === undefined ? null : this.binding(binding, depth + 1);
      }
      case 'true':
      case 'false':
      case 'number':
      case 'string':
        return { is: 'constant', text: textOf(source, node) };
      case 'object':
        return this.record(node, depth);
      case 'member_expression': {
        const object = child(node, 'object');
        const of = object === null ? null : this.expression(object, depth + 1);
        const name = keyName(source, child(node, 'property'));
        return of === null || name === null ? null : this.within(of, [name]);
      }
      case 'call_expression':
        return this.call(node, depth);
      case 'new_expression': {
        const of = this.expression(child(node, 'constructor') ?? node, depth + 1);
        return of?.is === 'import' || of?.is === 'member' ? { is: 'result', of, awaited: false } : null;
      }
      case 'await_expression': {
        const of = node.children[0] === undefined ? null : this.expression(node.children[0], depth + 1);
        return of?.is === 'result' ? { ...of, awaited: true } : null;
      }
      default:
        return null;
    }
  }

  private call(node: SyntaxNode, depth: number): Meaning | null {
    const callee = child(node, 'function');
    if (callee === null) return null;
    if (textOf(this.model.source, callee) === 'Object.freeze') {
      const [first] = argumentsOf(node);
      return first === undefined ? null : this.expression(first, depth + 1);
    }
    const object = child(callee, 'object');
    if (object !== null && keyName(this.model.source, child(callee, 'property')) === 'bind')
      return this.expression(object, depth + 1);
    const of = this.expression(callee, depth + 1);
    return of === null || of.is === 'constant' ? null : { is: 'result', of, awaited: false };
  }

  private record(node: SyntaxNode, depth: number): Meaning | null {
    const { source } = this.model;
    if (node.children.length > MOST_MEMBERS) return null;
    const members: Record<string, Meaning> = {};
    for (const each of node.children) {
      const isPair = each.type === 'pair';
      const key = isPair
        ? child(each, 'key')
        : each.type === 'method_definition'
          ? child(each, 'name')
          : each;
      const name = keyName(source, key);
      const value = isPair ? child(each, 'value') : each;
      const meaning = name === null || value === null ? null : this.expression(value, depth + 1);
      if (name !== null && meaning !== null) members[name] = meaning;
    }
    return { is: 'record', members };
  }

  private within(meaning: Meaning | null, path: Path): Meaning | null {
    let at = meaning;
    for (const step of path) {
      if (at === null || typeof step === 'number') return null;
      at = at.is === 'record' ? (ownMember(at.members, step) ?? null) : { is: 'member', of: at, name: step };
    }
    return at;
  }
}

/** A member that the literal itself has. */
export const ownMember = (members: Readonly<Record<string, Meaning>>, name: string): Meaning | undefined =>
  Object.hasOwn(members, name) ? members[name] : undefined;

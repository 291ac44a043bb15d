import { child, type SyntaxNode } from '../../syntax';
import type { Fn, Klass, Scope } from '../scopes';
import { isFunctionNode, isUsing, keyName, type Source, textOf } from '../source';
import { DECLARED_FUNCTIONS, type Declarations, type MutableBinding } from './declarations';
import { type Fields, newKlass } from './fields';
import { givenThis } from './given-this';
import { declareImports } from './imports';
import type { References } from './references';

/** Where an identifier names nothing of the program's: types and labels. */
const TYPES: ReadonlySet<string> = new Set([
  'type_annotation',
  'type_arguments',
  'type_parameters',
  'interface_declaration',
  'type_alias_declaration',
  'implements_clause',
  'ambient_declaration',
  'opting_type_annotation',
  'omitting_type_annotation',
  'type_predicate_annotation',
  'asserts_annotation',
]);

/** Goes through all of a file, scope by scope. */
export class Walk {
  readonly calls: { node: SyntaxNode; fn: Fn }[] = [];
  /** Constructors of old: functions that have methods on their prototype. */
  private readonly prototypes = new Map<string, Klass>();

  constructor(
    private readonly source: Source,
    private readonly declarations: Declarations,
    private readonly fields: Fields,
    private readonly references: References,
  ) {}

  /** Reads the module and all that stands in it. */
  walkModule(root: SyntaxNode): void {
    for (const [, name] of this.source.text.matchAll(/\b([A-Z]\w*)\.prototype\.\w+\s*=/g))
      if (!this.prototypes.has(name)) this.prototypes.set(name, newKlass(root, name, null));
    this.fields.klasses.push(...this.prototypes.values());
    const module = this.declarations.addFunction(root, 'module', null, '', null, false);
    const scope: Scope = { names: new Map(), outer: null, fn: module };
    this.declarations.hoist(root, scope, scope);
    for (const each of root.children) this.walk(each, scope, scope);
  }

  private walk(node: SyntaxNode, scope: Scope, outermost: Scope): void {
    if (TYPES.has(node.type)) return;
    this.source.allowance.demand();
    if (isFunctionNode(node)) {
      this.walkFunction(node, scope, null, '');
      return;
    }
    switch (node.type) {
      case 'import_statement':
        declareImports(this.source, this.declarations, node, scope);
        return;
      case 'class_declaration':
      case 'abstract_class_declaration':
      case 'class':
        this.walkClass(node, scope);
        return;
      case 'statement_block':
      case 'switch_body':
        this.walkBlock(node, scope, outermost);
        return;
      case 'for_statement':
      case 'for_in_statement':
        this.walkLoop(node, scope, outermost);
        return;
      case 'catch_clause':
        this.walkCatch(node, scope, outermost);
        return;
      case 'call_expression':
      case 'new_expression':
        this.calls.push({ node, fn: scope.fn });
        break;
      case 'identifier':
      case 'shorthand_property_identifier':
        if (!this.declarations.meaning.has(node)) this.references.pending.push({ node, scope });
        return;
      case 'this':
        this.fields.noteSelf(node, scope.fn);
        return;
      case 'member_expression':
        this.fields.noteField(node, scope.fn);
        break;
      case 'assignment_expression': {
        const [left, right] = [child(node, 'left'), child(node, 'right')];
        if (left !== null && right !== null && this.walkPrototype(left, right, scope)) return;
        if (left !== null) this.noteAssignment(node, left, right, scope);
        break;
      }
      case 'augmented_assignment_expression': {
        const left = child(node, 'left');
        const keeps = node.operator === '??=' || node.operator === '||=' || node.operator === '&&=';
        if (left !== null)
          this.references.assignments.push({
            target: left,
            value: keeps ? child(node, 'right') : null,
            scope,
          });
        break;
      }
      case 'update_expression': {
        const target = child(node, 'argument');
        if (target !== null) this.references.assignments.push({ target, value: null, scope });
        break;
      }
      case 'variable_declarator': {
        const [name, value] = [child(node, 'name'), child(node, 'value')];
        if (value !== null && isFunctionNode(value) && name?.type === 'identifier') {
          this.walkFunction(value, scope, null, textOf(this.source, name));
          return;
        }
        break;
      }
    }
    for (const each of node.children) this.walk(each, scope, outermost);
  }

  /** `Client.prototype.connect = function () {}` is a method. */
  private walkPrototype(left: SyntaxNode, right: SyntaxNode, scope: Scope): boolean {
    const [, name, method] = /^([A-Z]\w*)\.prototype\.(\w+)$/.exec(textOf(this.source, left)) ?? [];
    const klass = name === undefined ? undefined : this.prototypes.get(name);
    if (klass === undefined || method === undefined || !isFunctionNode(right)) return false;
    klass.methods.set(method, this.walkFunction(right, scope, klass, method));
    return true;
  }

  /** The grammar reads `using x = f()` as an assignment; it is a declaration. */
  private noteAssignment(node: SyntaxNode, left: SyntaxNode, right: SyntaxNode | null, scope: Scope): void {
    if (left.type === 'identifier' && left.start > node.start && isUsing(this.source, node))
      this.declarations.declarePattern(left, scope, 'const', right, [], null, null);
    else this.references.assignments.push({ target: left, value: right, scope });
  }

  private walkBlock(node: SyntaxNode, scope: Scope, outermost: Scope): void {
    const inner: Scope = { names: new Map(), outer: scope, fn: scope.fn };
    for (const each of node.type === 'switch_body' ? node.children : [node])
      this.declarations.hoist(each, inner, outermost);
    for (const each of node.children) this.walk(each, inner, outermost);
  }

  private walkLoop(node: SyntaxNode, scope: Scope, outermost: Scope): void {
    const inner: Scope = { names: new Map(), outer: scope, fn: scope.fn };
    const initial = child(node, 'initializer');
    if (initial?.type === 'lexical_declaration') this.declarations.hoistVariables(initial, inner);
    if (node.type === 'for_in_statement') {
      const left = child(node, 'left');
      const declares = node.children.some(({ field }) => field === 'left') && this.declaresLoopVariable(node);
      if (left !== null && declares)
        this.declarations.declarePattern(left, inner, 'const', null, ['each'], null, null);
    }
    for (const each of node.children) this.walk(each, inner, outermost);
  }

  private declaresLoopVariable(node: SyntaxNode): boolean {
    const left = child(node, 'left');
    const head = this.source.text.slice(node.start, left?.start ?? node.start);
    return /\b(const|let|var|using)\s*$/.test(head);
  }

  private walkCatch(node: SyntaxNode, scope: Scope, outermost: Scope): void {
    const inner: Scope = { names: new Map(), outer: scope, fn: scope.fn };
    const parameter = child(node, 'parameter');
    if (parameter !== null) this.declarations.declarePattern(parameter, inner, 'catch', null, [], null, null);
    for (const each of node.children) if (each !== parameter) this.walk(each, inner, outermost);
  }

  private walkFunction(node: SyntaxNode, scope: Scope, klass: Klass | null, given: string): Fn {
    const name = child(node, 'name');
    const own = name === null ? given : (keyName(this.source, name) ?? textOf(this.source, name));
    const kind =
      node.type === 'arrow_function' || givenThis(this.source, node) !== null
        ? 'arrow'
        : node.type === 'method_definition' || klass !== null
          ? 'method'
          : 'function';
    const maker = klass === null && scope.fn.kind === 'module' ? this.prototypes.get(own) : undefined;
    const head = this.source.text.slice(node.start, name?.start ?? node.start);
    const fn = this.declarations.addFunction(
      node,
      kind,
      scope.fn,
      own,
      klass ?? maker ?? null,
      /\bstatic\b/.test(head),
    );
    const inner: Scope = { names: new Map(), outer: scope, fn };
    if (DECLARED_FUNCTIONS.has(node.type) && name !== null) {
      const binding = scope.names.get(own) as MutableBinding | undefined;
      if (binding?.declaration === node) binding.defines = fn;
      else if (binding !== undefined) binding.writes.push({ value: null, path: [], at: node });
    } else if (name?.type === 'identifier')
      (this.declarations.declare(inner, name, 'function', node, null, null) as MutableBinding).defines = fn;
    fn.parameters.forEach((each, index) => {
      const pattern = child(each, 'pattern') ?? each;
      const annotation = child(each, 'type');
      this.declarations.declarePattern(pattern, inner, 'parameter', null, [], annotation, index);
      this.walkDefaults(each, inner);
    });
    if (fn.body !== null) {
      if (fn.body.type === 'statement_block') this.walkBody(fn.body, inner);
      else this.walk(fn.body, inner, inner);
    }
    return fn;
  }

  private walkDefaults(parameter: SyntaxNode, scope: Scope): void {
    const value = child(parameter, 'value') ?? child(parameter, 'right');
    if (value !== null) this.walk(value, scope, scope);
  }

  private walkBody(body: SyntaxNode, scope: Scope): void {
    const inner: Scope = { names: new Map(), outer: scope, fn: scope.fn };
    this.declarations.hoist(body, inner, inner);
    for (const each of body.children) this.walk(each, inner, inner);
  }

  private walkClass(node: SyntaxNode, scope: Scope): void {
    const name = child(node, 'name');
    const heritage = node.children.find(({ type }) => type === 'class_heritage') ?? null;
    const klass = newKlass(node, name === null ? '' : textOf(this.source, name), heritage);
    this.fields.klasses.push(klass);
    if (name !== null) {
      const binding = this.references.lookUp(klass.name, scope) as MutableBinding | null;
      if (binding?.declaration === node) binding.defines = klass;
    }
    if (klass.heritage !== null) this.walk(klass.heritage, scope, scope);
    for (const each of child(node, 'body')?.children ?? []) this.walkMember(each, klass, scope);
  }

  private walkMember(node: SyntaxNode, klass: Klass, scope: Scope): void {
    if (node.type === 'method_definition') {
      const fn = this.walkFunction(node, scope, klass, '');
      if (!fn.isStatic) klass.methods.set(fn.name, fn);
      if (fn.name === 'constructor') this.fields.noteParameterFields(fn, klass);
    } else if (node.type === 'public_field_definition' || node.type === 'field_definition') {
      this.walkField(node, klass, scope);
    } else if (node.type === 'class_static_block') {
      const initialiser = this.declarations.addFunction(node, 'initialiser', scope.fn, '', klass, true);
      const inner: Scope = { names: new Map(), outer: scope, fn: initialiser };
      for (const each of node.children) this.walk(each, inner, inner);
    }
  }

  private walkField(node: SyntaxNode, klass: Klass, scope: Scope): void {
    const key = child(node, 'name') ?? child(node, 'property');
    const name = keyName(this.source, key);
    const value = child(node, 'value');
    const isStatic = /\bstatic\b/.test(this.source.text.slice(node.start, key?.start ?? node.start));
    const field = name === null || isStatic ? null : this.fields.field(klass, name);
    if (field !== null) field.annotation = child(node, 'type');
    if (value === null) return;
    const initialiser = this.declarations.addFunction(
      value,
      'initialiser',
      scope.fn,
      name ?? '',
      klass,
      isStatic,
    );
    const inner: Scope = { names: new Map(), outer: scope, fn: initialiser };
    if (field !== null) field.writes.push({ value, at: node, fn: initialiser });
    if (isFunctionNode(value)) {
      const fn = this.walkFunction(value, inner, klass, name ?? '');
      if (name !== null && !isStatic) klass.methods.set(name, fn);
    } else this.walk(value, inner, inner);
  }
}

import { child, type SyntaxNode } from '../syntax';
import {
  type Binding,
  type BindingKind,
  type Field,
  type Fn,
  type Klass,
  type Path,
  type Scope,
  thisKlass,
} from './scopes';
import { isFunctionNode, keyName, type Source, stringValue, textOf } from './source';

/** Who is who in a file: every function, every variable, every place that names one. */
export interface Names {
  readonly functions: readonly Fn[];
  readonly fnOf: ReadonlyMap<SyntaxNode, Fn>;
  readonly bindings: readonly Binding[];
  readonly klasses: readonly Klass[];
  /** What an identifier means. */
  readonly meaning: ReadonlyMap<SyntaxNode, Binding>;
  /** The field that `this.x` means. */
  readonly fieldAt: ReadonlyMap<SyntaxNode, Field>;
  /** Call and `new` expressions in the order of the text, each with its function. */
  readonly calls: readonly { readonly node: SyntaxNode; readonly fn: Fn }[];
  readonly exported: ReadonlySet<string>;
  /** The places that say `this`, by the function whose `this` they mean. */
  readonly selves: ReadonlyMap<Fn, readonly SyntaxNode[]>;
}

/** Reads all names of a file: first what is declared, block by block, then what is meant. */
export const readNames = (source: Source): Names => new NameReader(source).read();

/** Names that people give to `this`. */
const SELF = /^(_?(self|that|this|me)\d*|_this_\d+)$/;

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

const DECLARED_FUNCTIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
]);

class NameReader {
  private readonly functions: Fn[] = [];
  private readonly fnOf = new Map<SyntaxNode, Fn>();
  private readonly bindings: Binding[] = [];
  private readonly klasses: Klass[] = [];
  private readonly meaning = new Map<SyntaxNode, Binding>();
  private readonly fieldAt = new Map<SyntaxNode, Field>();
  private readonly calls: { node: SyntaxNode; fn: Fn }[] = [];
  private readonly exported = new Set<string>();
  /** Constructors of old: functions that have methods on their prototype. */
  private readonly prototypes = new Map<string, Klass>();
  private readonly aliases: { node: SyntaxNode; fn: Fn }[] = [];
  private readonly selves = new Map<Fn, SyntaxNode[]>();
  private readonly used = new Map<Fn, Map<string, number>>();
  private readonly pending: { node: SyntaxNode; scope: Scope }[] = [];
  private readonly assignments: { target: SyntaxNode; value: SyntaxNode | null; scope: Scope }[] = [];

  constructor(private readonly source: Source) {}

  read(): Names {
    const { root } = this.source;
    for (const [, name] of this.source.text.matchAll(/\b([A-Z]\w*)\.prototype\.\w+\s*=/g))
      if (!this.prototypes.has(name)) this.prototypes.set(name, newKlass(root, name, null));
    this.klasses.push(...this.prototypes.values());
    const module = this.addFunction(root, 'module', null, '', null, false);
    const scope: Scope = { names: new Map(), outer: null, fn: module };
    this.hoist(root, scope, scope);
    for (const each of root.children) this.walk(each, scope, scope);
    for (const { node, scope: where } of this.pending) this.resolve(node, where);
    for (const { node, fn } of this.aliases) this.noteAlias(node, fn);
    for (const { target, value, scope: where } of this.assignments) this.assign(target, value, where, []);
    const { functions, fnOf, bindings, klasses, meaning, fieldAt, calls, exported, selves } = this;
    return { functions, fnOf, bindings, klasses, meaning, fieldAt, calls, exported, selves };
  }

  private addFunction(
    node: SyntaxNode,
    kind: Fn['kind'],
    parent: Fn | null,
    name: string,
    klass: Klass | null,
    isStatic: boolean,
  ): Fn {
    const list = child(node, 'parameters');
    const single = child(node, 'parameter');
    const head = this.source.text.slice(node.start, Math.min(node.end, node.start + 200));
    const fn: Fn = {
      node,
      kind,
      parent,
      name,
      klass,
      isStatic,
      isAsync: kind !== 'module' && /^(?:\w+\s+){0,4}?async\b/.test(head),
      parameters: list !== null ? list.children : single !== null ? [single] : [],
      body: kind === 'module' || kind === 'initialiser' ? node : child(node, 'body'),
      depth: parent === null ? 0 : parent.depth + 1,
      index: this.functions.length,
    };
    this.functions.push(fn);
    this.fnOf.set(node, fn);
    return fn;
  }

  /** Functions and `var`s are known in all of their function, `let`, `const` and classes in all of their block. */
  private hoist(block: SyntaxNode, scope: Scope, outermost: Scope): void {
    for (const node of block.children) {
      const each =
        node.type === 'export_statement'
          ? (child(node, 'declaration') ?? child(node, 'value') ?? node)
          : node;
      if (DECLARED_FUNCTIONS.has(each.type) || /^(abstract_)?class_declaration$/.test(each.type)) {
        const name = child(each, 'name');
        if (name !== null && !this.isKnown(scope, name))
          this.declare(
            scope,
            name,
            each.type.includes('function') ? 'function' : 'class',
            each,
            null,
            [],
            null,
          );
      } else if (each.type === 'lexical_declaration') this.hoistVariables(each, scope);
      if (scope === outermost) this.hoistVars(each, scope);
      if (node.type === 'export_statement') this.noteExports(node, each);
    }
  }

  private noteExports(node: SyntaxNode, declaration: SyntaxNode): void {
    const name = child(declaration, 'name');
    if (name !== null) this.exported.add(textOf(this.source, name));
    for (const declarator of declaration.children)
      if (declarator.type === 'variable_declarator') {
        const variable = child(declarator, 'name');
        if (variable?.type === 'identifier') this.exported.add(textOf(this.source, variable));
      }
    for (const clause of node.children)
      if (clause.type === 'export_clause')
        for (const specifier of clause.children) {
          const local = child(specifier, 'name');
          if (local !== null) this.exported.add(textOf(this.source, local));
        }
  }

  private isKnown = (scope: Scope, name: SyntaxNode): boolean => scope.names.has(textOf(this.source, name));

  private hoistVariables(declaration: SyntaxNode, scope: Scope): void {
    const kind = this.source.text.startsWith('const', declaration.start) ? 'const' : 'let';
    for (const each of declaration.children)
      if (each.type === 'variable_declarator') this.declareVariable(each, scope, kind);
  }

  private declareVariable(declarator: SyntaxNode, scope: Scope, kind: BindingKind): void {
    const pattern = child(declarator, 'name');
    if (pattern === null) return;
    const annotation = child(declarator, 'type');
    this.declarePattern(pattern, scope, kind, child(declarator, 'value'), [], annotation, null);
  }

  /** `var` below blocks, loops and cases; other functions have their own. */
  private hoistVars(node: SyntaxNode, scope: Scope): void {
    const waiting = [node];
    for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
      if (each.type === 'variable_declaration') {
        for (const declarator of each.children)
          if (declarator.type === 'variable_declarator') this.declareVariable(declarator, scope, 'let');
      }
      if (!STATEMENTS.has(each.type)) continue;
      for (const inner of each.children) waiting.push(inner);
    }
  }

  private declarePattern(
    pattern: SyntaxNode,
    scope: Scope,
    kind: BindingKind,
    value: SyntaxNode | null,
    path: Path,
    annotation: SyntaxNode | null,
    index: number | null,
  ): void {
    switch (pattern.type) {
      case 'identifier':
      case 'shorthand_property_identifier_pattern': {
        const steps = pattern.type === 'identifier' ? path : [...path, textOf(this.source, pattern)];
        const parameter = index === null ? null : { index, path: steps };
        const known = kind === 'let' ? scope.names.get(textOf(this.source, pattern)) : undefined;
        if (known !== undefined && known.fn === scope.fn) {
          known.writes.push({ value, path: steps, at: pattern });
          this.meaning.set(pattern, known);
          return;
        }
        const binding = this.declare(scope, pattern, kind, pattern, annotation, steps, parameter);
        if (value !== null) binding.writes.push({ value, path: steps, at: pattern });
        return;
      }
      case 'object_pattern':
        for (const each of pattern.children)
          if (each.type === 'pair_pattern') {
            const key = keyName(this.source, child(each, 'key'));
            const inner = child(each, 'value');
            if (inner !== null)
              this.declarePattern(inner, scope, kind, value, [...path, key ?? '*'], null, index);
          } else this.declarePattern(each, scope, kind, value, path, null, index);
        return;
      case 'array_pattern':
        pattern.children.forEach((each, at) => {
          this.declarePattern(each, scope, kind, value, [...path, at], null, index);
        });
        return;
      case 'object_assignment_pattern':
      case 'assignment_pattern': {
        const left = child(pattern, 'left');
        if (left !== null) this.declarePattern(left, scope, kind, value, path, annotation, index);
        return;
      }
      case 'rest_pattern': {
        const [inner] = pattern.children;
        if (inner !== undefined)
          this.declarePattern(inner, scope, kind, value, [...path, '...'], null, index);
        return;
      }
    }
  }

  private declare(
    scope: Scope,
    name: SyntaxNode,
    kind: BindingKind,
    declaration: SyntaxNode,
    annotation: SyntaxNode | null,
    _path: Path,
    parameter: Binding['parameter'],
    imported: Binding['imported'] = null,
  ): Binding {
    const text = textOf(this.source, name);
    const counts = this.used.get(scope.fn) ?? new Map<string, number>();
    this.used.set(scope.fn, counts);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    const binding: MutableBinding = {
      name: text,
      unique: `${text}${scope.fn.depth === 0 ? '' : `'${scope.fn.index}`}${count === 1 ? '' : `'${count}`}`,
      kind,
      fn: scope.fn,
      declaration,
      writes: [],
      annotation,
      parameter,
      imported,
      defines: null,
      references: [],
    };
    this.bindings.push(binding);
    scope.names.set(text, binding);
    this.meaning.set(name, binding);
    return binding;
  }

  private walk(node: SyntaxNode, scope: Scope, outermost: Scope): void {
    if (TYPES.has(node.type)) return;
    if (isFunctionNode(node)) {
      this.walkFunction(node, scope, null, '');
      return;
    }
    switch (node.type) {
      case 'import_statement':
        this.walkImport(node, scope);
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
        if (!this.meaning.has(node)) this.pending.push({ node, scope });
        return;
      case 'this':
        this.noteSelf(node, scope.fn);
        return;
      case 'member_expression':
        this.noteField(node, scope.fn);
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
          this.assignments.push({ target: left, value: keeps ? child(node, 'right') : null, scope });
        break;
      }
      case 'update_expression': {
        const target = child(node, 'argument');
        if (target !== null) this.assignments.push({ target, value: null, scope });
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
      this.declarePattern(left, scope, 'const', right, [], null, null);
    else this.assignments.push({ target: left, value: right, scope });
  }

  private walkBlock(node: SyntaxNode, scope: Scope, outermost: Scope): void {
    const inner: Scope = { names: new Map(), outer: scope, fn: scope.fn };
    for (const each of node.type === 'switch_body' ? node.children : [node])
      this.hoist(each, inner, outermost);
    for (const each of node.children) this.walk(each, inner, outermost);
  }

  private walkLoop(node: SyntaxNode, scope: Scope, outermost: Scope): void {
    const inner: Scope = { names: new Map(), outer: scope, fn: scope.fn };
    const initial = child(node, 'initializer');
    if (initial?.type === 'lexical_declaration') this.hoistVariables(initial, inner);
    if (node.type === 'for_in_statement') {
      const left = child(node, 'left');
      const declares = node.children.some(({ field }) => field === 'left') && this.declaresLoopVariable(node);
      if (left !== null && declares) this.declarePattern(left, inner, 'const', null, ['each'], null, null);
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
    if (parameter !== null) this.declarePattern(parameter, inner, 'catch', null, [], null, null);
    for (const each of node.children) if (each !== parameter) this.walk(each, inner, outermost);
  }

  private walkFunction(node: SyntaxNode, scope: Scope, klass: Klass | null, given: string): Fn {
    const name = child(node, 'name');
    const own = name === null ? given : (keyName(this.source, name) ?? textOf(this.source, name));
    const kind =
      node.type === 'arrow_function'
        ? 'arrow'
        : node.type === 'method_definition' || klass !== null
          ? 'method'
          : 'function';
    const maker = klass === null && scope.fn.kind === 'module' ? this.prototypes.get(own) : undefined;
    const head = this.source.text.slice(node.start, name?.start ?? node.start);
    const fn = this.addFunction(node, kind, scope.fn, own, klass ?? maker ?? null, /\bstatic\b/.test(head));
    const inner: Scope = { names: new Map(), outer: scope, fn };
    if (DECLARED_FUNCTIONS.has(node.type) && name !== null) {
      const binding = scope.names.get(own) as MutableBinding | undefined;
      if (binding?.declaration === node) binding.defines = fn;
      else if (binding !== undefined) binding.writes.push({ value: null, path: [], at: node });
    } else if (name?.type === 'identifier')
      (this.declare(inner, name, 'function', node, null, [], null) as MutableBinding).defines = fn;
    fn.parameters.forEach((each, index) => {
      const pattern = child(each, 'pattern') ?? each;
      const annotation = child(each, 'type');
      this.declarePattern(pattern, inner, 'parameter', null, [], annotation, index);
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
    this.hoist(body, inner, inner);
    for (const each of body.children) this.walk(each, inner, inner);
  }

  private walkClass(node: SyntaxNode, scope: Scope): void {
    const name = child(node, 'name');
    const heritage = node.children.find(({ type }) => type === 'class_heritage') ?? null;
    const klass = newKlass(node, name === null ? '' : textOf(this.source, name), heritage);
    this.klasses.push(klass);
    if (name !== null) {
      const binding = this.lookUp(klass.name, scope) as MutableBinding | null;
      if (binding?.declaration === node) binding.defines = klass;
    }
    if (klass.heritage !== null) this.walk(klass.heritage, scope, scope);
    for (const each of child(node, 'body')?.children ?? []) this.walkMember(each, klass, scope);
  }

  private walkMember(node: SyntaxNode, klass: Klass, scope: Scope): void {
    if (node.type === 'method_definition') {
      const fn = this.walkFunction(node, scope, klass, '');
      if (!fn.isStatic) klass.methods.set(fn.name, fn);
      if (fn.name === 'constructor') this.noteParameterFields(fn, klass);
    } else if (node.type === 'public_field_definition' || node.type === 'field_definition') {
      const key = child(node, 'name') ?? child(node, 'property');
      const name = keyName(this.source, key);
      const value = child(node, 'value');
      const isStatic = /\bstatic\b/.test(this.source.text.slice(node.start, key?.start ?? node.start));
      const field = name === null || isStatic ? null : this.field(klass, name);
      if (field !== null) field.annotation = child(node, 'type');
      if (value === null) return;
      const initialiser = this.addFunction(value, 'initialiser', scope.fn, name ?? '', klass, isStatic);
      const inner: Scope = { names: new Map(), outer: scope, fn: initialiser };
      if (field !== null) field.writes.push({ value, at: node, fn: initialiser });
      if (isFunctionNode(value)) {
        const fn = this.walkFunction(value, inner, klass, name ?? '');
        if (name !== null && !isStatic) klass.methods.set(name, fn);
      } else this.walk(value, inner, inner);
    } else if (node.type === 'class_static_block') {
      const initialiser = this.addFunction(node, 'initialiser', scope.fn, '', klass, true);
      const inner: Scope = { names: new Map(), outer: scope, fn: initialiser };
      for (const each of node.children) this.walk(each, inner, inner);
    }
  }

  /** `constructor(private socket: Socket)` is a parameter and a field. */
  private noteParameterFields(fn: Fn, klass: Klass): void {
    for (const each of fn.parameters) {
      const pattern = child(each, 'pattern');
      if (pattern?.type !== 'identifier') continue;
      const head = this.source.text.slice(each.start, pattern.start);
      if (!/\b(public|private|protected|readonly)\b/.test(head)) continue;
      const field = this.field(klass, textOf(this.source, pattern));
      field.annotation = child(each, 'type');
      field.writes.push({ value: pattern, at: each, fn });
    }
  }

  private field(klass: Klass, name: string): Field {
    const known = klass.fields.get(name);
    if (known !== undefined) return known;
    const field: Field = { klass, name, writes: [], references: [], annotation: null };
    klass.fields.set(name, field);
    return field;
  }

  /** An arrow function has no `this` of its own. */
  private noteSelf(node: SyntaxNode, fn: Fn): void {
    let own = fn;
    while (own.kind === 'arrow' && own.parent !== null) own = own.parent;
    const known = this.selves.get(own);
    if (known === undefined) this.selves.set(own, [node]);
    else known.push(node);
  }

  private noteField(node: SyntaxNode, fn: Fn): void {
    const object = child(node, 'object');
    if (object?.type === 'identifier' && SELF.test(textOf(this.source, object)))
      this.aliases.push({ node, fn });
    if (object?.type === 'this') this.addReference(node, thisKlass(fn));
  }

  /** `const self = this`, and `self.socket` later. */
  private noteAlias(node: SyntaxNode, _fn: Fn): void {
    const object = child(node, 'object');
    const binding = object === null ? undefined : this.meaning.get(object);
    if (binding?.writes.length !== 1 || binding.writes[0].value?.type !== 'this') return;
    this.addReference(node, thisKlass(binding.fn));
  }

  private addReference(node: SyntaxNode, klass: Klass | null): void {
    const name = keyName(this.source, child(node, 'property'));
    if (name === null || klass === null) return;
    const field = this.field(klass, name);
    field.references.push(node);
    this.fieldAt.set(node, field);
  }

  private walkImport(node: SyntaxNode, scope: Scope): void {
    const required = node.children.find(({ type }) => type === 'import_require_clause');
    const module = stringValue(
      this.source,
      child(node, 'source') ??
        (required === undefined ? undefined : (child(required, 'source') ?? undefined)),
    );
    if (module === null) return;
    const add = (name: SyntaxNode | null | undefined, from: string) => {
      if (name != null) this.declare(scope, name, 'import', node, null, [], null, { module, name: from });
    };
    if (required !== undefined)
      add(
        required.children.find(({ type }) => type === 'identifier'),
        '*',
      );
    const clause = node.children.find(({ type }) => type === 'import_clause');
    for (const each of clause?.children ?? [])
      if (each.type === 'identifier') add(each, 'default');
      else if (each.type === 'namespace_import') add(each.children[0], '*');
      else
        for (const specifier of each.children) {
          const name = child(specifier, 'name');
          if (name !== null) add(child(specifier, 'alias') ?? name, textOf(this.source, name));
        }
  }

  private lookUp(name: string, scope: Scope): Binding | null {
    for (let each: Scope | null = scope; each !== null; each = each.outer) {
      const found = each.names.get(name);
      if (found !== undefined) return found;
    }
    return null;
  }

  private resolve(node: SyntaxNode, scope: Scope): void {
    const binding = this.lookUp(textOf(this.source, node), scope);
    if (binding === null) return;
    this.meaning.set(node, binding);
    binding.references.push(node);
  }

  private assign(target: SyntaxNode, value: SyntaxNode | null, scope: Scope, path: Path): void {
    switch (target.type) {
      case 'identifier':
      case 'shorthand_property_identifier_pattern':
        this.lookUp(textOf(this.source, target), scope)?.writes.push({
          value,
          path: target.type === 'identifier' ? path : [...path, textOf(this.source, target)],
          at: target,
        });
        return;
      case 'member_expression': {
        const field = this.fieldAt.get(target);
        if (field !== undefined && value !== null && path.length === 0)
          field.writes.push({ value, at: target, fn: scope.fn });
        return;
      }
      case 'array_pattern':
        target.children.forEach((each, at) => {
          this.assign(each, value, scope, [...path, at]);
        });
        return;
      case 'object_pattern':
        for (const each of target.children) {
          const inner = each.type === 'pair_pattern' ? child(each, 'value') : each;
          const key = each.type === 'pair_pattern' ? keyName(this.source, child(each, 'key')) : null;
          if (inner !== null) this.assign(inner, value, scope, key === null ? path : [...path, key]);
        }
        return;
    }
  }
}

const newKlass = (node: SyntaxNode, name: string, heritage: SyntaxNode | null): Klass => ({
  node,
  name,
  heritage,
  methods: new Map(),
  fields: new Map(),
});

type MutableBinding = { -readonly [Key in keyof Binding]: Binding[Key] };

/** Whether what the grammar reads as an assignment is a `using` declaration. */
export const isUsing = ({ text }: Source, node: SyntaxNode): boolean =>
  /^using\s/.test(text.slice(node.start, node.start + 6));

/** Statements that have statements in them, where `var` counts for the whole function. */
const STATEMENTS: ReadonlySet<string> = new Set([
  'statement_block',
  'if_statement',
  'else_clause',
  'for_statement',
  'for_in_statement',
  'while_statement',
  'do_statement',
  'try_statement',
  'catch_clause',
  'finally_clause',
  'switch_statement',
  'switch_body',
  'switch_case',
  'switch_default',
  'labeled_statement',
  'export_statement',
]);

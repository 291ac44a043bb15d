import { child, type SyntaxNode } from '../../syntax';
import type { Binding, BindingKind, Fn, Klass, Path, Scope } from '../scopes';
import { keyName, type Source, textOf } from '../source';

export const DECLARED_FUNCTIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
]);

export type MutableBinding = { -readonly [Key in keyof Binding]: Binding[Key] };

/** The functions and variables that a file declares, block by block. */
export class Declarations {
  readonly functions: Fn[] = [];
  readonly fnOf = new Map<SyntaxNode, Fn>();
  readonly bindings: Binding[] = [];
  /** What an identifier means. */
  readonly meaning = new Map<SyntaxNode, Binding>();
  readonly exported = new Set<string>();
  private readonly used = new Map<Fn, Map<string, number>>();

  constructor(private readonly source: Source) {}

  addFunction(
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
  hoist(block: SyntaxNode, scope: Scope, outermost: Scope): void {
    for (const node of block.children) {
      const each =
        node.type === 'export_statement'
          ? (child(node, 'declaration') ?? child(node, 'value') ?? node)
          : node;
      if (DECLARED_FUNCTIONS.has(each.type) || /^(abstract_)?class_declaration$/.test(each.type)) {
        const name = child(each, 'name');
        if (name !== null && !this.isKnown(scope, name))
          this.declare(scope, name, each.type.includes('function') ? 'function' : 'class', each, null, null);
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

  hoistVariables(declaration: SyntaxNode, scope: Scope): void {
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

  declarePattern(
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
        const binding = this.declare(scope, pattern, kind, pattern, annotation, parameter);
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

  declare(
    scope: Scope,
    name: SyntaxNode,
    kind: BindingKind,
    declaration: SyntaxNode,
    annotation: SyntaxNode | null,
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
}

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

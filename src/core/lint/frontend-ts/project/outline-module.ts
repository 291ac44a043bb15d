import { child, type SyntaxNode } from '../../syntax';
import type { FileModel } from '../model';
import { argumentsOf, keyName, propertyOf, stringValue, textOf, unwrap } from '../source';
import { requiredModule } from '../types';
import { hearingOf } from './function-outlines';
import { MeaningOf } from './meaning-of';
import type { Handed, Meaning, ModuleOutline } from './outline';

/** `exports.name`, `module.exports.name`. */
const EXPORTS = /^(?:module\s*\.\s*)?exports$/;
/** What compilers call for `export * from`. */
const STAR = /^(?:tslib(?:_\d+)?\.)?__exportStar$|^__reExport$/;

/** What a module tells to those that import it. */
export function outlineOf(model: FileModel): ModuleOutline {
  const reader = new ExportReader(model);
  for (const node of model.source.root.children) reader.statement(node);
  for (const { node } of model.names.calls) reader.call(node);
  return { exports: reader.exports, stars: reader.stars, handed: handedBy(model, reader.meaningOf) };
}

class ExportReader {
  readonly exports: Record<string, Meaning> = {};
  readonly stars: string[] = [];
  readonly meaningOf: MeaningOf;

  constructor(private readonly model: FileModel) {
    this.meaningOf = new MeaningOf(model);
  }

  statement(node: SyntaxNode): void {
    if (node.type === 'export_statement') this.exportStatement(node);
    else if (node.type === 'expression_statement') this.assignment(node.children[0]);
    else if (/^(?:lexical|variable)_declaration$/.test(node.type))
      for (const each of node.children) this.assignment(child(each, 'value') ?? undefined);
  }

  private exportStatement(node: SyntaxNode): void {
    const { source } = this.model;
    const from = stringValue(source, child(node, 'source') ?? undefined);
    const declaration = child(node, 'declaration');
    const value = child(node, 'value');
    const head = source.text.slice(node.start, Math.min(node.end, node.start + 40));
    if (declaration !== null) this.declared(declaration, /^export\s+default\b/.test(head) ? 'default' : null);
    else if (value !== null) this.add('default', this.meaningOf.expression(value));
    else if (/^export\s*=/.test(head)) this.addExpression('=', node.children[0]);
    for (const each of node.children)
      if (each.type === 'export_clause')
        for (const specifier of each.children) this.specified(specifier, from);
      else if (each.type === 'namespace_export' && from !== null)
        this.add(keyName(source, each.children[0] ?? null), { is: 'import', module: from, name: '*' });
    if (from !== null && /^export\s*\*(?!\s*as\b)/.test(head)) this.stars.push(from);
  }

  private specified(specifier: SyntaxNode, from: string | null): void {
    const { source, names } = this.model;
    const name = child(specifier, 'name');
    const key = keyName(source, name);
    if (name === null || key === null) return;
    const as = keyName(source, child(specifier, 'alias')) ?? key;
    if (from !== null) this.add(as, { is: 'import', module: from, name: key });
    else {
      const binding = names.meaning.get(name);
      if (binding !== undefined) this.add(as, this.meaningOf.binding(binding));
    }
  }

  private declared(declaration: SyntaxNode, as: string | null): void {
    const { names, source } = this.model;
    const own = child(declaration, 'name');
    if (own !== null) {
      const binding = names.bindings.find(({ declaration: at }) => at === declaration);
      const fn = names.fnOf.get(declaration);
      const meaning =
        binding !== undefined
          ? this.meaningOf.binding(binding)
          : fn === undefined
            ? null
            : this.meaningOf.expression(declaration);
      this.add(as ?? textOf(source, own), meaning);
      return;
    }
    if (as !== null) this.add(as, this.meaningOf.expression(declaration));
    for (const each of declaration.children) {
      const name = each.type === 'variable_declarator' ? child(each, 'name') : null;
      const binding = name === null ? undefined : names.meaning.get(name);
      if (binding !== undefined) this.add(binding.name, this.meaningOf.binding(binding));
    }
  }

  /** `module.exports = ...`, `exports.a = exports.b = ...`. */
  private assignment(expression: SyntaxNode | undefined): void {
    if (expression?.type !== 'assignment_expression') return;
    const [left, right] = [child(expression, 'left'), child(expression, 'right')];
    if (left?.type !== 'member_expression' || right === null) return;
    this.assignment(right);
    const name = this.exportedBy(left);
    if (name === null) return;
    let value = right;
    for (
      let next: SyntaxNode | null = value;
      next?.type === 'assignment_expression';
      next = child(next, 'right')
    )
      value = child(next, 'right') ?? value;
    const star = requiredModule(this.model.source, unwrap(value));
    if (name === '=' && star !== null) this.stars.push(star);
    this.addExpression(name, value);
  }

  /** The name that an assignment exports, `=` for all. */
  private exportedBy(left: SyntaxNode): string | null {
    const { source } = this.model;
    const object = child(left, 'object');
    const name = keyName(source, child(left, 'property'));
    if (object === null || name === null) return null;
    if (textOf(source, object) === 'module' && name === 'exports') return '=';
    return EXPORTS.test(textOf(source, object)) ? name : null;
  }

  /** What compilers and people call to export. */
  call(node: SyntaxNode): void {
    const { source } = this.model;
    const callee = child(node, 'function');
    const text = callee === null ? '' : textOf(source, callee);
    const [first, second, third] = argumentsOf(node);
    if (STAR.test(text)) {
      const module = requiredModule(
        source,
        unwrap(second?.type === 'call_expression' ? second : (first ?? node)),
      );
      if (module !== null) this.stars.push(module);
    }
    if (first === undefined || !EXPORTS.test(textOf(source, first))) return;
    if (text === 'Object.assign' && second !== undefined) {
      const record = this.meaningOf.expression(second);
      if (record?.is === 'record')
        for (const [name, each] of Object.entries(record.members)) this.add(name, each);
    }
    if (text !== 'Object.defineProperty') return;
    const name = stringValue(source, second);
    const getter = propertyOf(source, third, 'get');
    const fn = getter === null ? undefined : this.model.names.fnOf.get(unwrap(getter));
    const [returned] = fn === undefined ? [] : this.model.meanings.results.returnsOf(fn);
    if (name !== null && returned !== undefined) this.addExpression(name, returned);
  }

  private addExpression(name: string, node: SyntaxNode | undefined): void {
    if (node !== undefined) this.add(name, this.meaningOf.expression(node));
  }

  private add(name: string | null, meaning: Meaning | null): void {
    if (name !== null && meaning !== null && name !== '__proto__') this.exports[name] = meaning;
  }
}

/** What a module listens with that it imports. */
function handedBy({ names, meanings, source }: FileModel, meaningOf: MeaningOf): readonly Handed[] {
  return names.calls.flatMap(({ node }) =>
    argumentsOf(node).flatMap((each, index) => {
      const meaning = /^(?:identifier|member_expression|call_expression)$/.test(each.type)
        ? importedIn(meaningOf, each)
        : null;
      if (meaning === null) return [];
      const list = source.parents.get(each);
      if (list?.type !== 'arguments') return [];
      return hearingOf(meanings.listeners.triggerOf(node, index, each)).map((heard) => ({
        fn: meaning,
        heard,
      }));
    }),
  );
}

/** Something of another module, or what a function of another module gives back. */
function importedIn(meaningOf: MeaningOf, node: SyntaxNode): Meaning | null {
  const meaning = meaningOf.expression(node);
  for (
    let at: Meaning | null = meaning;
    at !== null;
    at = at.is === 'result' || at.is === 'member' ? at.of : null
  )
    if (at.is === 'import') return meaning;
  return null;
}

import { type Kind, typeKind } from '../models-ts';
import { child, type SyntaxNode } from '../syntax';
import type { Names } from './names';
import { type Source, textOf } from './source';

/** What an annotation says of a value: `net.Socket`, `Socket | null`, `Promise<Socket>` (promised). */
export interface Annotated {
  readonly kind: Kind;
  readonly promised: boolean;
}

/** Reads type annotations and JSDoc, as far as they name what Node's modules export. */
export class Types {
  private readonly imports = new Map<string, { module: string; name: string }>();

  constructor(
    private readonly source: Source,
    names: Names,
  ) {
    for (const { name, imported, kind, writes } of names.bindings) {
      if (imported !== null) this.imports.set(name, imported);
      const module = kind === 'const' && writes.length === 1 ? requiredModule(source, writes[0].value) : null;
      if (module === null) continue;
      const [first] = writes[0].path;
      this.imports.set(name, { module, name: first === undefined ? '*' : String(first) });
    }
  }

  annotated(annotation: SyntaxNode | null): Annotated | null {
    return annotation === null ? null : this.ofType(annotation, false);
  }

  private ofType(node: SyntaxNode, promised: boolean): Annotated | null {
    switch (node.type) {
      case 'type_annotation':
      case 'parenthesized_type':
      case 'readonly_type':
        return node.children.length > 0 ? this.ofType(node.children[0], promised) : null;
      case 'union_type':
        for (const each of node.children) {
          const found = this.ofType(each, promised);
          if (found !== null) return found;
        }
        return null;
      case 'type_identifier':
        return this.named(textOf(this.source, node), promised);
      case 'nested_type_identifier':
        return this.named(textOf(this.source, node), promised);
      case 'generic_type': {
        const name = child(node, 'name');
        const inner = child(node, 'type_arguments')?.children[0];
        if (name === null) return null;
        if (textOf(this.source, name) === 'Promise')
          return inner === undefined ? null : this.ofType(inner, true);
        return this.ofType(name, promised);
      }
      default:
        return null;
    }
  }

  /** `Socket`, `net.Socket`, `import('net').Socket`, as it is written. */
  private named(text: string, promised: boolean): Annotated | null {
    const [head, ...rest] = text.split('.');
    const imported = this.imports.get(head);
    if (imported === undefined) return null;
    const name = rest.length > 0 ? rest[rest.length - 1] : imported.name;
    if (rest.length > 1) return null;
    const kind = typeKind(imported.module, name);
    return kind === null ? null : { kind, promised };
  }

  /** What the JSDoc before a function says of a parameter. */
  parameterInDoc(fn: SyntaxNode, parents: Source['parents'], name: string): Annotated | null {
    const doc = this.docBefore(fn, parents);
    if (doc === null) return null;
    for (const [, type, parameter] of doc.matchAll(/@param\s*\{([^}\n]{1,100})\}\s*\[?([\w$]+)/g))
      if (parameter === name) return this.inDoc(type);
    return null;
  }

  /** What `@type` says of a variable or field. */
  typeInDoc(node: SyntaxNode, parents: Source['parents']): Annotated | null {
    const doc = this.docBefore(node, parents);
    const type = doc === null ? null : /@type\s*\{([^}\n]{1,100})\}/.exec(doc);
    return type === null ? null : this.inDoc(type[1]);
  }

  private inDoc(type: string): Annotated | null {
    for (const each of type.split('|')) {
      const name = each.trim().replace(/^[?!]|[?!]$/g, '');
      const imported = /^import\(['"]([^'"]+)['"]\)\.(\w+)$/.exec(name);
      const kind = imported === null ? null : typeKind(imported[1], imported[2]);
      if (kind !== null) return { kind, promised: false };
      const found = this.named(name, false);
      if (found !== null) return found;
    }
    return null;
  }

  private docBefore(node: SyntaxNode, parents: Source['parents']): string | null {
    let outer: SyntaxNode | undefined = node;
    for (let steps = 0; outer !== undefined && steps < 4; steps++) {
      const doc = this.docAt(outer.start);
      if (doc !== null) return doc;
      outer = parents.get(outer);
      if (outer === undefined || /block|program|body|arguments/.test(outer.type)) return null;
    }
    return null;
  }

  private docAt(start: number): string | null {
    const { text } = this.source;
    let end = start;
    while (end > 0 && /\s/.test(text[end - 1])) end--;
    if (!text.startsWith('*/', end - 2)) return null;
    const begin = text.lastIndexOf('/**', end);
    return begin < 0 || end - begin > 5000 ? null : text.slice(begin, end);
  }
}

/** The module in `require('x')`, null for what is no such call. */
export function requiredModule(source: Source, node: SyntaxNode | null): string | null {
  if (node?.type !== 'call_expression') return null;
  const callee = child(node, 'function');
  if (callee === null || textOf(source, callee) !== 'require') return null;
  const text = child(node, 'arguments')?.children[0];
  return text?.type === 'string' ? source.text.slice(text.start + 1, text.end - 1) : null;
}

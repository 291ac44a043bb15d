import { child, type SyntaxNode } from '../../syntax';
import { type Field, type Fn, type Klass, thisKlass } from '../scopes';
import { keyName, type Source, textOf } from '../source';
import type { Declarations } from './declarations';

/** `const self = this`: the name that a text gives to `this`. */
const ALIAS = /([\w$]+)\s*=\s*this\s*(?=[;,)\n])/g;

export const newKlass = (node: SyntaxNode, name: string, heritage: SyntaxNode | null): Klass => ({
  node,
  name,
  heritage,
  methods: new Map(),
  fields: new Map(),
});

/** The classes of a file, their fields, and the places that say `this`. */
export class Fields {
  readonly klasses: Klass[] = [];
  readonly fieldAt = new Map<SyntaxNode, Field>();
  /** The places that say `this`, by the function whose `this` they mean. */
  readonly selves = new Map<Fn, SyntaxNode[]>();
  private readonly aliases: SyntaxNode[] = [];
  private readonly selfNames: ReadonlySet<string>;

  constructor(
    private readonly source: Source,
    private readonly declarations: Declarations,
  ) {
    this.selfNames = new Set([...source.text.matchAll(ALIAS)].map(([, name]) => name));
  }

  field(klass: Klass, name: string): Field {
    const known = klass.fields.get(name);
    if (known !== undefined) return known;
    const field: Field = { klass, name, writes: [], references: [], annotation: null };
    klass.fields.set(name, field);
    return field;
  }

  /** `constructor(private socket: Socket)` is a parameter and a field. */
  noteParameterFields(fn: Fn, klass: Klass): void {
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

  /** An arrow function has no `this` of its own. */
  noteSelf(node: SyntaxNode, fn: Fn): void {
    let own = fn;
    while (own.kind === 'arrow' && own.parent !== null) own = own.parent;
    const known = this.selves.get(own);
    if (known === undefined) this.selves.set(own, [node]);
    else known.push(node);
  }

  noteField(node: SyntaxNode, fn: Fn): void {
    const object = child(node, 'object');
    if (object?.type === 'identifier' && this.selfNames.has(textOf(this.source, object)))
      this.aliases.push(node);
    if (object?.type === 'this') this.addReference(node, thisKlass(fn));
  }

  /** `const self = this`, and `self.socket` later. */
  private noteAlias(node: SyntaxNode): void {
    const object = child(node, 'object');
    const binding = object === null ? undefined : this.declarations.meaning.get(object);
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

  /** When every identifier is resolved. */
  resolveAliases(): void {
    for (const node of this.aliases) this.noteAlias(node);
  }
}

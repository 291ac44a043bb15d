import { PROPERTIES } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Linked } from '../project';
import type { Field, Fn, Path } from '../scopes';
import { keyName } from '../source';
import type { Meanings } from './meanings';
import type { Entity, Value } from './value';

/** What the properties of modules, objects and instances stand for. */
export class Properties {
  constructor(private readonly meanings: Meanings) {}

  member(node: SyntaxNode): Value | null {
    const field = this.meanings.names.fieldAt.get(node);
    if (field !== undefined) return this.valueOfField(field);
    const name = keyName(this.meanings.source, child(node, 'property'));
    const object = this.meanings.valueOf(child(node, 'object'));
    return name === null || object === null ? null : this.inside(object, [name]);
  }

  valueOfField(field: Field): Value | null {
    const method = field.klass.methods.get(field.name);
    if (method !== undefined) return { kind: 'function', fn: method };
    for (const { value } of field.writes) {
      const found = this.meanings.valueOf(value);
      if (found !== null) return found;
    }
    const annotated = this.meanings.types.annotated(field.annotation);
    if (annotated === null || field.annotation === null) return null;
    const fn = this.meanings.names.fnOf.get(field.klass.node) ?? this.meanings.names.functions[0];
    return {
      kind: 'object',
      promised: annotated.promised,
      entity: this.meanings.entities.entity(field.annotation, annotated.kind, 'borrowed', '', fn, [], null),
    };
  }

  /** What a destructuring or a property takes from a value. */
  inside(value: Value | null, path: Path): Value | null {
    let at = value;
    for (const step of path) {
      if (at === null || typeof step === 'number') return null;
      if (at.kind === 'module') at = this.meanings.exported(at.module, step);
      else if (at.kind === 'export')
        at =
          step === 'default'
            ? at
            : this.meanings.exported(at.name === 'default' ? at.module : `${at.module}.${at.name}`, step);
      else if (at.kind === 'told') {
        const linked: Linked | null = this.meanings.links?.member(at.linked, step) ?? null;
        at = linked === null ? null : this.meanings.ofLinked(linked);
      } else if (at.kind === 'resolvers')
        at = step === 'resolve' || step === 'reject' ? { kind: 'settle', how: step, of: at.of } : null;
      else if (at.kind === 'object') at = this.property(at.entity, step);
      else if (at.kind === 'instance') {
        const method: Fn | undefined = at.klass.methods.get(step);
        const field: Field | undefined = at.klass.fields.get(step);
        at =
          method !== undefined
            ? { kind: 'function', fn: method }
            : field === undefined
              ? null
              : this.valueOfField(field);
      } else return null;
    }
    return at;
  }

  private property(entity: Entity, name: string): Value | null {
    // The body is what the response is about: who reads it reads the response.
    if (name === 'body' && /^(undici|fetch)-/.test(entity.kind))
      return { kind: 'object', entity, promised: false };
    const kind = PROPERTIES[entity.kind]?.[name];
    if (kind === undefined) return null;
    return {
      kind: 'object',
      promised: false,
      entity: {
        kind,
        at: entity.at,
        origin: 'borrowed',
        from: name,
        fn: entity.fn,
        args: [],
        emitter: entity,
      },
    };
  }
}

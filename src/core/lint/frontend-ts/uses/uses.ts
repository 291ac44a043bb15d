import type { Kind } from '../../models-ts';
import type { Entity, Meanings } from '../meanings';
import type { Binding, Field } from '../scopes';
import { Collector } from './collector';
import type { Use } from './use';
import { DEEPEST } from './use';

/** Collects what a file does with an object, wherever it is captured, renamed, or given to a function of the file. */
export class Uses {
  private readonly known = new Map<Entity, readonly Use[]>();

  constructor(private readonly meanings: Meanings) {}

  of(entity: Entity): readonly Use[] {
    const known = this.known.get(entity);
    if (known !== undefined) return known;
    this.known.set(entity, []);
    const collector = new Collector(this.meanings, entity.kind, entity.client ?? null);
    if (entity.origin === 'created') collector.follow(entity.at, 0);
    else {
      const binding = this.meanings.names.meaning.get(entity.at);
      if (binding !== undefined) collector.followBinding(binding, 0);
    }
    this.known.set(entity, collector.uses);
    return collector.uses;
  }

  /** What is done with the object that a field holds. */
  ofField(field: Field, kind: Kind): readonly Use[] {
    const collector = new Collector(this.meanings, kind);
    for (const reference of field.references) collector.follow(reference, 0);
    collector.noteUnread(field);
    return collector.uses;
  }

  /** What is done with what a variable holds, whatever that is: as if it were a socket. */
  ofBinding(binding: Binding): readonly Use[] {
    const collector = new Collector(this.meanings, 'socket');
    collector.followBinding(binding, 0);
    return collector.uses;
  }

  /** The field that holds the object, if one alone does. */
  fieldOf(entity: Entity): Field | null {
    const collector = new Collector(this.meanings, entity.kind, entity.client ?? null);
    const given = entity.origin === 'created' ? undefined : this.meanings.names.meaning.get(entity.at);
    if (entity.origin === 'created') collector.follow(entity.at, DEEPEST);
    else if (given !== undefined) collector.followBinding(given, DEEPEST);
    return collector.fields.size === 1 ? [...collector.fields][0] : null;
  }

  /** The variables that hold the object; with `given` also parameters of functions that it is given to. */
  holders(entity: Entity, given = false): ReadonlySet<Binding> {
    const collector = new Collector(this.meanings, entity.kind, entity.client ?? null);
    const depth = given ? 0 : DEEPEST;
    if (entity.origin === 'created') collector.follow(entity.at, depth);
    else {
      const binding = this.meanings.names.meaning.get(entity.at);
      if (binding !== undefined) collector.followBinding(binding, depth);
    }
    return collector.bindings;
  }
}

import type { Kind } from '../../models-ts';
import type { SyntaxNode } from '../../syntax';
import type { ClassOutline } from '../project';
import type { Binding, Fn } from '../scopes';
import type { Meanings } from './meanings';
import type { Entity, Value } from './value';

/** Who listens for these is the one who has them. */
export const ownedWhenGiven = ({ event }: { event: string }, kind: Kind): boolean =>
  event === 'connection' ||
  event === 'secureConnection' ||
  kind === 'raw-socket' ||
  (kind === 'response' && (event === 'response' || event === 'unexpected-response'));

/** `new net.Socket()` holds nothing before `connect()`: https://nodejs.org/api/net.html#new-netsocketoptions */
export const isBare = ({ from, kind, at }: Entity): boolean =>
  kind === 'socket' && /(^|\.)(Socket|Stream)$/.test(from) && at.type === 'new_expression';

/** One entity for each place that makes or brings an object. */
export class Entities {
  private readonly created = new Map<SyntaxNode, Entity>();

  constructor(private readonly meanings: Meanings) {}

  /** One entity for each place that makes one. */
  entity(
    at: SyntaxNode,
    kind: Kind,
    origin: Entity['origin'],
    from: string,
    fn: Fn,
    args: readonly SyntaxNode[],
    emitter: Entity | null,
  ): Entity {
    const known = this.created.get(at);
    if (known !== undefined) return known;
    const entity: Entity = { kind, at, origin, from, fn, args, emitter };
    this.created.set(at, entity);
    return entity;
  }

  /** An object of a class of another module. */
  client(at: SyntaxNode, client: ClassOutline, from: string, args: readonly SyntaxNode[]): Entity {
    const known = this.created.get(at);
    if (known !== undefined) return known;
    const fn = this.meanings.fnAt(at);
    const entity: Entity = { kind: 'client', at, origin: 'created', from, fn, args, emitter: null, client };
    this.created.set(at, entity);
    return entity;
  }

  borrowed(binding: Binding, kind: Kind, promised = false): Value {
    const { declaration: at, fn } = binding;
    return { kind: 'object', promised, entity: this.entity(at, kind, 'borrowed', '', fn, [], null) };
  }

  /** An object that comes to `at` by way of a promise or callback, whose duty comes with it. */
  passedOn(at: SyntaxNode, { kind, from, args }: Entity, promised: boolean): Value {
    return {
      kind: 'object',
      promised,
      entity: this.entity(at, kind, 'created', from, this.meanings.fnAt(at), args, null),
    };
  }
}

import { CONNECTIONS, CONNECTS, isByteStream, isDriver, RESPONSES, SERVERS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { Fn } from '../scopes';
import { isSaidUnread, keyName, propertyOf, textOf } from '../source';
import type { Use } from '../uses';
import type { FileModel } from './file-model';

/** What runs for as long as the program does. */
const MAIN = /^(?:main|start|run|init|bootstrap|setup|serve|listen|connect)/i;
/** A listener that asks whether it is the only one leaves what is not its own to the others. */
const SHARED = /\.listenerCount\(\s*['"](?:upgrade|connect)['"]/;
/** Methods of drivers that ask for something once. */
const ASKS =
  /^(?:query|execute|get|set|del|publish|incr|hget|hset|lpush|rpush|ping|list|uploadFrom|downloadTo|put|upload)$/;

/** Which code has to close an object, and whether it is worth a finding where none does. */
export class Duties {
  constructor(private readonly model: FileModel) {}

  /** Whether a use ends the duty to close: reading a connection does, unless its maker closes it himself elsewhere. */
  dutyAfter({ effect }: Use, entity: Entity): 'close' | 'take' | null {
    if (effect === 'none') return null;
    if (effect !== 'consume') return effect;
    return entity.origin === 'borrowed' || this.closesItself(entity) ? null : 'take';
  }

  private readonly duties = new Map<Entity, boolean>();

  /** Whether a path that loses the object is worth a word; the rest is for the rules that look at all of its life. */
  isDuty(entity: Entity): boolean {
    const known = this.duties.get(entity);
    if (known !== undefined) return known;
    const duty = entity.fn.kind !== 'module' && this.findDuty(entity);
    this.duties.set(entity, duty);
    return duty;
  }

  private findDuty(entity: Entity): boolean {
    const { kind, origin, fn, args } = entity;
    if (origin === 'borrowed' || kind === 'request' || this.isDisposed(entity)) return false;
    if (this.isUnread(entity) || this.isKeptByMaker(entity) || this.isHeardBeside(entity)) return false;
    if (kind === 'raw-socket' && SHARED.test(textOf(this.model.source, fn.node))) return false;
    // ws reads its sockets itself and answers a close: https://github.com/websockets/ws/blob/master/doc/ws.md
    if (kind === 'websocket' && origin === 'accepted') return false;
    if (isDriver(kind) && this.isForOnce(entity)) return true;
    if (kind === 'client' && this.isProbe(entity)) return true;
    if (SERVERS.has(kind) || kind === 'client' || isDriver(kind)) return this.closesInOwnCode(entity);
    if (RESPONSES.has(kind))
      return (
        !this.hasNoBody(args) &&
        !this.isAborted(entity) &&
        !this.isReadBeside(entity) &&
        !this.isAnnounced(entity) &&
        !this.isGivenUpWithClient(entity)
      );
    if (!isByteStream(kind) || kind === 'raw-socket') return true;
    if (this.model.lasting(entity).length > 0) return true;
    // A connection that nothing ever closes or reads: where other code is told how it went, that code takes it for done with.
    return origin === 'created' && [...this.model.reach(fn)].some((each) => this.tells(each));
  }

  /** `using` and `await using` dispose of it on every way out of its block. */
  private isDisposed = (entity: Entity): boolean =>
    this.model.uses.of(entity).some(({ how, name }) => how === 'store' && name === 'using');

  /** The function of the file that makes it stores what it returns: its caller may drop it. */
  private isKeptByMaker({ at }: Entity): boolean {
    const { meanings, uses } = this.model;
    const callee = at.type === 'call_expression' ? meanings.valueOf(child(at, 'function')) : null;
    if (callee?.kind !== 'function') return false;
    return meanings.results.returnsOf(callee.fn).some((each) => {
      const made = meanings.entityOf(each);
      return (
        made !== null &&
        uses.of(made).some(({ how, effect }) => effect === 'take' && /^(?:store|field)$/.test(how))
      );
    });
  }

  /** Code that could not be read names a variable that holds it. */
  private isUnread = (entity: Entity): boolean =>
    this.model.source.unread.length > 0 &&
    [...this.model.uses.holders(entity)].some(({ name, fn }) =>
      isSaidUnread(this.model.source, name, fn.node),
    );

  /** `new WebSocketServer({ server })` listens to 'upgrade' too: a listener beside it that only looks drops nothing. */
  private isHeardBeside(entity: Entity): boolean {
    const { meanings, names, source, uses } = this.model;
    if (entity.kind !== 'raw-socket' || entity.from !== 'upgrade' || uses.of(entity).length > 0) return false;
    return meanings.triggersOf(entity.fn).some((each) => {
      const callee = each.kind === 'event' ? child(each.call, 'function') : null;
      const server = callee === null ? null : child(callee, 'object');
      const binding = server === null ? undefined : names.meaning.get(server);
      return binding?.references.some((reference) => {
        const pair = source.parents.get(reference);
        return pair?.type === 'pair'
          ? keyName(source, child(pair, 'key')) === 'server'
          : reference.type === 'shorthand_property_identifier' && binding.name === 'server';
      });
    });
  }

  /** Another listener of the same event reads it. */
  private isReadBeside = ({ at, emitter, from }: Entity): boolean =>
    emitter !== null &&
    (emitter.origin === 'borrowed' ||
      this.model.entities.some(
        (other) =>
          other.emitter === emitter &&
          other.from === from &&
          other.at !== at &&
          this.model.lasting(other).length > 0,
      ));

  /** A driver that a function makes, asks a thing or two, and drops: nothing of what it gives lives on. */
  private isForOnce(entity: Entity): boolean {
    const { fn } = entity;
    if (MAIN.test(fn.name) || this.model.lasting(entity).length > 0) return false;
    const uses = this.model.uses.of(entity);
    const asks = uses.filter(({ how, name }) => how === 'method' && !CONNECTS.test(name));
    return (
      asks.length > 0 &&
      uses.every(({ how, name, fn: own, call }) => {
        if (own !== fn || how === 'property') return false;
        if (how === 'listen') return name === 'error';
        return how !== 'method' || CONNECTS.test(name) || (ASKS.test(name) && call !== null);
      })
    );
  }

  /** An object that connects when it is made, is waited for or asked something by an async function, and dropped. */
  private isProbe(entity: Entity): boolean {
    const { fn, client } = entity;
    if (client?.atOnce !== true || !fn.isAsync || MAIN.test(fn.name)) return false;
    const uses = this.model.uses.of(entity);
    return (
      uses.length > 0 &&
      uses.every(({ how, name, effect, call }) => {
        if (effect !== 'none') return false;
        if (how !== 'listen') return /^(?:method|test|dropped)$/.test(how);
        const callee = call === null ? null : child(call, 'function');
        return name === 'error' || /\.once$/.test(callee === null ? '' : textOf(this.model.source, callee));
      })
    );
  }

  private closesInOwnCode = (entity: Entity): boolean =>
    this.model.uses.of(entity).some(({ effect, fn }) => effect === 'close' && fn === entity.fn);

  /** `server.emit('answer', response)`: who listens may be asked to read it. */
  private isAnnounced = (entity: Entity): boolean =>
    this.model.uses.of(entity).some(({ how, name }) => how === 'argument' && /\.emit$/.test(name));

  /** `client.on('close', () => request.destroy())`: whoever fails here ends the client, and with it the request. */
  private isGivenUpWithClient = ({ emitter }: Entity): boolean =>
    emitter !== null &&
    this.model.uses
      .of(emitter)
      .some(
        ({ effect, fn }) =>
          effect === 'close' &&
          this.model.meanings
            .triggersOf(fn)
            .some((each) => each.kind === 'event' && each.event === 'close' && each.emitter !== emitter),
      );

  /** HEAD is answered without a body. */
  private hasNoBody = (args: readonly SyntaxNode[]): boolean =>
    args.some((each) => {
      const method = propertyOf(this.model.source, each, 'method');
      return method !== null && /^['"`]HEAD['"`]$/i.test(textOf(this.model.source, method));
    });

  /** The function that makes it also has the signal that ends it. */
  private isAborted({ fn, args }: Entity): boolean {
    if (!args.some((each) => propertyOf(this.model.source, each, 'signal') !== null)) return false;
    return this.model.callsIn(fn).some(({ node }) => {
      const callee = child(node, 'function');
      return callee !== null && /\.abort$/.test(textOf(this.model.source, callee));
    });
  }

  private tells(fn: Fn): boolean {
    return this.model
      .callsIn(fn)
      .some(({ node }) => this.model.meanings.valueOf(child(node, 'function'))?.kind === 'settle');
  }

  /** Whether the function that makes a connection closes it, returns it or makes a secure one of it (`tls.connect({ socket })`), in its own code. */
  closesItself(entity: Entity): boolean {
    if (entity.origin !== 'created' || !CONNECTIONS.has(entity.kind)) return false;
    const own = this.model.uses.of(entity).filter(({ fn }) => fn === entity.fn);
    // Who listens for the end waits for the peer to close.
    if (own.some(({ how, name }) => how === 'listen' && (name === 'end' || name === 'close'))) return false;
    return own.some(
      ({ effect, how, name }) =>
        effect === 'close' ||
        (effect === 'take' && (how === 'return' || (how === 'store' && name === 'socket'))),
    );
  }
}

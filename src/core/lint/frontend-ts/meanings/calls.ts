import { type Api, apiOf, globalApi, MODELS_OF_KINDS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { ClassOutline, Linked } from '../project';
import { argumentsOf, keyName, propertyOf, textOf, unwrap } from '../source';
import { requiredModule } from '../types';
import type { Meanings } from './meanings';
import type { Value } from './value';

const REQUEST: Api = { makes: 'request', listens: 'response' };
/** Methods that make something. */
const RESULTS: Readonly<Record<string, Api>> = {
  'http2-session.request': { makes: 'http2-stream' },
  'driver-pool.connect': { makes: 'driver', promised: true },
  'driver-pool.getConnection': { makes: 'driver', promised: true },
  'dispatcher.request': { makes: 'undici-response', promised: true },
};
/** Functions that give back a function which does the same as the one that they get, once. */
const ONCE = /(?:^|\.)(?:once|onlyOnce|callOnce|dezalgo|asap|onceify)$/;
/** A promise beside what settles it: https://tc39.es/ecma262/#sec-promise.withResolvers */
const RESOLVERS = /^Promise\s*\.\s*withResolvers$/;
/** `(secure ? https : http).request`. */
const EITHER = /\?\s*(?:\w+\.)?https?\s*:\s*(?:\w+\.)?https?\s*\)\s*\.(?:request|get)$/;
/** What compilers put around `require`. */
const INTEROP = /^(?:tslib(?:_\d+)?\.|\(0, *)?_{0,2}(?:interop\w*|importDefault|importStar|toESM)\d*\)?$/;

/** What calls of modules' functions, methods and constructors make. */
export class Calls {
  constructor(private readonly meanings: Meanings) {}

  call(node: SyntaxNode): Value | null {
    const module = requiredModule(this.meanings.source, node);
    if (module !== null) return this.meanings.exported(module, '*');
    const callee = child(node, 'function');
    if (callee === null) return null;
    if (INTEROP.test(textOf(this.meanings.source, callee))) {
      const wrapped = this.meanings.valueOf(argumentsOf(node)[0] ?? null);
      if (wrapped?.kind === 'module' || wrapped?.kind === 'told') return wrapped;
    }
    if (RESOLVERS.test(textOf(this.meanings.source, callee)))
      return { kind: 'resolvers', of: this.meanings.fnAt(node) };
    const bound = this.bound(callee);
    if (bound !== null) return bound;
    const told = this.told(node, callee);
    if (told !== null) return told;
    const target = this.meanings.valueOf(callee);
    if (target?.kind === 'export') return this.made(node, apiOf(target.module, target.name), callee);
    if (target?.kind === 'told') return this.madeElsewhere(node, target.linked, callee);
    if (target?.kind === 'function') return this.meanings.results.returned(node, target.fn, callee);
    if (callee.type === 'identifier' && !this.meanings.names.meaning.has(callee))
      return this.made(node, globalApi(textOf(this.meanings.source, callee)), callee);
    return callee.type === 'member_expression' ? this.methodResult(node, callee) : null;
  }

  /** `once(callback)` tells whom `callback` tells. */
  private told(node: SyntaxNode, callee: SyntaxNode): Value | null {
    if (!ONCE.test(textOf(this.meanings.source, callee))) return null;
    const [given, ...others] = argumentsOf(node);
    const value = given === undefined || others.length > 0 ? null : this.meanings.valueOf(given);
    return value?.kind === 'settle' ? value : null;
  }

  /** `connect.bind(tls)` is `connect`. */
  private bound(callee: SyntaxNode): Value | null {
    if (keyName(this.meanings.source, child(callee, 'property')) !== 'bind') return null;
    const value = this.meanings.valueOf(child(callee, 'object'));
    return /^(?:function|settle|export|told)$/.test(value?.kind ?? '') ? value : null;
  }

  private methodResult(node: SyntaxNode, callee: SyntaxNode): Value | null {
    const name = keyName(this.meanings.source, child(callee, 'property')) ?? '';
    const object = this.meanings.valueOf(child(callee, 'object'));
    if (object === null && this.isRequest(node, callee)) return this.made(node, REQUEST, callee);
    if (object?.kind !== 'object') return null;
    const { entity, promised } = object;
    if (promised) return name === 'catch' || name === 'finally' ? object : null;
    if (MODELS_OF_KINDS[entity.kind].chains.has(name)) return object;
    if (name === 'pipe') return this.meanings.valueOf(argumentsOf(node)[0] ?? null);
    const api = RESULTS[`${entity.kind}.${name}`];
    return api === undefined ? null : this.made(node, api, callee);
  }

  /** `transport.request(options, (response) => ...)`, where `transport` is http or https by its name. */
  isRequest(node: SyntaxNode, callee: SyntaxNode): boolean {
    const text = textOf(this.meanings.source, callee).slice(-60);
    if (EITHER.test(text)) return true;
    if (
      !/(^|\.)(https?(Module|Lib|Library|Impl)?|transport|(native)?Protocol|proto)\.(request|get)$/i.test(
        text,
      )
    )
      return false;
    const last = unwrap(argumentsOf(node).at(-1) ?? node);
    if (/^(this|self)\.\w*response\w*$/i.test(textOf(this.meanings.source, last))) return true;
    const listener = this.meanings.names.fnOf.get(last);
    const [first] = listener?.parameters ?? [];
    if (first === undefined || listener?.parameters.length !== 1) return false;
    return /^(res|resp|response|msg|message|incoming)\b/i.test(textOf(this.meanings.source, first));
  }

  private made(node: SyntaxNode, api: Api | null, callee: SyntaxNode): Value | null {
    if (api === null) return null;
    const args = argumentsOf(node);
    if (api.promised === true && this.isCalledBack(args)) return null;
    if (api.onlyWith !== undefined && !this.isSwitchedOn(args, api.onlyWith)) return null;
    const from = textOf(this.meanings.source, callee).replace(/\s+/g, ' ').slice(0, 60);
    const entity = this.meanings.entities.entity(
      node,
      api.makes,
      'created',
      from,
      this.meanings.fnAt(node),
      args,
      null,
    );
    return { kind: 'object', entity, promised: api.promised === true };
  }

  /** `pool.request(options, (error, response) => ...)` gives no promise. */
  private isCalledBack(args: readonly SyntaxNode[]): boolean {
    const last = args.at(-1);
    return last !== undefined && this.meanings.names.fnOf.has(unwrap(last));
  }

  /** What a function of another module makes is made by its call. */
  private madeElsewhere(node: SyntaxNode, linked: Linked, callee: SyntaxNode): Value | null {
    const made = this.meanings.links?.madeBy(linked) ?? null;
    if (made === null) return null;
    const { entities, source } = this.meanings;
    const from = textOf(source, callee).replace(/\s+/g, ' ').slice(0, 60);
    const entity =
      made.client !== undefined
        ? entities.client(node, made.client, from, [])
        : entities.entity(node, made.kind, 'created', from, this.meanings.fnAt(node), [], null);
    return { kind: 'object', entity, promised: made.promised };
  }

  /** An option that is there, and not written as false. */
  private isSwitchedOn(args: readonly SyntaxNode[], option: string): boolean {
    return args.some((each) => {
      const value = propertyOf(this.meanings.source, each, option);
      return value !== null && textOf(this.meanings.source, value) === 'true';
    });
  }

  construct(node: SyntaxNode): Value | null {
    const callee = child(node, 'constructor');
    if (callee !== null && textOf(this.meanings.source, callee) === 'Promise')
      return this.meanings.results.promised(node);
    const target = this.meanings.valueOf(callee);
    const client = this.clientClass(target);
    if (client !== null && callee !== null) {
      const from = textOf(this.meanings.source, callee).slice(0, 60);
      const entity = this.meanings.entities.client(node, client, from, argumentsOf(node));
      return { kind: 'object', entity, promised: false };
    }
    if (target?.kind === 'class') return { kind: 'instance', klass: target.klass };
    if (target?.kind !== 'export' || callee === null) return null;
    return this.made(node, apiOf(target.module, target.name), callee);
  }

  /** What the methods of a class do whose objects hold connections, of this file or of another. */
  private clientClass(target: Value | null): ClassOutline | null {
    if (target?.kind === 'class') return this.meanings.clients.get(target.klass.node) ?? null;
    if (target?.kind !== 'told' || target.linked.is !== 'told') return null;
    const { meaning } = target.linked;
    return meaning.is === 'class' ? meaning.klass : null;
  }
}

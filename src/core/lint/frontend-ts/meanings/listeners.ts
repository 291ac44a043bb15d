import { apiOf } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import { argumentsOf, keyName, stringValue, textOf, unwrap } from '../source';
import type { Meanings } from './meanings';
import type { Trigger } from './value';

const TIMERS = /^(?:(?:globalThis|window|global|timers)\.)?(?:setTimeout|setInterval)$/;
const LATER = /^(?:setImmediate|queueMicrotask|process\.nextTick)$/;
const LISTENS: ReadonlySet<string> = new Set([
  'on',
  'once',
  'addListener',
  'prependListener',
  'prependOnceListener',
  'addEventListener',
]);
const INLINE: ReadonlySet<string> = new Set(
  'forEach map filter find findIndex some every reduce reduceRight flatMap sort replace from'.split(' '),
);
/** What a function among the arguments of a method waits for. */
const METHOD_EVENTS: Readonly<Record<string, string>> = {
  setTimeout: 'timeout',
  connect: 'connect',
  listen: 'listening',
  bind: 'listening',
  close: 'close',
  end: 'finish',
  write: 'written',
  send: 'sent',
  ping: 'pong',
};

/** What runs a function that is an argument of a call. */
export class Listeners {
  constructor(private readonly meanings: Meanings) {}

  /** What runs the n-th argument of a call. */
  triggerOf(call: SyntaxNode, index: number, at: SyntaxNode): Trigger {
    const callee = child(call, 'function') ?? child(call, 'constructor');
    if (callee === null) return { kind: 'unknown' };
    const text = textOf(this.meanings.source, callee);
    if (call.type === 'new_expression' && text === 'Promise') return { kind: 'executor', call };
    if (index === 0 && this.isExecutor(at)) return { kind: 'executor', call };
    if (TIMERS.test(text)) return { kind: 'timer', call };
    if (LATER.test(text)) return { kind: 'callback', call, callee: text, index };
    const member = callee.type === 'member_expression';
    const name = member ? (keyName(this.meanings.source, child(callee, 'property')) ?? '') : '';
    const args = argumentsOf(call);
    if (LISTENS.has(name)) {
      const event = stringValue(this.meanings.source, args[0]);
      if (event !== null)
        return { kind: 'event', event, emitter: this.meanings.entityOf(child(callee, 'object')), call };
    }
    if (/^(then|catch|finally)$/.test(name)) {
      const method = name === 'then' && index === 1 ? 'catch' : name;
      return { kind: 'promise', method, call };
    }
    const value = this.meanings.valueOf(callee);
    const [heard] = value?.kind === 'told' ? (this.meanings.links?.heardAt(value.linked, index) ?? []) : [];
    if (heard !== undefined) return { kind: 'elsewhere', heard };
    const api = value?.kind === 'export' ? apiOf(value.module, value.name) : null;
    if (api?.listens !== undefined)
      return { kind: 'event', event: api.listens, emitter: this.meanings.entityOf(call), call };
    if (member && value === null && this.meanings.calls.isRequest(call, callee))
      return { kind: 'event', event: 'response', emitter: this.meanings.entityOf(call), call };
    if (member) {
      const emitter = this.meanings.entityOf(child(callee, 'object'));
      if (emitter !== null && Object.hasOwn(METHOD_EVENTS, name))
        return { kind: 'event', event: METHOD_EVENTS[name], emitter, call };
      if (INLINE.has(name)) return { kind: 'inline', call };
    }
    return { kind: 'callback', call, callee: text.slice(-80), index: at === undefined ? 0 : index };
  }

  /** `deferred((resolve, reject) => ...)`: a function with these parameters settles a promise, whatever function makes it. */
  private isExecutor(node: SyntaxNode): boolean {
    const fn = this.meanings.names.fnOf.get(unwrap(node));
    const [first, second] = (fn?.parameters ?? []).map((each) =>
      textOf(this.meanings.source, child(each, 'pattern') ?? each),
    );
    return /^_?(resolve|fulfill?)$/.test(first ?? '') && /^_?reject$/.test(second ?? '');
  }
}

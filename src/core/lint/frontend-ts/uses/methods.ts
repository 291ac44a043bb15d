import { MODELS_OF_KINDS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Fn } from '../scopes';
import { argumentsOf, keyName, stringValue } from '../source';
import type { Collector } from './collector';

const LISTENS = /^(on|once|addListener|prependListener|prependOnceListener)$/;

/** Reads what is done with an object by its properties and methods. */
export class Methods {
  private readonly listeners = new Set<Fn>();

  constructor(private readonly collector: Collector) {}

  stepMember(at: SyntaxNode, member: SyntaxNode): SyntaxNode | null {
    const name = keyName(this.collector.meanings.source, child(member, 'property')) ?? '';
    const call = this.collector.parentOf(member);
    if (call?.type !== 'call_expression' || member.field !== 'function') {
      if (name === 'body' && /^(undici|fetch)-/.test(this.collector.kind)) return member;
      const given = MODELS_OF_KINDS[this.collector.kind].closes.has(name);
      this.collector.add('property', name, given ? 'close' : 'none', at);
      return null;
    }
    return this.stepMethod(at, name, call);
  }

  private stepMethod(at: SyntaxNode, name: string, call: SyntaxNode): SyntaxNode | null {
    const model = MODELS_OF_KINDS[this.collector.kind];
    this.followListeners(call);
    const value = this.collector.meanings.valueOf(at);
    if (value?.kind === 'object' && value.promised && /^(then|catch|finally)$/.test(name)) {
      if (name === 'then') {
        this.collector.add('method', name, 'take', at, call);
        return null;
      }
      return call;
    }
    if (LISTENS.test(name)) {
      const event = stringValue(this.collector.meanings.source, argumentsOf(call)[0]);
      const effect = event === null ? 'take' : model.consumingEvents.has(event) ? 'consume' : 'none';
      this.collector.add('listen', event ?? '*', effect, at, call);
      return call;
    }
    const effect = model.closes.has(name) ? 'close' : model.consumes.has(name) ? 'consume' : 'none';
    this.collector.add('method', name, effect, at, call);
    return model.chains.has(name) ? call : null;
  }

  /** In a plain function that an object calls, `this` is the object. */
  private followListeners(call: SyntaxNode): void {
    for (const each of argumentsOf(call)) {
      const value = this.collector.meanings.valueOf(each);
      if (value?.kind !== 'function' || value.fn.kind !== 'function' || this.listeners.has(value.fn))
        continue;
      this.listeners.add(value.fn);
      for (const self of this.collector.meanings.names.selves.get(value.fn) ?? [])
        this.collector.follow(self, 0);
    }
  }
}

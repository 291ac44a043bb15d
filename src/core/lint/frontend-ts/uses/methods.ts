import { MODELS_OF_KINDS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { ClassOutline } from '../project';
import type { Fn } from '../scopes';
import { argumentsOf, keyName, stringValue } from '../source';
import type { Collector } from './collector';
import type { Use } from './use';

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
      if (this.collector.kind === 'client') {
        // A field of the object, which may be closed by it.
        this.collector.add('property', name, 'take', at);
        return null;
      }
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
    const { client } = this.collector;
    const effect =
      client !== null
        ? effectOn(client, name)
        : model.closes.has(name)
          ? 'close'
          : model.consumes.has(name)
            ? 'consume'
            : 'none';
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

/** What a method of a class of the project does; one that is inherited may do anything. */
function effectOn({ closes, opens, quiet }: ClassOutline, name: string): Use['effect'] {
  if (closes.includes(name)) return 'close';
  const known = opens.includes(name) || quiet.includes(name) || MODELS_OF_KINDS.client.chains.has(name);
  return known ? 'none' : 'take';
}

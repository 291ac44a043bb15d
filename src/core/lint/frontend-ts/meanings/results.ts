import { MODELS_OF_KINDS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import { type Fn, isInside } from '../scopes';
import { argumentsOf, isFunctionNode, textOf } from '../source';
import { isBare, ownedWhenGiven } from './entities';
import type { Meanings } from './meanings';
import type { Entity, Value } from './value';

/** What functions of the file bring forth: what they return, resolve a promise with, or call back with. */
export class Results {
  constructor(private readonly meanings: Meanings) {}

  /** What a function of the file makes and returns is made by its call. */
  returned(node: SyntaxNode, fn: Fn, callee: SyntaxNode): Value | null {
    for (const each of this.returnsOf(fn)) {
      const value = this.meanings.valueOf(each);
      if (value?.kind !== 'object' || value.entity.origin !== 'created' || isBare(value.entity)) continue;
      // `const quiet = () => socket.setTimeout(0)` gives back what there was before.
      if (!isInside(value.entity.fn, fn)) continue;
      if (value.entity.at === each && value.promised && value.entity.kind === 'response')
        return this.meanings.entities.passedOn(node, value.entity, true);
      const from = textOf(this.meanings.source, callee).slice(0, 60);
      const entity = this.meanings.entities.entity(
        node,
        value.entity.kind,
        'created',
        from,
        this.meanings.fnAt(node),
        value.entity.args,
        null,
      );
      return { kind: 'object', entity, promised: value.promised || fn.isAsync };
    }
    return null;
  }

  private readonly returns = new Map<Fn, readonly SyntaxNode[]>();

  /** The expressions that a function returns. */
  returnsOf(fn: Fn): readonly SyntaxNode[] {
    const known = this.returns.get(fn);
    if (known !== undefined) return known;
    const found: SyntaxNode[] = [];
    const { body } = fn;
    if (body !== null && body.type !== 'statement_block' && fn.kind === 'arrow') found.push(body);
    const waiting = body?.type === 'statement_block' ? [body] : [];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.type === 'return_statement' && node.children.length > 0) found.push(node.children[0]);
      for (const each of node.children)
        if (!isFunctionNode(each) && /statement|block|clause|switch/.test(each.type)) waiting.push(each);
    }
    this.returns.set(fn, found);
    return found;
  }

  /** What a promise made here brings: what its executor resolves it with. */
  promised(node: SyntaxNode): Value | null {
    const executor = this.meanings.valueOf(argumentsOf(node)[0] ?? null);
    if (executor?.kind !== 'function') return null;
    const brought = this.broughtBy(executor.fn, 0);
    // What was there before the promise is handed back by it.
    if (brought !== null && !isInside(brought.fn, executor.fn))
      return { kind: 'object', promised: true, entity: brought };
    return brought === null ? null : this.meanings.entities.passedOn(node, brought, true);
  }

  /** The object that a function gives to its parameter `index`, a promise's `resolve` or a callback, at `place`. */
  broughtBy(fn: Fn, index: number, place = 0): Entity | null {
    const pattern = fn.parameters[index];
    const name = pattern === undefined ? null : (child(pattern, 'pattern') ?? pattern);
    const binding = name?.type === 'identifier' ? this.meanings.names.meaning.get(name) : undefined;
    for (const reference of binding?.references ?? []) {
      const parent = this.meanings.source.parents.get(reference);
      const entity =
        parent?.type === 'call_expression' && reference.field === 'function'
          ? this.meanings.entityOf(argumentsOf(parent)[place] ?? null)
          : parent?.type === 'arguments' && place === 0
            ? this.givenToListener(parent, reference)
            : null;
      if (entity !== null && entity.origin !== 'borrowed') return entity;
    }
    return null;
  }

  /** `http.get(url, resolve)`: what the event gives goes to the promise. */
  private givenToListener(list: SyntaxNode, reference: SyntaxNode): Entity | null {
    const call = this.meanings.source.parents.get(list);
    const trigger =
      call === undefined
        ? null
        : this.meanings.listeners.triggerOf(call, list.children.indexOf(reference), reference);
    if (trigger?.kind !== 'event' || trigger.emitter === null) return null;
    const kind = MODELS_OF_KINDS[trigger.emitter.kind].given[trigger.event]?.[0] ?? null;
    if (kind === null || !ownedWhenGiven(trigger, kind)) return null;
    return this.meanings.entities.entity(
      reference,
      kind,
      'accepted',
      trigger.event,
      this.meanings.fnAt(reference),
      [],
      trigger.emitter,
    );
  }
}

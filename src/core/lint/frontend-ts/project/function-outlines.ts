import { MODELS_OF_KINDS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Trigger } from '../meanings';
import type { FileModel } from '../model';
import { type Binding, type Fn, isInside } from '../scopes';
import { argumentsOf, textOf, unwrap } from '../source';
import type { Use } from '../uses';
import type { MeaningOf } from './meaning-of';
import type { Deed, FunctionOutline, Hearing, Meaning, ParameterOutline } from './outline';

/** Functions with more ways to return or more deeds are told of as unknown. */
const MOST = 60;

/** What a module tells of its functions. */
export class FunctionOutlines {
  private readonly known = new Map<Fn, Meaning | null>();

  constructor(
    private readonly model: FileModel,
    private readonly meaningOf: MeaningOf,
  ) {}

  /** A function that calls itself is not known while it is looked at. */
  outlined(fn: Fn, depth: number): Meaning | null {
    const known = this.known.get(fn);
    if (known !== undefined) return known;
    this.known.set(fn, null);
    const meaning: Meaning = { is: 'function', fn: this.outline(fn, depth + 1) };
    this.known.set(fn, meaning);
    return meaning;
  }

  private outline(fn: Fn, depth: number): FunctionOutline {
    const { body, index, isAsync, parameters } = fn;
    const hidden =
      body === null || /\barguments\b/.test(textOf(this.model.source, body)) || fn.klass !== null;
    return {
      index,
      isAsync,
      throws: body !== null && this.model.throws(fn),
      gives: this.givesOf(fn, depth),
      parameters: hidden ? [] : parameters.map((each) => this.parameter(each)),
    };
  }

  private givesOf(fn: Fn, depth: number): readonly Meaning[] {
    const returns = this.model.meanings.results.returnsOf(fn);
    if (returns.length > MOST) return [];
    const found = returns.flatMap((each) => {
      if (this.isMadeOutside(fn, each)) return [];
      const meaning = this.meaningOf.expression(each, depth);
      return meaning === null || meaning.is === 'constant' || meaning.is === 'import' ? [] : [meaning];
    });
    return distinct(found);
  }

  /** `const quiet = () => socket.setTimeout(0)` gives back what there was before. */
  private isMadeOutside(fn: Fn, node: SyntaxNode): boolean {
    const entity = this.model.meanings.entityOf(node);
    if (entity !== null) return !isInside(entity.fn, fn);
    const binding = this.model.names.meaning.get(unwrap(node));
    return (
      binding !== undefined && binding.fn !== fn && binding.kind !== 'function' && !isInside(binding.fn, fn)
    );
  }

  private parameter(node: SyntaxNode): ParameterOutline | null {
    const name = child(node, 'pattern') ?? (node.type === 'assignment_pattern' ? child(node, 'left') : node);
    const binding = name?.type === 'identifier' ? this.model.names.meaning.get(name) : undefined;
    if (binding === undefined || binding.writes.some(({ at }) => at !== name)) return null;
    const uses = this.model.uses.ofBinding(binding);
    if (uses.length > MOST) return null;
    return {
      deeds: distinct(uses.flatMap((use) => this.deed(use, binding))),
      heard: distinct(binding.references.flatMap((each) => this.heardBy(each))),
    };
  }

  private deed({ how, name, effect, fn, node, call }: Use, binding: Binding): readonly Deed[] {
    const to = how === 'argument' && effect === 'take' && call !== null ? this.receiver(node, call) : null;
    const after = this.eventsBefore(fn, binding);
    // A test or a log is nothing to tell.
    return effect === 'none' && how !== 'method' && how !== 'listen' && how !== 'property'
      ? []
      : [{ how, name: how === 'argument' || how === 'store' ? '' : name, effect, after, to }];
  }

  private receiver(node: SyntaxNode, call: SyntaxNode): Deed['to'] {
    const callee = child(call, 'function');
    const index = argumentsOf(call).findIndex((each) => unwrap(each) === unwrap(node));
    const meaning = callee === null || index < 0 ? null : this.meaningOf.expression(callee);
    return meaning === null || meaning.is === 'function' ? null : { callee: meaning, index };
  }

  /** The events of the object itself that alone run a piece of code. */
  private eventsBefore(fn: Fn, binding: Binding): readonly string[] {
    for (let each: Fn | null = fn; each !== null && each !== binding.fn; each = each.parent) {
      const triggers = this.model.meanings.triggersOf(each);
      const events = triggers.flatMap((trigger) =>
        this.isOwnEvent(trigger, binding) ? [trigger.event] : [],
      );
      if (triggers.length > 0 && events.length === triggers.length) return [...new Set(events)].sort();
    }
    return [];
  }

  private isOwnEvent(trigger: Trigger, binding: Binding): trigger is Extract<Trigger, { kind: 'event' }> {
    if (trigger.kind !== 'event') return false;
    const callee = child(trigger.call, 'function');
    const object = callee === null ? null : child(callee, 'object');
    return object !== null && this.model.names.meaning.get(unwrap(object)) === binding;
  }

  /** What runs the function that a parameter is: `server.on('connection', handler)`. */
  private heardBy(reference: SyntaxNode): readonly Hearing[] {
    const list = this.model.source.parents.get(reference);
    const call = list?.type === 'arguments' ? this.model.source.parents.get(list) : undefined;
    if (list === undefined || call === undefined) return [];
    const trigger = this.model.meanings.listeners.triggerOf(
      call,
      list.children.indexOf(reference),
      reference,
    );
    return hearingOf(trigger);
  }
}

/** An event of an object that is known, and that brings something. */
export function hearingOf(trigger: Trigger): readonly Hearing[] {
  if (trigger.kind !== 'event' || trigger.emitter === null) return [];
  const { event, emitter } = trigger;
  return Object.hasOwn(MODELS_OF_KINDS[emitter.kind].given, event) ? [{ event, emitter: emitter.kind }] : [];
}

function distinct<T>(list: readonly T[]): readonly T[] {
  const known = new Map(list.map((each) => [JSON.stringify(each), each]));
  return [...known.values()];
}

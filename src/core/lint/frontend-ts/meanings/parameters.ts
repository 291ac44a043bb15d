import { type Kind, MODELS_OF_KINDS } from '../../models-ts';
import { child } from '../../syntax';
import type { Binding, Fn, Path } from '../scopes';
import { argumentsOf, isFunctionNode, textOf, unwrap } from '../source';
import { ownedWhenGiven } from './entities';
import { isSocketByUse } from './evidence';
import type { Meanings } from './meanings';
import type { Trigger, Value } from './value';

const CALLBACK_NAME =
  /^(?:cb|callback|done|next|fn|fulfil|fulfill|finish|complete|(?:on)?(?:done|finish|complete|ready|result))$|callback$|^cb\d|Cb$/i;

/** What parameters stand for: what runs their function, or calls it, gives it to them. */
export class Parameters {
  constructor(private readonly meanings: Meanings) {}

  valueOfParameter(binding: Binding): Value | null {
    const { index, path } = binding.parameter as NonNullable<Binding['parameter']>;
    const given = this.givenTo(binding.fn, index, path, binding);
    if (given !== null) return given;
    const annotated =
      this.meanings.types.annotated(binding.annotation) ??
      this.meanings.types.parameterInDoc(binding.fn.node, this.meanings.source.parents, binding.name);
    if (annotated !== null)
      return this.meanings.entities.borrowed(binding, annotated.kind, annotated.promised);
    if (path.length === 0 && CALLBACK_NAME.test(binding.name) && this.staysCallback(binding))
      return { kind: 'settle', how: 'callback', of: binding.fn };
    return path.length === 0 ? (this.givenByCallers(binding, index) ?? this.shownByUse(binding)) : null;
  }

  /** What has no type, and that its use shows to be a socket, as nothing that calls the function says otherwise. */
  private shownByUse(binding: Binding): Value | null {
    const { source, names, entities } = this.meanings;
    if (binding.annotation !== null || !isSocketByUse(source, names, binding)) return null;
    return entities.borrowed(binding, 'socket');
  }

  /** `done = once(done)`, `done = done || noop`, `done = options`: it is still what the caller is told by. */
  private staysCallback({ name, fn, writes }: Binding): boolean {
    const { names, source } = this.meanings;
    return writes.every(({ value, path }) => {
      const node = value === null ? null : unwrap(value);
      if (node === null || path.length > 0) return false;
      if (node.type === 'identifier') return names.meaning.get(node)?.parameter != null;
      if (isFunctionNode(node)) return true;
      const [given] = node.type === 'call_expression' ? argumentsOf(node) : [child(node, 'left')];
      if (given == null || (node.type !== 'call_expression' && node.type !== 'binary_expression'))
        return false;
      return textOf(source, given) === name && names.meaning.get(given)?.fn === fn;
    });
  }

  /** What the event or promise that runs a function gives it. */
  private givenTo(fn: Fn, index: number, path: Path, binding: Binding): Value | null {
    for (const trigger of this.meanings.uses.triggersOf(fn)) {
      if (trigger.kind === 'executor' && path.length === 0 && index < 2)
        return { kind: 'settle', how: index === 0 ? 'resolve' : 'reject', of: fn };
      if (trigger.kind === 'promise' && trigger.method === 'then' && index === 0) {
        const promise = this.meanings.valueOf(
          child(child(trigger.call, 'function') ?? trigger.call, 'object'),
        );
        if (promise?.kind === 'object' && promise.promised) {
          const { kind, from, emitter, args } = promise.entity;
          return {
            kind: 'object',
            promised: false,
            entity: this.meanings.entities.entity(
              binding.declaration,
              kind,
              'accepted',
              from,
              fn,
              args,
              emitter,
            ),
          };
        }
      }
      if (trigger.kind === 'callback' && path.length === 0) {
        const brought = this.givenByCallback(trigger, index, fn, binding);
        if (brought !== null) return brought;
      }
      if ((trigger.kind !== 'event' && trigger.kind !== 'elsewhere') || path.length > 0) continue;
      const kind =
        trigger.kind === 'event'
          ? this.kindGiven(trigger, index, binding)
          : (MODELS_OF_KINDS[trigger.heard.emitter].given[trigger.heard.event]?.[index] ?? null);
      const { event } = trigger.kind === 'event' ? trigger : trigger.heard;
      if (kind === null) continue;
      const entity = this.meanings.entities.entity(
        binding.declaration,
        kind,
        ownedWhenGiven({ event }, kind) ? 'accepted' : 'borrowed',
        event,
        fn,
        [],
        trigger.kind === 'event' ? trigger.emitter : null,
      );
      return { kind: 'object', promised: false, entity };
    }
    return null;
  }

  /** `submit(data, (error, response) => ...)`: what `submit` of this file calls its callback with. */
  private givenByCallback(
    { call, index }: Extract<Trigger, { kind: 'callback' }>,
    place: number,
    fn: Fn,
    binding: Binding,
  ): Value | null {
    const callee = this.meanings.valueOf(child(call, 'function'));
    const brought =
      callee?.kind === 'function' ? this.meanings.results.broughtBy(callee.fn, index, place) : null;
    if (brought === null || brought.kind !== 'response') return null;
    const { kind, from } = brought;
    const entity = this.meanings.entities.entity(binding.declaration, kind, 'accepted', from, fn, [], null);
    return { kind: 'object', promised: false, entity };
  }

  private kindGiven(
    { emitter, event }: Extract<Trigger, { kind: 'event' }>,
    index: number,
    binding: Binding,
  ): Kind | null {
    if (emitter !== null) return MODELS_OF_KINDS[emitter.kind].given[event]?.[index] ?? null;
    // A server without a name: its upgrades look like nothing else.
    const raw =
      (event === 'upgrade' || event === 'connect') &&
      index === 1 &&
      binding.fn.parameters.length >= 2 &&
      /sock|conn|client|stream|duplex/i.test(binding.name) &&
      (event === 'upgrade' || binding.fn.parameters.length >= 3);
    return raw ? 'raw-socket' : null;
  }

  /** The functions of the file that call this one say what they give. */
  private givenByCallers(binding: Binding, index: number): Value | null {
    for (const trigger of this.meanings.uses.triggersOf(binding.fn)) {
      if (trigger.kind !== 'called') continue;
      const argument = argumentsOf(trigger.call)[index];
      const value = argument === undefined ? null : this.meanings.valueOf(argument);
      if (value?.kind === 'object')
        return this.meanings.entities.borrowed(binding, value.entity.kind, value.promised);
    }
    return this.givenToConstructor(binding, index);
  }

  /** `new Session(socket)` of a class of the file. */
  private givenToConstructor(binding: Binding, index: number): Value | null {
    const { klass, name, kind } = binding.fn;
    if (klass === null || !(name === 'constructor' || kind === 'function')) return null;
    for (const { node } of this.meanings.names.calls) {
      const callee = node.type === 'new_expression' ? child(node, 'constructor') : null;
      const made = callee === null ? null : this.meanings.valueOf(callee);
      if (made?.kind !== 'class' || made.klass !== klass) continue;
      const value = this.meanings.valueOf(argumentsOf(node)[index] ?? null);
      if (value?.kind === 'object')
        return this.meanings.entities.borrowed(binding, value.entity.kind, value.promised);
    }
    return null;
  }
}

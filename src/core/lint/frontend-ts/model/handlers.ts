import { child } from '../../syntax';
import type { Entity, Trigger } from '../meanings';
import type { Fn } from '../scopes';
import { append } from './append';
import type { FileModel } from './file-model';

/** Who listens to which object. */
export class Handlers {
  constructor(private readonly model: FileModel) {}

  /** The functions that listen to an object. */
  handlersOf(entity: Entity, events: RegExp): readonly Fn[] {
    this.listening ??= this.findListening();
    const listening = this.listening.get(entity) ?? [];
    return [...new Set(listening.flatMap(({ fn, event }) => (events.test(event) ? [fn] : [])))];
  }

  private listening: ReadonlyMap<Entity, readonly { readonly fn: Fn; readonly event: string }[]> | null =
    null;

  private findListening(): Map<Entity, { fn: Fn; event: string }[]> {
    const listening = new Map<Entity, { fn: Fn; event: string }[]>();
    for (const fn of this.model.names.functions)
      for (const trigger of this.model.meanings.triggersOf(fn))
        if (trigger.kind === 'event')
          for (const entity of this.emittersOf(trigger))
            append(listening, entity, { fn, event: trigger.event });
    return listening;
  }

  /** Whether an event may be an object's. */
  isOf = (trigger: Extract<Trigger, { kind: 'event' }>, entity: Entity): boolean =>
    trigger.emitter === entity || this.emittersOf(trigger).has(entity);

  /** Who may emit an event: the object itself, or whatever else the listened-to expression stands for. */
  private emittersOf({ call, emitter }: Extract<Trigger, { kind: 'event' }>): ReadonlySet<Entity> {
    const callee = child(call, 'function');
    const object = callee === null ? null : child(callee, 'object');
    const emitters = new Set(object === null ? [] : this.model.entitiesAt(object));
    return emitter === null ? emitters : emitters.add(emitter);
  }
}

import { CONNECTIONS } from '../../models-ts';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Field, type Fn, isInside, type Klass } from '../scopes';
import type { Use } from '../uses';
import type { ClassOutline } from './outline';

/** A field that the class gives connections of its own. */
interface Held {
  readonly field: Field;
  readonly entity: Entity;
  readonly writers: readonly Fn[];
  readonly uses: readonly Use[];
}

/** Events after which a class closes because something went wrong; other ones say that it has finished by itself. */
const FAILING = /^(?:error|close|timeout|aborted)$/;

/**
 * What a class whose fields hold connections tells: which of its methods open and close them. Null for one that gives
 * them or itself away, that closes them when it has finished, or only some of them: that is for itself to look after.
 */
export function classOutlineOf(model: FileModel, klass: Klass): ClassOutline | null {
  const held = [...klass.fields.values()].flatMap((field) => heldBy(model, field));
  if (held.length === 0 || givesAway(model, klass, held)) return null;
  const methods = [...klass.methods.values()].filter(({ body }) => body !== null);
  const own = methods.filter(({ name }) => name !== 'constructor');
  const opens = own.filter((each) => reaches(model, each, held));
  const closers = own.filter((each) => !opens.includes(each) && closesIn(model, each, held) === held.length);
  if (closers.length === 0 || own.some((each) => closesIn(model, each, held) % held.length !== 0))
    return null;
  if (finishesByItself(model, held, closers)) return null;
  const makers = methods.filter(({ name }) => name === 'constructor');
  const others = own.filter((each) => !opens.includes(each) && !closers.includes(each));
  return {
    atOnce:
      makers.some((each) => reaches(model, each, held)) ||
      held.some(({ writers }) => writers.some(({ kind }) => kind === 'initialiser')),
    opens: opens.map(({ name }) => name).sort(),
    closes: closers.map(({ name }) => name).sort(),
    quiet: others.map(({ name }) => name).sort(),
  };
}

function heldBy(model: FileModel, field: Field): readonly Held[] {
  const made = field.writes.flatMap(({ value, fn }) => {
    const entity = model.meanings.entityOf(value);
    return entity !== null && entity.origin === 'created' && CONNECTIONS.has(entity.kind)
      ? [{ entity, fn }]
      : [];
  });
  const [first] = made;
  if (first === undefined) return [];
  const nodes = new Set<unknown>();
  const uses = [
    ...model.uses.ofField(field, first.entity.kind),
    ...made.flatMap(({ entity }) => model.uses.of(entity)),
  ].filter(({ node }) => !nodes.has(node) && nodes.add(node));
  return [{ field, entity: first.entity, writers: made.map(({ fn }) => fn), uses }];
}

/** A field's object is given to others or returned, or the class's own object is: they may close it. */
const givesAway = (model: FileModel, klass: Klass, held: readonly Held[]): boolean =>
  held.some(({ uses }) => uses.some(({ effect, how }) => effect === 'take' && how !== 'field')) ||
  [...model.names.selves].some(
    ([fn, selves]) =>
      fn.klass === klass && selves.some((self) => model.source.parents.get(self)?.type === 'arguments'),
  );

/** Whether running a method makes a connection. */
const reaches = (model: FileModel, method: Fn, held: readonly Held[]): boolean => {
  const reach = model.reach(method);
  return held.some(({ writers }) => writers.some((each) => reach.has(each)));
};

/** How many of the fields a method closes. */
function closesIn(model: FileModel, method: Fn, held: readonly Held[]): number {
  const reach = model.reach(method);
  return held.filter(({ uses, entity }) =>
    uses.some(({ effect, fn }) => effect === 'close' && reach.has(fn) && !model.isAftermath(fn, entity)),
  ).length;
}

/** It is closed by code that neither closes nor fails: what was asked for is done. */
const finishesByItself = (model: FileModel, held: readonly Held[], closers: readonly Fn[]): boolean =>
  held.some(({ uses, entity }) =>
    uses.some(
      ({ effect, fn }) =>
        effect === 'close' &&
        !model.isAftermath(fn, entity) &&
        !closers.some((each) => isInside(fn, each)) &&
        !isFailing(model, fn),
    ),
  ) ||
  closers.some((closer) =>
    model.meanings.referencesTo(closer).some((each) => {
      const fn = model.meanings.fnAt(each);
      return !closers.some((other) => isInside(fn, other)) && !isFailing(model, fn);
    }),
  );

/** What an event of failure alone runs. */
function isFailing(model: FileModel, fn: Fn): boolean {
  const triggers = model.meanings.triggersOf(fn);
  return triggers.length > 0 && triggers.every((each) => each.kind === 'event' && FAILING.test(each.event));
}

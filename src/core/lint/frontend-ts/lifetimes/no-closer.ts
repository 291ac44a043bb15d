import { CONNECTIONS, type NoCloserObserved, SERVERS } from '../../models-ts';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import type { Field, Klass } from '../scopes';
import type { Use } from '../uses';
import { mayInheritCloser } from './heritage';
import { headOf, observed } from './observed-object';

/** Methods by which an object can be ended, as people name them. */
const ENDS =
  /^[_#]*(?:close|destroy|dispose|stop|disconnect|end|shut\w*|quit|terminate|kill|teardown|clean\w*|release|abort|cancel|leave|exit|logout|finali[sz]e|reset|unbind|detach|free|dis\w*|deinit|halt)/i;

/** What classes open and keep while no method of theirs closes it, or is there to close: whoever made the object cannot end it. */
export const withoutCloser = (model: FileModel): readonly NoCloserObserved[] =>
  model.names.klasses.flatMap((klass) => {
    if ([...klass.methods.keys()].some((name) => ENDS.test(name) || name.includes('ispose'))) return [];
    return [...klass.fields.values()].flatMap((field) => keptIn(model, klass, field));
  });

function keptIn(model: FileModel, klass: Klass, field: Field): readonly NoCloserObserved[] {
  const made = field.writes.flatMap(({ value }) => {
    const entity = model.meanings.entityOf(value);
    return entity !== null && entity.origin === 'created' && isKept(entity) ? [entity] : [];
  });
  const [entity] = made;
  if (entity === undefined || klass.methods.has(field.name) || mayInheritCloser(model, klass, field))
    return [];
  const uses = [...model.uses.ofField(field, entity.kind), ...made.flatMap((each) => model.uses.of(each))];
  if (uses.some(isLookedAfter) || !isBusy(entity, uses)) return [];
  return [
    {
      what: 'no-closer',
      object: observed(model, entity, `this.${field.name}`),
      at: headOf(model, entity.at),
      klass: klass.name,
    },
  ];
}

const isKept = ({ kind }: Entity): boolean =>
  CONNECTIONS.has(kind) || SERVERS.has(kind) || kind === 'datagram';

/** Closed or passed on; or something that does not keep the process, and that nobody has to end. */
const isLookedAfter = ({ effect, how, name }: Use): boolean =>
  effect === 'close' || (effect === 'take' && how !== 'field') || name === 'unref';

/** A server has to listen before there is something to close, and a socket to be used. */
const isBusy = ({ kind, args }: Entity, uses: readonly Use[]): boolean =>
  SERVERS.has(kind)
    ? uses.some(({ how, name }) => how === 'method' && name === 'listen') || /websocket/.test(kind)
    : args.length > 0 ||
      uses.some(({ how, name }) => how === 'method' && /^(?:connect|send|bind)$/.test(name));

import type { OnlyEndedObserved } from '../../models-ts';
import type { FileModel } from '../model';
import type { Field, Fn, Klass } from '../scopes';
import { argumentsOf, textOf } from '../source';
import { callsOn, type FieldCall } from './closable-fields';
import { spanOf } from './observed-object';
import { onlyEnded } from './only-ended';

/** Methods that end an object, or that run where it fails. */
const CLOSERS =
  /^[_#]*(?:on)?(?:close|end|destroy|finali[sz]e|dispose|stop|disconnect|shutdown|quit|terminate|kill|teardown|cleanup|abort|fail|error|(?:handle|on)\w*(?:error|fail\w*|close))/i;
/** What else a class would do to a connection that does not go. */
const HARD = /(?:\.|\?\.)(?:destroy|destroySoon|resetAndDestroy|terminate|kill|abort)\s*\(|\b_?destroy\w*\(/;
const ONLY_SOCKETS = /^(?:setNoDelay|setKeepAlive|remoteAddress|setTimeout)$/;
/** What other objects have, whose `end()` is their whole farewell. */
const NEVER_SOCKETS =
  /^(?:query|execute|send|publish|subscribe|writeHead|setHeader|getHeader|request|emit|writeFrame|statusCode|connectAsync)$/;

/**
 * Sockets in fields of classes whose closing methods only end them, and that nothing of the class destroys. Where they come
 * from is often not to be seen; that they are sockets, their names and what is done with them say.
 */
export const endedFields = (model: FileModel): readonly OnlyEndedObserved[] => {
  const known = new Set(onlyEnded(model).map(({ end }) => end.at.start));
  return model.names.klasses
    .filter((klass) => !HARD.test(textOf(model.source, klass.node)) && !isHardElsewhere(model, klass))
    .flatMap((klass) => [...klass.fields.values()].flatMap((field) => endedIn(model, klass, field)))
    .filter(({ end }) => !known.has(end.at.start));
};

/** A constructor's methods stand beside it. */
const isHardElsewhere = ({ source }: FileModel, klass: Klass): boolean =>
  [...klass.methods.values()].some(({ node }) => HARD.test(textOf(source, node)));

function endedIn(model: FileModel, klass: Klass, field: Field): readonly OnlyEndedObserved[] {
  const calls = callsOn(model, field);
  if (!isSocket(field, calls)) return [];
  const closers = [...klass.methods.values()].filter(({ name }) => CLOSERS.test(name));
  const end = calls.find(
    ({ name, call, fn }) => name === 'end' && argumentsOf(call).length === 0 && isRunBy(model, fn, closers),
  );
  if (end === undefined) return [];
  return [
    {
      what: 'only-ended',
      when: 'closing',
      object: {
        name: `this.${field.name}`,
        kind: 'socket',
        origin: 'borrowed',
        from: '',
        at: spanOf(end.call),
      },
      end: { at: spanOf(end.call), method: null },
      by: spanOf(end.call),
    },
  ];
}

const isRunBy = (model: FileModel, fn: Fn, closers: readonly Fn[]): boolean =>
  closers.some((each) => model.reach(each).has(fn));

function isSocket({ name }: Field, calls: readonly FieldCall[]): boolean {
  if (calls.some((each) => NEVER_SOCKETS.test(each.name))) return false;
  const isUsed = calls.some((each) => /^(?:write|on|once|connect|pipe)$/.test(each.name));
  if (/^[_#]*\w*sock(?:et)?$/i.test(name) && !/web|server/i.test(name)) return isUsed;
  return (
    /conn|client|stream|wire/i.test(name) && isUsed && calls.some((each) => ONLY_SOCKETS.test(each.name))
  );
}

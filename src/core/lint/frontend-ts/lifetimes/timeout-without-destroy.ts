import type { Fact } from '../../ir';
import type { Kind } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import type { Fn } from '../scopes';
import { coversOthers, settledIn } from '../settlements';
import { argumentsOf, textOf } from '../source';
import type { Use } from '../uses';
import { deedOf } from './acts';
import { factAbout, spanOf } from './fact';
import { optionIn } from './options';
import { inHandler, receiverText } from './repairs';

const RULE = 'timeout-without-destroy';
/** Kinds whose 'timeout' closes nothing. Of an http server's, a listener takes the closing over. */
const TIMED: ReadonlySet<Kind> = new Set<Kind>([
  'socket',
  'tls-socket',
  'raw-socket',
  'request',
  'http-server',
]);

/** A timeout tells and closes nothing: whoever sets one has to destroy. */
export function timeoutWithoutDestroy(model: FileModel): readonly Fact[] {
  const facts: Fact[] = [];
  const listened = new Set<Entity>();
  for (const fn of model.names.functions)
    for (const trigger of model.meanings.triggersOf(fn)) {
      if (trigger.kind !== 'event' || trigger.event !== 'timeout' || trigger.emitter === null) continue;
      listened.add(trigger.emitter);
      if (TIMED.has(trigger.emitter.kind) && leavesOpen(model, fn, trigger.emitter))
        facts.push(factOf(model, fn, trigger.emitter, trigger.call));
    }
  for (const entity of model.entities) {
    const set = listened.has(entity) ? null : unheard(model, entity);
    if (set !== null) facts.push({ ...base(model, entity, set), how: 'unheard' });
    const option = listened.has(entity) ? null : unheardOption(model, entity);
    if (option !== null) facts.push(factAbout(model, entity, RULE, 'unheard', spanOf(option)));
  }
  return facts;
}

function leavesOpen(model: FileModel, fn: Fn, entity: Entity): boolean {
  const deed = deedOf(model, fn, entity);
  if (deed === 'acts') return false;
  const uses = model.uses.of(entity);
  const given = uses.some(({ effect, how }) => effect === 'take' && (how === 'argument' || how === 'store'));
  if (given) return false;
  if (deed === 'nothing') return true;
  // Who is told of the failure may have the object, or what follows the promise closes it.
  if (uses.some((use) => use.effect === 'take' && use.how !== 'settle' && !isChained(model, use)))
    return false;
  const owners = settledIn(model, fn);
  return model
    .lasting(entity)
    .every((use) => use.effect !== 'close' || !coversOthers(model, use.fn, fn, entity, owners));
}

/** `return socket.on(...)` returns what happens to be there. */
const isChained = ({ source }: FileModel, { how, node }: Use): boolean =>
  how === 'return' && node.type === 'call_expression' && /^\w+\s*\.\s*(on|once)\(/.test(textOf(source, node));

/** The option by which a request gets a limit of which nobody hears. */
function unheardOption(model: FileModel, entity: Entity): SyntaxNode | null {
  if (entity.kind !== 'request' || entity.origin !== 'created') return null;
  const uses = model.uses.of(entity);
  const ends = uses.some(
    ({ effect, name, how, call }) =>
      effect !== 'none' ||
      (how === 'listen' && /^(timeout|\*)$/.test(name)) ||
      (how === 'method' && name === 'setTimeout' && call !== null && argumentsOf(call).length > 1),
  );
  if (ends || entity.args.some((each) => optionIn(model, each, 'signal') !== null)) return null;
  for (const each of entity.args) {
    const option = optionIn(model, each, 'timeout');
    if (option !== null) return option;
  }
  return null;
}

/** The call that sets a limit of which nobody hears. */
function unheard(model: FileModel, entity: Entity): SyntaxNode | null {
  if (!/^(socket|tls-socket|request)$/.test(entity.kind) || entity.origin === 'borrowed') return null;
  const uses = model.uses.of(entity);
  if (
    uses.some(
      ({ effect, name, how }) => effect === 'take' || (how === 'listen' && /^(timeout|\*)$/.test(name)),
    )
  )
    return null;
  for (const { how, name, call } of uses) {
    if (how !== 'method' || name !== 'setTimeout' || call === null) continue;
    const [limit, listener] = argumentsOf(call);
    if (limit !== undefined && listener === undefined && textOf(model.source, limit) !== '0') return call;
  }
  return null;
}

function factOf(model: FileModel, fn: Fn, entity: Entity, call: SyntaxNode): Fact {
  const receiver = fn.kind === 'function' && fn.name === '' ? 'this' : receiverText(model.source, call);
  const own = entity.kind === 'http-server' ? null : receiver;
  const values = { name: own ?? '' };
  const edits = own === null ? [] : inHandler(model.source, fn, `${own}.destroy();`);
  return {
    ...base(model, entity, call),
    how: entity.kind === 'http-server' ? 'server' : 'handler',
    repairs: edits.length === 0 ? [] : [{ how: 'destroy', values, edits }],
  };
}

function base(model: FileModel, entity: Entity, call: SyntaxNode): Fact {
  const callee = child(call, 'function');
  const property = callee === null ? null : child(callee, 'property');
  const at = { start: property?.start ?? call.start, end: call.end };
  const name = receiverText(model.source, call) ?? '';
  return {
    rule: RULE,
    how: '',
    at,
    values: { name, callee: entity.from },
    object: { name, from: entity.from, at: { start: entity.at.start, end: entity.at.end } },
    steps: [],
    repairs: [],
  };
}

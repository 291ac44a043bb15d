import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Binding, type Fn, isInside } from '../scopes';
import { argumentsOf, keyName, stringValue, textOf, unwrap } from '../source';
import { optionIn } from './options';

/**
 * What a handler comes to: it may end a connection, it reports a failure to other code, it emits an event that nothing in the
 * file answers by closing, or it only looks.
 */
export type HandlerEffect = 'acts' | 'settles' | 'emits' | 'nothing';

const CLOSING =
  /^(end|destroy|close|abort|terminate|destroySoon|resetAndDestroy|disconnect|kill|stop|shutdown|quit|reset|cancel|release|exit|dispose|cleanup|finish)/i;
const LOGS =
  /(^|\.)(console|log|logger|debug|winston|pino)(\.|$)|(^|\.)_?(log|debug|warn|info|trace|verbose|print|error|emitWarning)\w*$/;
const PURE =
  /^(clearTimeout|clearInterval|clearImmediate|String|Number|Boolean|parseInt|parseFloat|require|Date\.now|Math\.\w+|JSON\.stringify|performance\.now|util\.\w+|process\.(hrtime|uptime)\w*)$|\.(toString|join|concat|slice|format|inspect|address|toFixed|toISOString|getTime|padStart|ref|unref|bigint|listenerCount|listeners|setTimeout|setNoDelay|setKeepAlive|pause|removeListener|removeAllListeners|off)$/;

const NONE: ReadonlySet<SyntaxNode> = new Set();

/** Looks at all that a handler runs, `besides` some calls; what is not known of counts as acting. */
export function effectOf(
  model: FileModel,
  handler: Fn,
  entity: Entity | null,
  besides: ReadonlySet<SyntaxNode> = NONE,
): HandlerEffect {
  let effect: HandlerEffect = 'nothing';
  for (const fn of model.reach(handler)) {
    if (fn.klass !== null && fn.kind !== 'arrow' && !isInside(fn, handler) && fn.body === null) return 'acts';
    if (assigns(model, fn, handler, entity)) return 'acts';
    for (const { node } of model.callsIn(fn)) {
      if (besides.has(node)) continue;
      const own = effectOfCall(model, node, entity);
      if (own === 'acts') return 'acts';
      if (own === 'settles' || (own === 'emits' && effect === 'nothing')) effect = own;
    }
    if (throwsIn(fn)) return 'acts';
  }
  return effect;
}

function effectOfCall(model: FileModel, call: SyntaxNode, entity: Entity | null): HandlerEffect {
  const callee = child(call, 'function') ?? child(call, 'constructor');
  if (callee === null) return 'acts';
  const { meanings, source } = model;
  const text = textOf(source, callee);
  if (call.type === 'new_expression')
    return /(Error|Exception|Time(d)?[oO]ut|Date|Event|URL|Promise|Map|Set)$/.test(text) ? 'nothing' : 'acts';
  const value = meanings.valueOf(callee);
  if (value?.kind === 'settle') return 'settles';
  if (value?.kind === 'function') return 'nothing';
  const name = callee.type === 'member_expression' ? keyName(source, child(callee, 'property')) : null;
  if (name !== null && CLOSING.test(name)) return 'acts';
  if (name === 'emit') return emitted(model, call, callee, entity);
  if (LOGS.test(text) || PURE.test(text.replace(/\?\./g, '.'))) return 'nothing';
  return entity !== null && isConfined(model, entity) ? 'nothing' : 'acts';
}

/** No other code has it, so that what is called without it cannot end it. */
const isConfined = (model: FileModel, entity: Entity): boolean =>
  entity.origin !== 'borrowed' &&
  entity.emitter === null &&
  entity.args.every((each) => optionIn(model, each, 'signal') === null) &&
  model.uses.of(entity).every(({ effect, how }) => effect !== 'take' || how === 'settle');

/** `emit('error')` on the object itself closes nothing, unless its 'error' handler does; on another one a listener may. */
function emitted(
  model: FileModel,
  call: SyntaxNode,
  callee: SyntaxNode,
  entity: Entity | null,
): HandlerEffect {
  const own = entity !== null && model.meanings.entityOf(child(callee, 'object')) === entity;
  const event = stringValue(model.source, argumentsOf(call)[0]);
  if (event === null) return 'acts';
  if (!own) return isAnswered(model, event) ? 'acts' : 'emits';
  const closes = model.uses
    .of(entity)
    .some(
      ({ effect, fn }) =>
        effect !== 'none' &&
        model.meanings
          .triggersOf(fn)
          .some((each) => each.kind === 'event' && each.event === event && each.emitter === entity),
    );
  return closes ? 'acts' : 'nothing';
}

/** Whether a listener of an event of this name, whoever emits it, closes something, or is not of this file. */
const isAnswered = (model: FileModel, event: string): boolean =>
  model.names.calls.some(({ node }) => {
    const callee = child(node, 'function');
    const method =
      callee?.type === 'member_expression' ? keyName(model.source, child(callee, 'property')) : '';
    const [name, listener] = argumentsOf(node);
    if (!/^(?:on|once|addListener|prependListener)$/.test(method ?? '')) return false;
    if (stringValue(model.source, name) !== event) return false;
    // A socket's own listener hears of the socket's events.
    if (callee !== null && model.meanings.entityOf(child(callee, 'object')) !== null) return false;
    const value = model.meanings.valueOf(listener ?? null);
    return value?.kind !== 'function' || closesSomething(model, value.fn);
  });

const closesSomething = (model: FileModel, handler: Fn): boolean =>
  [...model.reach(handler)].some((fn) =>
    model.callsIn(fn).some(({ node }) => {
      const callee = child(node, 'function');
      const name =
        callee?.type === 'member_expression' ? keyName(model.source, child(callee, 'property')) : '';
      return CLOSING.test(name ?? '');
    }),
  );

/** Whether something outside of the handler is written that code may act upon which reads it. */
function assigns(model: FileModel, fn: Fn, handler: Fn, entity: Entity | null): boolean {
  const waiting = fn.body === null ? [] : [fn.body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (/^(augmented_)?assignment_expression$/.test(node.type) && isActing(model, node, handler, entity))
      return true;
    for (const each of node.children) if (!model.names.fnOf.has(each)) waiting.push(each);
  }
  return false;
}

const LITERAL = /^(?:true|false|null|undefined|number|string)$/;

/** A flag of which no reader has to do with closing tells nobody to close; what is the handler's own, neither. */
function isActing(model: FileModel, assignment: SyntaxNode, handler: Fn, entity: Entity | null): boolean {
  const [left, right] = [child(assignment, 'left'), child(assignment, 'right')];
  if (left === null) return true;
  const { names } = model;
  const root = names.meaning.get(rootOf(left));
  if (root !== undefined && isInside(root.fn, handler) && isOwn(root, left)) return false;
  const written = names.meaning.get(left) ?? names.fieldAt.get(left);
  if (written === undefined || entity === null || right === null || !LITERAL.test(unwrap(right).type))
    return true;
  // Who forgets the connection cannot destroy it later.
  if (written === model.uses.fieldOf(entity) && /^(?:null|undefined)$/.test(unwrap(right).type)) return false;
  const reach = model.reach(handler);
  const closers = model.uses.of(entity).filter(({ effect }) => effect === 'close' || effect === 'take');
  return written.references.some((each) => {
    const reader = model.meanings.fnAt(each);
    if (each.field === 'left' || reach.has(reader)) return false;
    const runs = model.reach(reader);
    return closers.some(({ fn, effect, how }) => runs.has(fn) && (effect === 'close' || how === 'argument'));
  });
}

/** A variable of the handler, or a property of what the handler made or calls an error. */
const isOwn = ({ name, writes }: Binding, left: SyntaxNode): boolean =>
  left.type === 'identifier' ||
  /err|^ex?$/i.test(name) ||
  writes.some(({ value }) => value !== null && /^(?:new_expression|object)$/.test(unwrap(value).type));

/** The variable that `error.code` is a property of. */
function rootOf(node: SyntaxNode): SyntaxNode {
  let at = node;
  for (let inner = child(at, 'object'); inner !== null; inner = child(at, 'object')) at = inner;
  return at;
}

function throwsIn(fn: Fn): boolean {
  const waiting = fn.body === null ? [] : [fn.body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'throw_statement') return true;
    for (const each of node.children) if (/statement|block|clause/.test(each.type)) waiting.push(each);
  }
  return false;
}

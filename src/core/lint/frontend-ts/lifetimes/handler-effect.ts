import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Fn, isInside } from '../scopes';
import { argumentsOf, keyName, stringValue, textOf } from '../source';

/** What a handler comes to: it may end a connection, it reports a failure to other code, or it only looks. */
export type HandlerEffect = 'acts' | 'settles' | 'nothing';

const CLOSING =
  /^(end|destroy|close|abort|terminate|destroySoon|resetAndDestroy|disconnect|kill|stop|shutdown|quit|reset|cancel|release|exit|dispose|cleanup|finish)/i;
const LOGS =
  /(^|\.)(console|log|logger|debug|winston|pino)(\.|$)|(^|\.)_?(log|debug|warn|info|trace|verbose|print|error|emitWarning)\w*$/;
const PURE =
  /^(clearTimeout|clearInterval|clearImmediate|String|Number|Boolean|parseInt|parseFloat|require|Date\.now|Math\.\w+|JSON\.stringify|performance\.now|util\.\w+|process\.(hrtime|uptime)\w*)$|\.(toString|join|concat|slice|format|inspect|address|toFixed|toISOString|getTime|padStart|ref|unref|bigint|listenerCount|setTimeout|setNoDelay|setKeepAlive|pause|removeListener|removeAllListeners|off)$/;

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
    if (assigns(model, fn, handler)) return 'acts';
    for (const { node } of model.callsIn(fn)) {
      if (besides.has(node)) continue;
      const own = effectOfCall(model, node, entity);
      if (own === 'acts') return 'acts';
      if (own === 'settles') effect = 'settles';
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
    return /(Error|Exception|Date|Event|URL|Promise|Map|Set)$/.test(text) ? 'nothing' : 'acts';
  const value = meanings.valueOf(callee);
  if (value?.kind === 'settle') return 'settles';
  if (value?.kind === 'function') return 'nothing';
  const name = callee.type === 'member_expression' ? keyName(source, child(callee, 'property')) : null;
  if (name !== null && CLOSING.test(name)) return 'acts';
  if (name === 'emit') return emitted(model, call, callee, entity);
  return LOGS.test(text) || PURE.test(text.replace(/\?\./g, '.')) ? 'nothing' : 'acts';
}

/** `emit('error')` on the object itself closes nothing, unless its 'error' handler does. */
function emitted(
  model: FileModel,
  call: SyntaxNode,
  callee: SyntaxNode,
  entity: Entity | null,
): HandlerEffect {
  const own = entity !== null && model.meanings.entityOf(child(callee, 'object')) === entity;
  const event = stringValue(model.source, argumentsOf(call)[0]);
  if (!own || event === null) return 'acts';
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

/** Whether something outside of the handler is written: code that reads it may act. */
function assigns(model: FileModel, fn: Fn, handler: Fn): boolean {
  const waiting = fn.body === null ? [] : [fn.body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (/^(augmented_)?assignment_expression$/.test(node.type)) {
      const left = child(node, 'left');
      const binding = left === null ? undefined : model.names.meaning.get(left);
      if (binding === undefined || !isInside(binding.fn, handler)) return true;
    }
    for (const each of node.children) if (!model.names.fnOf.has(each)) waiting.push(each);
  }
  return false;
}

function throwsIn(fn: Fn): boolean {
  const waiting = fn.body === null ? [] : [fn.body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'throw_statement') return true;
    for (const each of node.children) if (/statement|block|clause/.test(each.type)) waiting.push(each);
  }
  return false;
}

import { constant, type Operand, type Place, toFunction, UNKNOWN } from '../ir';
import { acquires, CONNECTS, closes, EXITS, SERVERS } from '../models-ts';
import { child, type SyntaxNode } from '../syntax';
import { isFollowed, type Lower } from './lower';
import { type Entity, isBare, type Value } from './meanings';
import { lowerExpression } from './recursion';
import type { Fn } from './scopes';
import { tellsFailure } from './settling';
import { argumentsOf, isFunctionNode, keyName, propertyOf, type Source, unwrap } from './source';
import type { Use } from './uses';

/** Calls that do not come back. */
const FINAL = /^process\.(exit|abort|reallyExit)$/;
/** Calls of which everybody knows that they throw on bad input. */
const THROWING = /^(JSON\.parse|new URL|decodeURIComponent|BigInt)$/;

/** Lowers a call or a `new`. */
export function lowerCall(lower: Lower, node: SyntaxNode, target: Place | null): Operand {
  const callee = child(node, 'function') ?? child(node, 'constructor');
  if (callee === null) return UNKNOWN;
  const value = lower.model.meanings.valueOf(callee);
  const text = lower.text(callee);
  if (FINAL.test(text)) {
    lowerArguments(lower, node);
    lower.call(EXITS, [], lower.span(node));
    return UNKNOWN;
  }
  if (lower.isGuarded && mayThrow(lower, node, text, value))
    // Who got an object and failed had it.
    lower.mayRaise(lower.shown(node), lower.span(node), value === null ? [] : lower.objectsIn(node));
  takeSocketOf(lower, node, callee);
  if (endsRequest(lower, node, text, value)) lower.takeResponses(lower.span(node));
  const entity = lower.model.meanings.entityOf(node);
  const makes = entity !== null && entity.origin === 'created' && entity.at === node;
  if (value?.kind === 'settle') return lowerSettle(lower, node, value);
  if (value?.kind === 'function' && node.type === 'call_expression')
    return lowerLocal(lower, node, callee, value, target);
  if (
    callee.type === 'member_expression' &&
    node.type === 'call_expression' &&
    value?.kind !== 'export' &&
    value?.kind !== 'told'
  )
    return lowerMethod(lower, node, callee, makes ? entity : null, target);
  if (isFunctionNode(unwrap(callee))) lowerExpression(lower, callee);
  else if (value === null) lowerExpression(lower, callee);
  if (!makes || !isFollowed(entity)) {
    lowerArguments(lower, node);
    return UNKNOWN;
  }
  // Listeners among the arguments speak of what is made here.
  const given = argumentsOf(node);
  const listens = (each: SyntaxNode) => lower.model.meanings.valueOf(each)?.kind === 'function';
  for (const each of given) if (!listens(each)) lowerExpression(lower, each);
  const made = lowerCreation(lower, node, target);
  for (const each of given) if (listens(each)) lowerExpression(lower, each);
  return made;
}

function lowerArguments(lower: Lower, node: SyntaxNode): Operand[] {
  const list = child(node, 'arguments');
  if (list?.type === 'template_string') {
    lowerExpression(lower, list);
    return [];
  }
  return argumentsOf(node).map((each) => lowerExpression(lower, each));
}

/** An object is made here. It holds nothing before a server listens, a bare socket connects; a request ends with its response. */
function lowerCreation(lower: Lower, node: SyntaxNode, target: Place | null): Operand {
  const entity = lower.model.meanings.entityOf(node);
  if (entity === null) return UNKNOWN;
  const place = target ?? lower.temporary();
  const at = lower.span(node);
  if (!lower.model.isDuty(entity) || isIdle(lower, entity)) lower.assign(place, UNKNOWN, at);
  else lower.call(acquires('create', entity.kind, entity.from), [], at, place);
  return { kind: 'place', place };
}

/** It holds no descriptor yet. A socket that is connected by other code counts from where it is made. */
const isIdle = (lower: Lower, entity: Entity): boolean =>
  SERVERS.has(entity.kind) ||
  entity.kind === 'idle-driver' ||
  entity.client?.atOnce === false ||
  (isUnconnected(lower.model.source, entity) &&
    lower.model.uses.of(entity).some((use) => connectsIn(use, lower.fn)));

const connectsIn = ({ how, name, fn }: Use, own: Fn): boolean =>
  how === 'method' && name === 'connect' && fn === own;

/** `listen()` of a server, `connect()` of a bare socket that nothing looks after yet. */
const opens = (lower: Lower, entity: Entity, name: string, call: SyntaxNode): boolean =>
  entity.client !== undefined
    ? !entity.client.atOnce && entity.client.opens.includes(name)
    : SERVERS.has(entity.kind)
      ? name === 'listen'
      : entity.kind === 'idle-driver'
        ? CONNECTS.test(name)
        : name === 'connect' &&
          lower.fn === entity.fn &&
          isUnconnected(lower.model.source, entity) &&
          !isLookedAfterBefore(lower, entity, call);

/** A listener that was added before, or other code that was given it, closes it. */
const isLookedAfterBefore = ({ model, fn }: Lower, entity: Entity, call: SyntaxNode): boolean =>
  model
    .lasting(entity)
    .some(
      (use) =>
        use.node.start < call.start &&
        model.dutyAfter(use, entity) !== null &&
        (use.fn !== fn || use.effect !== 'close'),
    );

/** A bare socket that is not made of a descriptor. */
const isUnconnected = (source: Source, entity: Entity): boolean =>
  isBare(entity) && entity.args.every((each) => propertyOf(source, each, 'fd') === null);

/** Whether a call destroys a request, or may: who gets the request can. */
function endsRequest(lower: Lower, node: SyntaxNode, text: string, value: Value | null): boolean {
  if (value?.kind === 'function' && lower.model.endsRequests(value.fn)) return true;
  if (/req\w*\??\.(abort|destroy)$/i.test(text)) return true;
  return argumentsOf(node).some((each) => lower.model.meanings.entityOf(each)?.kind === 'request');
}

/** Methods by which a listener is taken off. */
const TAKEN_OFF = /^(?:off|removeListener|removeEventListener)$/;

/** Who is to end a request has its socket by it. */
const ENDS = /fail|abort|reject|refuse|deny|error|close|end|destroy|respond|reply|send/i;

/** `failRequest(request)` of an upgrade's listener looks after the raw socket: it is `request.socket`. */
function takeSocketOf(lower: Lower, node: SyntaxNode, callee: SyntaxNode): void {
  const value = lower.model.meanings.valueOf(callee);
  // A function of the file that has to do with `request.socket`.
  const reaches = value?.kind === 'function' && /\.socket\b/.test(lower.text(value.fn.node));
  if (!reaches && !ENDS.test(lower.text(callee).replace(/^.*\./, ''))) return;
  for (const each of argumentsOf(node)) {
    const binding = lower.model.names.meaning.get(unwrap(each));
    if (binding?.parameter != null && (reaches ? /req(uest)?$/i : /^(req|request)$/i).test(binding.name))
      lower.takeRawSockets(lower.span(node));
  }
}

/** A promise is settled, a callback is called. */
function lowerSettle(lower: Lower, node: SyntaxNode, value: Extract<Value, { kind: 'settle' }>): Operand {
  lowerArguments(lower, node);
  if (lower.settled !== null && tellsFailure(lower.model.source, node, value))
    lower.assign(lower.settled, constant(1), lower.span(node));
  return UNKNOWN;
}

/** A function of the file, with the objects of outer functions that it closes or takes. */
function lowerLocal(
  lower: Lower,
  node: SyntaxNode,
  callee: SyntaxNode,
  { fn }: Extract<Value, { kind: 'function' }>,
  target: Place | null,
): Operand {
  const object = callee.type === 'member_expression' ? child(callee, 'object') : null;
  if (object !== null) lowerExpression(lower, object);
  const given = lowerArguments(lower, node);
  const at = lower.span(node);
  if (lower.settled !== null && lower.settles(fn)) lower.assign(lower.settled, constant(1), at);
  const entity = lower.model.meanings.entityOf(node);
  const makes = entity !== null && entity.origin === 'created' && entity.at === node && isFollowed(entity);
  const id = lower.idOf(fn);
  if (id === null) lower.capture(fn, at);
  else {
    const plain = fn.parameters.map((_, index): Operand => given[index] ?? constant(0));
    const hidden = lower.hiddenOf(fn).map((binding) => lower.operandOf(binding));
    const place = makes ? lower.temporary() : (target ?? lower.temporary());
    lower.call(toFunction(id), [...plain, ...hidden], at, place);
    takeWhatMayBeKept(lower, node, fn, given);
    if (!makes) return { kind: 'place', place };
  }
  return makes ? lowerCreation(lower, node, target) : UNKNOWN;
}

/** What the function reads to its end, or keeps on some path, is looked after. */
function takeWhatMayBeKept(lower: Lower, node: SyntaxNode, fn: Fn, given: readonly Operand[]): void {
  argumentsOf(node).forEach((each, index) => {
    const entity = lower.model.meanings.entityOf(each);
    const operand = given[index];
    if (entity === null || operand.kind !== 'place') return;
    const { model } = lower;
    if (
      model.effects(fn, entity).some((use) => use.effect !== 'close' && model.dutyAfter(use, entity) !== null)
    )
      lower.take(operand, lower.span(node));
  });
}

function lowerMethod(
  lower: Lower,
  node: SyntaxNode,
  callee: SyntaxNode,
  made: Entity | null,
  target: Place | null,
): Operand {
  const object = child(callee, 'object');
  if (object === null) return UNKNOWN;
  const { meanings } = lower.model;
  const operand = lowerExpression(lower, object, meanings.entityOf(node) !== null ? target : null);
  const effect = lower.effectOf(object);
  const name = keyName(lower.model.source, child(callee, 'property')) ?? '';
  const at = lower.span(node);
  const entity = meanings.entityOf(object);
  if (operand.kind === 'place' && entity !== null) {
    if (opens(lower, entity, name, node) && lower.model.isDuty(entity)) {
      const from = entity.client === undefined ? entity.from : lower.text(callee);
      lower.call(acquires('create', entity.kind, from), [], at, operand.place);
    }
    // A listener that is taken off does nothing any more.
    if (!TAKEN_OFF.test(name)) lowerArguments(lower, node);
    if (effect === 'close') lowerClose(lower, callee, operand, name, at);
    else if (effect !== null) lower.take(operand, at);
  } else if (!TAKEN_OFF.test(name)) lowerArguments(lower, node);
  // Who closes a request, or the socket on the other side of an exchange, gives the response up.
  const gives =
    entity?.kind === 'request'
      ? /^(destroy|abort)$/
      : entity?.kind === 'websocket'
        ? /^(terminate|close)$/
        : /sock(et)?$/i.test(lower.text(object))
          ? /^(destroy|end)$/
          : null;
  if (gives?.test(name)) lower.takeResponses(at);
  if (gives?.test(name) && entity?.emitter?.kind === 'websocket') lower.takeHandshake(entity.emitter, at);
  if (made !== null && isFollowed(made)) return lowerCreation(lower, node, target);
  return meanings.entityOf(node) !== null && meanings.entityOf(node) === entity ? operand : UNKNOWN;
}

/** `socket?.destroy()` closes where there is a socket. */
function lowerClose(
  lower: Lower,
  callee: SyntaxNode,
  operand: Operand,
  name: string,
  at: { start: number; end: number },
): void {
  if (!callee.children.some(({ type }) => type === 'optional_chain')) {
    lower.call(closes(name), [operand], at);
    return;
  }
  const [yes, behind] = [lower.block(), lower.block()];
  lower.branch(
    { left: operand, relation: '!=', right: constant(0), text: lower.shown(callee), at },
    yes,
    behind,
  );
  lower.begin(yes);
  lower.call(closes(name), [operand], at);
  lower.begin(behind);
}

/** Whether a call throws for reasons that its author must expect. */
export function mayThrow(lower: Lower, node: SyntaxNode, callee: string, value: Value | null): boolean {
  if (THROWING.test(node.type === 'new_expression' ? `new ${callee}` : callee)) return true;
  if (value?.kind === 'told') return lower.model.meanings.links?.throws(value.linked) === true;
  return value?.kind === 'function' && !value.fn.isAsync && lower.throws(value.fn);
}

import { child, type SyntaxNode } from '../../syntax';
import type { FileModel } from '../model';
import { type Binding, type Fn, isInside } from '../scopes';
import { argumentsOf, isFunctionNode, keyName, type Source, stringValue, textOf, unwrap } from '../source';

const RESPONSE = /^_?(res|resp|response|reply)$/i;
const REQUEST = /^_?(req|request)$|^_+$/i;
/** What frameworks call the exchange, and Node's own response in it: `reply.raw`, `ctx.res`, `event.node.res`. */
const EXCHANGE = /^(?:ctx|context|c|event|exchange)$/;
const RAW = /^(?:[\w$]+\.)(?:raw|res|response|node\.res)$/;
/** Events by which a handler hears that its client has gone: https://nodejs.org/api/http.html#event-close_2 */
const GONE = /^(close|aborted|error|finish)$/;
/** Of a request that is read to its end, nothing tells any more: its 'close' has come before. */
const NOTHING = /^\b$/;

/** A handler's client, as the handler knows it. */
export interface Client {
  /** `res`, or `reply.raw`. */
  readonly text: string;
  readonly binding: Binding;
}

/** The response of a handler, `(req, res) => ...`, that a function inside the handler writes or pipes to. */
export function clientOf(model: FileModel, target: SyntaxNode, inner: Fn): Client | null {
  const { names, source } = model;
  const node = unwrap(target);
  const text = textOf(source, node);
  const binding = names.meaning.get(rootOf(node));
  if (binding?.parameter == null || binding.writes.length > 0 || !isInside(inner, binding.fn)) return null;
  const client = { text, binding };
  if (node.type !== 'identifier') return RAW.test(text) && isExchange(model, binding) ? client : null;
  const kind = model.meanings.entityOf(node)?.kind;
  if (kind === 'server-response') return client;
  return kind === undefined && isResponse(model, binding) ? client : null;
}

const isResponse = (model: FileModel, binding: Binding): boolean =>
  RESPONSE.test(binding.name) && binding.parameter?.index === 1 && requestBeside(model, binding) !== null;

const isExchange = (model: FileModel, binding: Binding): boolean =>
  isResponse(model, binding) || (EXCHANGE.test(binding.name) && binding.parameter?.index === 0);

/** The variable that a chain of properties begins with. */
function rootOf(node: SyntaxNode): SyntaxNode {
  let at = node;
  for (let inner = child(at, 'object'); inner !== null; inner = child(at, 'object')) at = unwrap(inner);
  return at;
}

/** The handler's other parameter: the request that it answers. */
export function requestBeside({ names, source }: FileModel, { fn }: Binding): Binding | null {
  const [first] = fn.parameters;
  const name = first === undefined ? undefined : (child(first, 'pattern') ?? first);
  if (name?.type !== 'identifier' || !REQUEST.test(textOf(source, name))) return null;
  return names.meaning.get(name) ?? null;
}

/** The response beside the request of a handler, `(req, res) => ...`. */
export function responseBeside(model: FileModel, request: Binding): Binding | null {
  const second = request.fn.parameters[1];
  const name = second === undefined ? undefined : (child(second, 'pattern') ?? second);
  const binding = name?.type === 'identifier' ? model.names.meaning.get(name) : undefined;
  return binding !== undefined && isResponse(model, binding) ? binding : null;
}

/**
 * The handler listens for its client's end, or gives the response to other code that may. What tells of a request helps only until it
 * is read, `whole`.
 */
export function hearsOfEnd(model: FileModel, client: Binding, whole = true): boolean {
  const request = requestBeside(model, client);
  const events = whole && request?.references.some((each) => isRead(model, each)) ? NOTHING : GONE;
  return (
    client.references.some((each) => listensForEnd(model, each, GONE) || isHandedOn(model, each)) ||
    (request?.references ?? []).some((each) => listensForEnd(model, each, events))
  );
}

/** `req.pipe(upstream)`, `req.resume()`. */
function isRead({ source }: FileModel, reference: SyntaxNode): boolean {
  let at = source.parents.get(reference);
  while (at !== undefined && /^(?:parenthesized|binary)_expression$/.test(at.type))
    at = source.parents.get(at);
  return (
    at?.type === 'member_expression' && /^(?:pipe|resume)$/.test(keyName(source, child(at, 'property')) ?? '')
  );
}

/** `res.on('close', ...)`, `req.socket.on('close', ...)`. */
function listensForEnd({ source }: FileModel, reference: SyntaxNode, events: RegExp): boolean {
  let at = reference;
  let own = events;
  for (let outer = source.parents.get(at); outer !== undefined; outer = source.parents.get(at)) {
    if (outer.type !== 'member_expression' && outer.type !== 'call_expression') return false;
    if (outer.type === 'call_expression' && at.field === 'function') {
      const [event] = argumentsOf(outer);
      const method = keyName(source, child(at, 'property')) ?? '';
      if (/^(on|once|addListener)$/.test(method) && own.test(stringValue(source, event) ?? '')) return true;
    } else if (at.field !== 'object') return false;
    // `req.signal`: aborted when the client goes.
    if (outer.type === 'member_expression' && keyName(source, child(outer, 'property')) === 'signal')
      return true;
    // `req.socket` is the connection itself.
    if (outer.type === 'member_expression')
      own = /^on/.test(keyName(source, child(outer, 'property')) ?? '') ? own : GONE;
    at = outer;
  }
  return false;
}

function isHandedOn({ source }: FileModel, reference: SyntaxNode): boolean {
  let at = reference;
  let outer = source.parents.get(at);
  while (outer?.type === 'member_expression' && at.field === 'object') {
    at = outer;
    outer = source.parents.get(at);
  }
  if (at !== reference && outer?.type !== 'arguments' && outer?.type !== 'pair') return false;
  if (outer?.type !== 'arguments') return true;
  return !isPipe(source, outer) && !isCourtesy(source, outer);
}

/** `server.emit('end', req, res)` tells of it; `for (const pass of passes) if (pass(req, res, answer)) break;` fills its head. */
function isCourtesy(source: Source, list: SyntaxNode): boolean {
  const call = source.parents.get(list);
  const callee = call === undefined ? null : child(call, 'function');
  if (call === undefined || callee === null) return false;
  // A failure is told to who asked.
  if (/^(?:callback|cb|next|done)$/.test(textOf(source, callee))) return true;
  if (callee.type === 'member_expression') return keyName(source, child(callee, 'property')) === 'emit';
  for (let at = source.parents.get(call); at !== undefined; at = source.parents.get(at)) {
    if (at.type === 'for_in_statement') {
      const left = child(at, 'left');
      return left !== null && textOf(source, left) === textOf(source, callee);
    }
    if (at.type === 'for_statement') return callee.type === 'subscript_expression';
    if (isFunctionNode(at)) return false;
  }
  return false;
}

function isPipe(source: Source, list: SyntaxNode): boolean {
  const call = source.parents.get(list);
  const callee = call === undefined ? null : child(call, 'function');
  return callee !== null && keyName(source, child(callee, 'property')) === 'pipe';
}

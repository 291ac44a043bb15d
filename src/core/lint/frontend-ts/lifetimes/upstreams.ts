import type { UpstreamPipedObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Binding, type Fn, isInside } from '../scopes';
import { argumentsOf, keyName, stringValue, textOf, unwrap } from '../source';
import type { Use } from '../uses';
import { observed, spanOf } from './observed-object';
import { optionIn } from './options';
import { after } from './slots';

const RESPONSE = /^_?(res|resp|response|reply)$/i;
const REQUEST = /^_?(req|request)$|^_+$/i;
/** Events by which a handler hears that its client has gone: https://nodejs.org/api/http.html#event-close_2 */
const GONE = /^(close|aborted|error)$/;

/** The responses of requests to other servers that a handler pipes to its client, where nothing ends them when that goes. */
export const pipedUpstreams = (model: FileModel): readonly UpstreamPipedObserved[] =>
  model.entities.flatMap((answer) => {
    const { emitter: request } = answer;
    if (answer.kind !== 'response' || request?.kind !== 'request' || request.origin !== 'created') return [];
    const pipe = model.uses.of(answer).find(({ how, name }) => how === 'method' && name === 'pipe');
    const target = pipe?.call == null ? undefined : argumentsOf(pipe.call)[0];
    const client = target === undefined ? null : clientOf(model, target, answer.fn);
    if (pipe?.call == null || client === null || isEnded(model, request, answer)) return [];
    if (hearsOfEnd(model, client)) return [];
    return [
      {
        what: 'upstream-piped' as const,
        object: observed(model, answer),
        at: spanOf(pipe.call),
        client: client.name,
        request: spanOf(request.at),
        holder: holderOf(model, request, client),
      },
    ];
  });

/** The variable of a handler's response, `(req, res) => ...`, that a function inside the handler pipes to. */
function clientOf(model: FileModel, target: SyntaxNode, inner: Fn): Binding | null {
  const binding = model.names.meaning.get(unwrap(target));
  if (binding?.parameter == null || binding.writes.length > 0 || !isInside(inner, binding.fn)) return null;
  const kind = model.meanings.entityOf(target)?.kind;
  if (kind === 'server-response') return binding;
  const named = kind === undefined && RESPONSE.test(binding.name) && binding.parameter.index === 1;
  return named && requestBeside(model, binding) !== null ? binding : null;
}

/** The handler's other parameter: the request that it answers. */
function requestBeside({ names, source }: FileModel, { fn }: Binding): Binding | null {
  const [first] = fn.parameters;
  const name = first === undefined ? undefined : (child(first, 'pattern') ?? first);
  if (name?.type !== 'identifier' || !REQUEST.test(textOf(source, name))) return null;
  return names.meaning.get(name) ?? null;
}

/** The variable of the handler that holds the request for good, declared by a statement of the handler's own. */
function holderOf(model: FileModel, request: Entity, client: Binding): UpstreamPipedObserved['holder'] {
  const { source, uses } = model;
  for (const binding of uses.holders(request)) {
    if (binding.fn !== client.fn || binding.writes.length !== 1) continue;
    const declarator = source.parents.get(binding.declaration);
    const statement = declarator === undefined ? undefined : source.parents.get(declarator);
    if (declarator?.type !== 'variable_declarator' || statement === undefined) continue;
    if (source.parents.get(statement) !== client.fn.body) continue;
    return { name: binding.name, behind: after(source, statement) };
  }
  return null;
}

/** Something closes one of both, has it, or has the means to abort the request. */
const isEnded = (model: FileModel, request: Entity, answer: Entity): boolean =>
  request.args.some((each) => optionIn(model, each, 'signal') !== null) ||
  [request, answer].some((each) => model.uses.of(each).some(mayEnd));

/** To be piped to, or to be what an arrow function comes to, ends nothing. */
const mayEnd = ({ effect, how, name }: Use): boolean =>
  effect === 'close' || (effect === 'take' && how !== 'return' && !/(^|\.)pipe$/.test(name));

/** The handler listens for its client's end, or gives the response to other code that may. */
function hearsOfEnd(model: FileModel, client: Binding): boolean {
  const both = [client, requestBeside(model, client)];
  return both.some((binding) =>
    (binding?.references ?? []).some(
      (each) => listensForEnd(model, each) || (binding === client && isHandedOn(model, each)),
    ),
  );
}

/** `res.on('close', ...)`, `req.socket.on('close', ...)`. */
function listensForEnd({ source }: FileModel, reference: SyntaxNode): boolean {
  let at = reference;
  for (let outer = source.parents.get(at); outer !== undefined; outer = source.parents.get(at)) {
    if (outer.type !== 'member_expression' && outer.type !== 'call_expression') return false;
    if (outer.type === 'call_expression' && at.field === 'function') {
      const [event] = argumentsOf(outer);
      const method = keyName(source, child(at, 'property')) ?? '';
      if (/^(on|once|addListener)$/.test(method) && GONE.test(stringValue(source, event) ?? '')) return true;
    } else if (at.field !== 'object') return false;
    at = outer;
  }
  return false;
}

function isHandedOn({ source }: FileModel, reference: SyntaxNode): boolean {
  const list = source.parents.get(reference);
  if (list?.type !== 'arguments') return list?.type !== 'member_expression';
  const call = source.parents.get(list);
  const callee = call === undefined ? null : child(call, 'function');
  return callee === null || keyName(source, child(callee, 'property')) !== 'pipe';
}

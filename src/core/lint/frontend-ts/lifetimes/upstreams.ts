import type { UpstreamPipedObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import type { Fn } from '../scopes';
import { argumentsOf, isFunctionNode, keyName, textOf } from '../source';
import type { Use } from '../uses';
import { type Client, clientOf, hearsOfEnd, responseBeside } from './clients';
import { observed, spanOf } from './observed-object';
import { optionIn } from './options';
import { after } from './slots';

/** A place where what an upstream sends is handed to a client. */
interface Relay {
  readonly how: UpstreamPipedObserved['how'];
  readonly at: SyntaxNode;
  readonly client: Client;
}

/** The responses of other servers that a handler hands to its client, where nothing ends them when that goes. */
export const pipedUpstreams = (model: FileModel): readonly UpstreamPipedObserved[] => [
  ...ofRequests(model),
  ...ofFetches(model),
  ...ofUploads(model),
];

/** `req.pipe(request)`: a client that goes away before it has sent everything leaves the request without an end. */
const ofUploads = (model: FileModel): readonly UpstreamPipedObserved[] =>
  model.entities.flatMap((request) => {
    if (request.kind !== 'request' || request.origin !== 'created') return [];
    const answers = model.entities.filter(({ emitter, kind }) => emitter === request && kind === 'response');
    if (answers.some((each) => (pipedTo(model, each) ?? writtenTo(model, each)) !== null)) return [];
    const piped = model.uses
      .of(request)
      .flatMap(({ how, name, call }) =>
        how === 'argument' && /\.pipe$/.test(name) && call !== null ? [call] : [],
      );
    const [pipe, ...others] = piped;
    const callee = pipe === undefined ? null : child(pipe, 'function');
    const source = callee === null ? null : child(callee, 'object');
    const binding = source === null ? undefined : model.names.meaning.get(source);
    const client = binding?.parameter?.index !== 0 ? null : responseBeside(model, binding);
    if (pipe === undefined || others.length > 0 || binding === undefined || client === null) return [];
    if (isEnded(model, request, request) || hearsOfEnd(model, client, false)) return [];
    const relay: Relay = { how: 'upload', at: pipe, client: { text: client.name, binding: client } };
    return [observedAs(model, request, relay, request)];
  });

const ofRequests = (model: FileModel): readonly UpstreamPipedObserved[] =>
  model.entities.flatMap((answer) => {
    const { emitter: request } = answer;
    if (answer.kind !== 'response' || request?.kind !== 'request' || request.origin !== 'created') return [];
    const relay = pipedTo(model, answer) ?? writtenTo(model, answer);
    if (relay === null || isEnded(model, request, answer)) return [];
    if (hearsOfEnd(model, relay.client.binding)) return [];
    return [observedAs(model, answer, relay, request)];
  });

const observedAs = (
  model: FileModel,
  answer: Entity,
  { how, at, client }: Relay,
  request: Entity,
): UpstreamPipedObserved => ({
  what: 'upstream-piped' as const,
  object: observed(model, answer),
  how,
  at: spanOf(at),
  client: client.text,
  request: spanOf(request.at),
  holder: request === answer ? null : holderOf(model, request, client),
});

/** `answer.pipe(res)`. */
function pipedTo(model: FileModel, answer: Entity): Relay | null {
  const pipe = model.uses.of(answer).find(({ how, name }) => how === 'method' && name === 'pipe');
  const target = pipe?.call == null ? undefined : argumentsOf(pipe.call)[0];
  const client = target === undefined ? null : clientOf(model, target, answer.fn);
  return pipe?.call == null || client === null ? null : { how: 'piped', at: pipe.call, client };
}

/** `answer.on('data', (data) => res.write(data))`: it goes on when the client has gone. */
function writtenTo(model: FileModel, answer: Entity): Relay | null {
  for (const fn of model.handlersOf(answer, /^data$/)) {
    const found = fn.body === null ? null : writeIn(model, fn, fn.body);
    if (found !== null) return found;
  }
  return null;
}

/** A `res.write()` in a function's own code below a node, where nothing there asks whether the client is still there. */
function writeIn(model: FileModel, fn: Fn, within: SyntaxNode): Relay | null {
  const { source } = model;
  if (ASKS.test(textOf(source, within))) return null;
  for (const { node } of model.callsIn(fn)) {
    const callee = child(node, 'function');
    if (node.start < within.start || node.end > within.end || callee?.type !== 'member_expression') continue;
    if (keyName(source, child(callee, 'property')) !== 'write') continue;
    const object = child(callee, 'object');
    const client = object === null ? null : clientOf(model, object, fn);
    if (client !== null) return { how: 'written', at: node, client };
  }
  return null;
}

/** What a loop looks at that minds its client, and ways out of it. */
const ASKS = /\.(?:writableEnded|destroyed|closed|writable|aborted|writableFinished|isClosed)\b|\breturn\b/;

/** Bodies of `fetch()` and undici that a loop hands to the client, or a pipe, where no signal can abort them. */
const ofFetches = (model: FileModel): readonly UpstreamPipedObserved[] =>
  model.entities.flatMap((answer) => {
    if (!/^(?:fetch|undici)-response$/.test(answer.kind) || answer.origin !== 'created') return [];
    if (answer.args.length === 0 || answer.args.some((each) => isMindful(model, each))) return [];
    const relay = loopedTo(model, answer) ?? bodyPipedTo(model, answer);
    if (relay === null || hearsOfEnd(model, relay.client.binding)) return [];
    return [observedAs(model, answer, relay, answer)];
  });

/** `answer.body.pipe(res)` of undici, `Readable.fromWeb(answer.body).pipe(res)`, where nothing ends the body. */
function bodyPipedTo(model: FileModel, answer: Entity): Relay | null {
  const uses = model.uses.of(answer);
  if (uses.some(({ effect }) => effect === 'close')) return null;
  const own = pipedTo(model, answer);
  if (own !== null) return own;
  for (const { how, name, call } of uses) {
    if (how !== 'argument' || call === null || !/(?:^|\.)fromWeb$/.test(name)) continue;
    const member = model.source.parents.get(call);
    const pipe = member === undefined ? undefined : model.source.parents.get(member);
    const isPipe =
      pipe?.type === 'call_expression' && keyName(model.source, child(member ?? pipe, 'property')) === 'pipe';
    const target = isPipe ? argumentsOf(pipe)[0] : undefined;
    const client = target === undefined ? null : clientOf(model, target, answer.fn);
    if (pipe !== undefined && client !== null) return { how: 'piped', at: pipe, client };
  }
  return null;
}

/** Options that have a signal, or that are not written here. */
function isMindful(model: FileModel, argument: SyntaxNode): boolean {
  if (optionIn(model, argument, 'signal') !== null) return true;
  return /\bsignal\b|^(?:opts?|options|init|config)$|\.\.\./.test(textOf(model.source, argument));
}

/** A loop behind the call, in the same function, that writes what a reader or iterator of the body gives. */
function loopedTo(model: FileModel, answer: Entity): Relay | null {
  const { source } = model;
  const waiting = answer.fn.body === null ? [] : [answer.fn.body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const isLoop = /^(?:while|for|do|for_in)_statement$/.test(node.type) && node.start > answer.at.end;
    const reads = isLoop && /\bawait\b/.test(textOf(source, node));
    const relay = reads ? writeIn(model, answer.fn, node) : null;
    if (relay !== null && isReadBy(model, answer, node)) return relay;
    for (const each of node.children) if (!isFunctionNode(each)) waiting.push(each);
  }
  return null;
}

/** A variable of what the response gives stands in the loop: the reader, the body, or the response itself. */
function isReadBy(model: FileModel, answer: Entity, loop: SyntaxNode): boolean {
  const { names, source } = model;
  const holders = [...model.uses.holders(answer)];
  const made = names.bindings.filter(({ writes }) =>
    writes.some(
      ({ value }) =>
        value !== null &&
        holders.some(({ references }) =>
          references.some((each) => each.start >= value.start && each.end <= value.end),
        ),
    ),
  );
  return [...holders, ...made].some(({ references }) =>
    references.some((each) => each.start >= loop.start && each.end <= loop.end && source.parents.has(each)),
  );
}

/** The variable of the handler that holds the request for good, declared by a statement of the handler's own. */
function holderOf(
  model: FileModel,
  request: Entity,
  { binding: client }: Client,
): UpstreamPipedObserved['holder'] {
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
  [request, answer].some((each) => model.uses.of(each).some((use) => mayEnd(model, use)));

/** To be piped to, to be what an arrow function comes to, or to fail by itself ends nothing. */
function mayEnd(model: FileModel, { effect, how, name, fn }: Use): boolean {
  if (effect === 'close') return !isAboutFailure(model, fn);
  return effect === 'take' && how !== 'return' && !PASSED.test(name);
}

/** `.pipe`, `.emit`, and `pass(req, res, answer)`, one of several that write the head. */
const PASSED = /(?:^|\.)(?:pipe|emit)$|^(?:pass|step|middleware|fn)$|^\w+\[\w+\]$/;

/** It runs where a limit is reached or something fails: a client that goes away is neither, or is looked at by itself. */
function isAboutFailure(model: FileModel, fn: Fn): boolean {
  if (/err(?:or)?\d*$/i.test(fn.name)) return true;
  const triggers = model.meanings.triggersOf(fn);
  return (
    triggers.length > 0 &&
    triggers.every((each) => each.kind === 'event' && /^(?:timeout|aborted|error)$/.test(each.event))
  );
}

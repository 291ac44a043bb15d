import type { Fact } from '../../ir';
import { isByteStream } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { argumentsOf, textOf } from '../source';
import { factAbout, nameOf, spanOf } from './fact';

const RULE = 'pipe-without-teardown';

interface Pipe {
  readonly from: Entity;
  readonly to: Entity;
  readonly call: SyntaxNode;
}

/** Two pipes against each other pass on the end alone: an error or a close of one side leaves the other open. */
export function pipeWithoutTeardown(model: FileModel): readonly Fact[] {
  const pipes = pipesOf(model);
  const facts: Fact[] = [];
  pipes.forEach((there, at) => {
    const back = pipes.find((each, index) => index > at && each.from === there.to && each.to === there.from);
    if (back !== undefined && isLoose(model, there.from, there.to)) facts.push(factOf(model, there, back));
  });
  return facts;
}

function pipesOf(model: FileModel): readonly Pipe[] {
  const pipes: Pipe[] = [];
  for (const from of model.entities) {
    if (!isByteStream(from.kind)) continue;
    for (const { how, name, call } of model.uses.of(from)) {
      if (how !== 'method' || name !== 'pipe' || call === null) continue;
      const [target, ...options] = argumentsOf(call);
      if (target === undefined || options.length > 0) continue;
      for (const to of model.entitiesAt(target))
        if (to !== from && isByteStream(to.kind)) pipes.push({ from, to, call });
    }
  }
  // A function's own parameters are spoken of where it is called, if it is.
  return pipes.filter(({ from, to }) => isOwn(model, from) && isOwn(model, to));
}

/** Made or accepted here, or a parameter that no caller in this file fills. */
function isOwn(model: FileModel, entity: Entity): boolean {
  if (entity.origin !== 'borrowed') return true;
  const binding = model.names.meaning.get(entity.at);
  return binding?.parameter != null && (model.mayHold.get(binding) ?? []).every((each) => each === entity);
}

/** Whether the end of one by error or close leaves the other. */
function isLoose(model: FileModel, a: Entity, b: Entity): boolean {
  if ([a, b].some((each) => isGiven(model, each))) return false;
  return !closes(model, a, b) || !closes(model, b, a);
}

/** Others have it who may look after it. */
const isGiven = (model: FileModel, entity: Entity): boolean =>
  model.uses
    .of(entity)
    .some(({ effect, how, name }) => effect === 'take' && !(how === 'argument' && /\.pipe$/.test(name)));

/** Whether an error or close of `one` closes `other`. */
function closes(model: FileModel, one: Entity, other: Entity): boolean {
  const handlers = [...model.handlersOf(one, /^(error|close|aborted|timeout)$/), ...waitersOf(model, one)];
  const closers = model.uses.of(other).filter(({ effect }) => effect === 'close');
  return handlers.some((handler) => closers.some(({ fn }) => model.reach(handler).has(fn)));
}

/** What `finished(one, callback)` calls. */
function waitersOf(model: FileModel, entity: Entity): readonly Entity['fn'][] {
  return model.uses.of(entity).flatMap(({ how, name, call }) => {
    if (how !== 'argument' || name !== 'finished' || call === null) return [];
    return argumentsOf(call).flatMap((each) => {
      const value = model.meanings.valueOf(each);
      return value?.kind === 'function' ? [value.fn] : [];
    });
  });
}

function factOf(model: FileModel, there: Pipe, back: Pipe): Fact {
  const { source } = model;
  const inHere = model.isNested(there.call, there.from.fn) && there.from.origin !== 'borrowed';
  const outer = there.from.origin !== 'borrowed' && !inHere ? there.from.at : null;
  const [first, second] =
    there.call.start < back.call.start ? [there.call, back.call] : [back.call, there.call];
  const edits = outer === null ? pipelineEdits(model, first, second) : [];
  const other = nameOf(model, there.to);
  return factAbout(model, there.from, RULE, 'pair', spanOf(outer ?? tailOf(second)), {
    values: { name: nameOf(model, there.from) || textOf(source, there.from.at).slice(0, 40), other },
    steps: [first, second].map((call) => ({ how: 'pipe', at: spanOf(tailOf(call)) })),
    repairs: edits.length === 0 ? [] : [{ how: 'pipeline', values: {}, edits }],
  });
}

/** `pipe(target)`, without what it is called on. */
function tailOf(call: SyntaxNode): SyntaxNode {
  const callee = child(call, 'function');
  const property = callee === null ? null : child(callee, 'property');
  return { ...call, start: property?.start ?? call.start };
}

const STREAM = `'node:stream'`;
const IMPORT = `import { pipeline } from ${STREAM};\n`;
const REQUIRE = `const { pipeline } = require(${STREAM});\n`;

/** Two statements `a.pipe(b);` become pipelines, imported where they are not. */
function pipelineEdits(
  model: FileModel,
  first: SyntaxNode,
  second: SyntaxNode,
): Fact['repairs'][number]['edits'] {
  const { source, names } = model;
  const edits: { at: { start: number; end: number }; text: string }[] = [];
  const known = names.bindings.find(({ imported, name }) => name === 'pipeline' && imported !== null);
  if (known !== undefined && known.imported?.module.replace(/^node:/, '') !== 'stream') return [];
  for (const call of [first, second]) {
    const statement = source.parents.get(call);
    const callee = child(call, 'function');
    const object = callee === null ? null : child(callee, 'object');
    if (statement?.type !== 'expression_statement' || object?.type !== 'identifier') return [];
    const target = textOf(source, argumentsOf(call)[0]);
    edits.push({ at: spanOf(call), text: `pipeline(${textOf(source, object)}, ${target}, () => {})` });
  }
  if (known === undefined) {
    const { children } = source.root;
    const esm = children.find(({ type }) => type === 'import_statement');
    const start = (esm ?? children.find(({ type }) => type !== 'expression_statement') ?? children[0]).start;
    const text = esm !== undefined ? IMPORT : REQUIRE;
    edits.push({ at: { start, end: start }, text });
  }
  return edits;
}

import type { SiblingLeftObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { FileModel } from '../model';
import type { Fn } from '../scopes';
import { tellsFailure } from '../settling';
import { argumentsOf, textOf, unwrap } from '../source';
import { spanOf } from './observed-object';
import { before } from './slots';

/** `this.destroySocket()`, `self.socket.destroy()`: it ends a connection that a field of the object holds. */
const ENDS =
  /^(?:this|self|that)\.(?:#?_?\w*(?:sock|conn|stream|transport|tunnel|client)\w*\??\.(?:destroy|end|close|terminate|abort)|#?_?(?:destroy|close|abort|end|terminate|tearDown)(?:The)?(?:Socket|Connection|Transport|Stream|Client))$/i;
/** Whatever may end or clear something away. */
const MAY_END =
  /(?:destroy|close|end|abort|terminate|tear|clean|dispose|disconnect|reset|stop|fail|finish)\w*$/i;

/** A place where a function reports a failure, and what it ends just before. */
interface Report {
  readonly statement: SyntaxNode;
  readonly ends: SyntaxNode | null;
  /** Something else there may end it. */
  readonly unsure: boolean;
}

/**
 * Failing paths that leave open what two others of the same function, each reporting a failure of its own, end first.
 */
export const leftBySiblings = (model: FileModel): readonly SiblingLeftObserved[] =>
  model.names.functions.flatMap((fn) => {
    const reports = reportsIn(model, fn);
    const ending = reports.flatMap(({ ends }) => (ends === null ? [] : [ends]));
    const [first, second] = ending;
    if (first === undefined || second === undefined) return [];
    const callee = textOf(model.source, child(first, 'function') ?? first);
    if (ending.some((each) => textOf(model.source, child(each, 'function') ?? each) !== callee)) return [];
    return reports.flatMap(({ statement, ends, unsure }): SiblingLeftObserved[] =>
      ends !== null || unsure
        ? []
        : [
            {
              what: 'sibling-left',
              object: { name: callee, kind: 'socket', origin: 'borrowed', from: callee, at: spanOf(first) },
              at: spanOf(statement),
              beside: spanOf(first),
              call: textOf(model.source, first),
              ahead: before(model.source, statement),
            },
          ],
    );
  });

/** The failures that a function finds out itself and reports: `callback(new Error())`, `reject(error)` of an error made here. */
function reportsIn(model: FileModel, fn: Fn): readonly Report[] {
  const { source, meanings } = model;
  return model.callsIn(fn).flatMap(({ node }) => {
    const value = meanings.valueOf(child(node, 'function'));
    if (value?.kind !== 'settle' || !tellsFailure(source, node, value) || !isMadeHere(model, fn, node))
      return [];
    const statement = statementOf(model, node);
    const block = statement === undefined ? undefined : source.parents.get(statement);
    if (statement === undefined || block?.type !== 'statement_block') return [];
    const ahead = block.children.filter(({ start }) => start < statement.start);
    const calls = model.callsIn(fn).flatMap(({ node: each }) => {
      const within = ahead.some(({ start, end }) => each.start >= start && each.end <= end);
      return within && each.type === 'call_expression' ? [each] : [];
    });
    const named = calls.map((each) => ({ each, text: textOf(source, child(each, 'function') ?? each) }));
    const ends = named.find(({ text }) => ENDS.test(text))?.each ?? null;
    return [{ statement, ends, unsure: named.some(({ text }) => MAY_END.test(text)) || block === fn.body }];
  });
}

/** The failure is one that this function made: before it there was a connection that worked. */
function isMadeHere(model: FileModel, fn: Fn, call: SyntaxNode): boolean {
  const [given] = argumentsOf(call);
  const node = given === undefined ? undefined : unwrap(given);
  if (node?.type === 'new_expression') return true;
  const binding = node === undefined ? undefined : model.names.meaning.get(node);
  return (
    binding?.fn === fn &&
    binding.parameter === null &&
    binding.kind !== 'catch' &&
    binding.writes.some(({ value }) => value !== null && unwrap(value).type === 'new_expression')
  );
}

/** The statement that a call is, or that returns it. */
function statementOf({ source }: FileModel, call: SyntaxNode): SyntaxNode | undefined {
  const outer = source.parents.get(call);
  return outer?.type === 'expression_statement' || outer?.type === 'return_statement' ? outer : undefined;
}

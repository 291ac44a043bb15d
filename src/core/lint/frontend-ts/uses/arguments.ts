import { MODELS_OF_KINDS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Value } from '../meanings';
import type { Linked } from '../project';
import { argumentsOf, keyName, propertyOf, type Source, stringValue, textOf } from '../source';
import type { Collector } from './collector';
import { DEEPEST, type Use } from './use';

/** Functions that only look, wherever they come from. */
const LOOKS =
  /^(?:console\.\w+|Boolean|String|Number|Object\.(?:keys|entries|is)|Array\.isArray|typeof|util\.(?:inspect|format)|expect|(?:assert|t|chai)(?:\.\w+)*|(?:\w+\.)*(?:log|debug|info|warn|error|trace|has|delete|indexOf|includes|off|removeListener|unpipe))$/;
/** stream.finished and stream.promises.finished wait; events.once and events.on listen. */
const WAITS: ReadonlySet<string> = new Set([
  'finished',
  'once',
  'on',
  'setMaxListeners',
  'getEventListeners',
]);
/** Options by which an agent is lent for one request. */
const LENDING = /^(agent|dispatcher|httpAgent|httpsAgent)$/;

/** Reads what becomes of an object that is given to a function, by itself or among options. */
export class Arguments {
  constructor(private readonly collector: Collector) {}

  stepArgument(at: SyntaxNode, list: SyntaxNode, depth: number): SyntaxNode | null {
    const call = this.collector.parentOf(list);
    const callee = call === undefined ? null : (child(call, 'function') ?? child(call, 'constructor'));
    if (call === undefined || callee === null) {
      this.collector.add('store', '', 'take', at);
      return null;
    }
    const { source } = this.collector.meanings;
    const text = textOf(source, callee);
    const value = this.collector.meanings.valueOf(callee);
    const index = list.children.indexOf(at);
    if (value?.kind === 'settle') this.collector.add('settle', text, 'take', at, call);
    else if (value?.kind === 'function' && call.type === 'call_expression')
      this.stepParameter(at, call, value, index, depth, text);
    else if (value?.kind === 'told')
      this.collector.add('argument', text, this.effectElsewhere(value.linked, index), at, call);
    else if (value?.kind === 'export' && WAITS.has(value.name)) this.stepWait(at, call, value.name);
    else if (LOOKS.test(text) || this.isUnusedThis(callee, index))
      this.collector.add('argument', text, 'none', at, call);
    else if (/\.pipe$/.test(text) && isKept(source, call))
      this.collector.add('argument', text, 'none', at, call);
    else this.collector.add('argument', text, 'take', at, call);
    // `source.pipe(target)` is the target.
    return /\.pipe$/.test(text) ? call : null;
  }

  /** `parse.bind(this, text)` of a function of the file that never says `this`. */
  private isUnusedThis(callee: SyntaxNode, index: number): boolean {
    const { meanings } = this.collector;
    if (index !== 0 || keyName(meanings.source, child(callee, 'property')) !== 'bind') return false;
    const value = meanings.valueOf(child(callee, 'object'));
    return value?.kind === 'function' && (meanings.names.selves.get(value.fn) ?? []).length === 0;
  }

  private effectElsewhere(linked: Linked, index: number): Use['effect'] {
    return this.collector.meanings.links?.effectOn(linked, index, this.collector.kind) ?? 'take';
  }

  private stepWait(at: SyntaxNode, call: SyntaxNode, name: string): void {
    const event = stringValue(this.collector.meanings.source, argumentsOf(call)[1]);
    const reads =
      event !== null &&
      name !== 'finished' &&
      MODELS_OF_KINDS[this.collector.kind].consumingEvents.has(event);
    this.collector.add('argument', name, reads ? 'consume' : 'none', at, call);
  }

  /** A function of the file gets it: what that does is done here. */
  private stepParameter(
    at: SyntaxNode,
    call: SyntaxNode,
    { fn }: Extract<Value, { kind: 'function' }>,
    index: number,
    depth: number,
    text: string,
  ): void {
    const pattern = fn.parameters[index];
    const name = pattern === undefined ? null : (child(pattern, 'pattern') ?? pattern);
    const binding = name?.type === 'identifier' ? this.collector.meanings.names.meaning.get(name) : undefined;
    const overridden = fn.klass !== null && fn.body === null;
    if (binding === undefined || overridden || depth >= DEEPEST) {
      this.collector.add('argument', text, 'take', at, call);
      return;
    }
    this.collector.add('argument', text, 'none', at, call);
    this.collector.followBinding(binding, depth + 1);
  }

  /** An agent among a request's options is lent; anything else in an object is kept there. */
  stepOption(at: SyntaxNode, parent: SyntaxNode): null {
    const { source } = this.collector.meanings;
    const key = parent.type === 'pair' ? keyName(source, child(parent, 'key')) : textOf(source, at);
    const object = parent.type === 'pair' ? this.collector.parentOf(parent) : parent;
    const list = object === undefined ? undefined : this.collector.parentOf(object);
    const call = list?.type === 'arguments' ? this.collector.parentOf(list) : undefined;
    const made = call === undefined ? null : this.collector.meanings.entityOf(call);
    const lent =
      (this.collector.kind === 'agent' || this.collector.kind === 'dispatcher') &&
      key !== null &&
      LENDING.test(key) &&
      made !== null;
    this.collector.add(lent ? 'argument' : 'store', key ?? '', lent ? 'none' : 'take', at);
    return null;
  }
}

/** `source.pipe(target, { end: false })` does not end its target. */
function isKept(source: Source, call: SyntaxNode): boolean {
  const end = propertyOf(source, argumentsOf(call)[1], 'end');
  return end !== null && textOf(source, end) === 'false';
}

import { child, type SyntaxNode } from '../../syntax';
import type { Fn } from '../scopes';
import { argumentsOf, isFunctionNode, isWrapper, keyName, textOf, unwrap } from '../source';
import type { Meanings } from './meanings';
import type { Trigger } from './value';

/** Functions that give a function back that does the same, once or later. */
const WRAPS =
  /(?:^|\.)(?:once|onlyOnce|wrap\w*|bind|guard\w*|debounce|throttle|callOnce|runOnce|dezalgo|asyncHandler|catchAsync)$/;

/** Methods of what is connected. */
const CONNECTED =
  /^(?:on|once|addListener|end|destroy|write|pipe|resume|pause|setTimeout|setKeepAlive|setNoDelay|unshift)$/;

/** What becomes of functions where they are written or named, and so what makes them run. */
export class FunctionUses {
  private readonly triggers = new Map<Fn, readonly Trigger[]>();

  constructor(private readonly meanings: Meanings) {}

  /** All that makes a function run, as far as the file shows it. */
  triggersOf(fn: Fn): readonly Trigger[] {
    return this.meanings.cycles.ask(this.triggers, fn, () => this.findTriggers(fn)) ?? [];
  }

  private findTriggers(fn: Fn): readonly Trigger[] {
    const found: Trigger[] = [];
    if (
      fn.kind === 'arrow' ||
      (fn.kind === 'function' && /expression|generator_function$/.test(fn.node.type))
    )
      found.push(...this.usesAsFunction(fn.node, 0));
    for (const reference of this.meanings.references.referencesTo(fn))
      found.push(...this.usesAsFunction(reference, 0));
    found.push(...this.elsewhere(fn));
    if (this.isOpen(fn) && !(found.length > 0 && this.isInner(fn))) found.push({ kind: 'unknown' });
    return found;
  }

  /** Others than this file can call it. */
  private isOpen(fn: Fn): boolean {
    if (fn.kind === 'method') return true;
    return fn.parent?.kind === 'module' && this.meanings.names.exported.has(fn.name);
  }

  /** A method that is its class's own by its name or by `private`: what runs it stands in the file. */
  private isInner({ kind, name, node }: Fn): boolean {
    if (kind !== 'method') return false;
    if (/^[_#]|^(?:on|handle)[A-Z]/.test(name)) return true;
    const key = child(node, 'name');
    return key !== null && /\bprivate\b/.test(this.meanings.source.text.slice(node.start, key.start));
  }

  /** The events that run it in other files. */
  private elsewhere(fn: Fn): readonly Trigger[] {
    const { links } = this.meanings;
    if (links === null || !this.isSeenElsewhere(fn) || !this.usesConnection(fn)) return [];
    return links.handedTo(fn.index).map((heard) => ({ kind: 'elsewhere', heard }));
  }

  /** It is exported, or what a function gives back. */
  private isSeenElsewhere(fn: Fn): boolean {
    const { parents } = this.meanings.source;
    if (fn.parent?.kind === 'module')
      return fn.kind !== 'method' && (this.isOpen(fn) || /\bexports\b/.test(this.meanings.source.text));
    const outer = parents.get(fn.node);
    return (
      outer?.type === 'return_statement' || (outer?.type === 'arrow_function' && fn.node.field === 'body')
    );
  }

  /** A parameter is used as connections are. */
  private usesConnection(fn: Fn): boolean {
    const { names, source } = this.meanings;
    return fn.parameters.some((each) => {
      const binding = names.meaning.get(child(each, 'pattern') ?? each);
      return binding?.references.some((reference) => {
        const member = source.parents.get(reference);
        const isObject = member?.type === 'member_expression' && reference.field === 'object';
        return isObject && CONNECTED.test(keyName(source, child(member, 'property')) ?? '');
      });
    });
  }

  /** What becomes of a function where it is written or named. */
  private usesAsFunction(node: SyntaxNode, depth: number): Trigger[] {
    const { parents } = this.meanings.source;
    let at = node;
    let parent = parents.get(at);
    while (parent !== undefined && (isWrapper(parent) || this.isBinding(parent, at))) {
      at = parent;
      parent = parents.get(at);
    }
    if (parent === undefined || depth > 3) return [{ kind: 'unknown' }];
    if (parent.type === 'arguments') {
      const call = parents.get(parent);
      if (call === undefined) return [];
      if (this.isTakenOff(call)) return [];
      if (this.isWrapping(call)) return this.usesOfWrapped(call, depth);
      return [this.meanings.listeners.triggerOf(call, parent.children.indexOf(at), at)];
    }
    if (parent.type === 'call_expression' && at.field === 'function')
      return [
        {
          kind: isFunctionNode(unwrap(at)) ? 'inline' : 'called',
          call: parent,
          by: this.meanings.fnAt(parent),
        } as Trigger,
      ];
    if (parent.type === 'new_expression' && at.field === 'constructor') return [{ kind: 'unknown' }];
    const holder = this.holderOf(parent, at);
    if (holder !== null)
      return holder.flatMap((each) => (each.field === 'left' ? [] : this.usesAsFunction(each, depth + 1)));
    if (
      parent.type === 'variable_declarator' ||
      parent.type === 'public_field_definition' ||
      parent.type === 'expression_statement'
    )
      return [];
    if (
      parent.type === 'assignment_expression' &&
      at.field === 'right' &&
      child(parent, 'left')?.type === 'identifier'
    )
      return [];
    if (parent.type === 'assignment_expression' && at.field === 'left') return [];
    return [{ kind: 'unknown' }];
  }

  /** `socket.off('data', listener)` runs nothing. */
  private isTakenOff(call: SyntaxNode): boolean {
    const name = keyName(this.meanings.source, child(child(call, 'function') ?? call, 'property'));
    return /^(?:off|removeListener|removeEventListener)$/.test(name ?? '');
  }

  /** The places that name what a bound method, or a field, holds; null for another place. */
  private holderOf(parent: SyntaxNode, at: SyntaxNode): readonly SyntaxNode[] | null {
    const { names } = this.meanings;
    if (parent.type === 'variable_declarator' && at.field === 'value' && !isFunctionNode(unwrap(at))) {
      const name = child(parent, 'name');
      return name?.type === 'identifier' ? (names.meaning.get(name)?.references ?? null) : null;
    }
    const left =
      parent.type === 'assignment_expression' && at.field === 'right' ? child(parent, 'left') : null;
    const field = left === null ? undefined : names.fieldAt.get(left);
    if (field === undefined || field.writes.length !== 1) return null;
    const others = field.references.filter((each) => each.field !== 'left');
    return others.length === 0 ? null : others;
  }

  /** `once(listener)` is the listener. */
  private isWrapping(call: SyntaxNode): boolean {
    const callee = child(call, 'function');
    return (
      callee !== null && WRAPS.test(textOf(this.meanings.source, callee)) && argumentsOf(call).length === 1
    );
  }

  /** What becomes of a wrapped function: where it is written, or by its name. */
  private usesOfWrapped(call: SyntaxNode, depth: number): Trigger[] {
    const parent = this.meanings.source.parents.get(call);
    const name = parent?.type === 'variable_declarator' ? child(parent, 'name') : null;
    const binding = name?.type === 'identifier' ? this.meanings.names.meaning.get(name) : undefined;
    if (binding === undefined) return this.usesAsFunction(call, depth + 1);
    return binding.references.flatMap((reference) => this.usesAsFunction(reference, depth + 1));
  }

  /** `this.meanings.method.bind(this)` is the method. */
  private isBinding(parent: SyntaxNode, at: SyntaxNode): boolean {
    if (parent.type === 'member_expression' && at.field === 'object')
      return (
        keyName(this.meanings.source, child(parent, 'property')) === 'bind' &&
        this.meanings.source.parents.get(parent)?.type === 'call_expression'
      );
    return (
      parent.type === 'call_expression' &&
      at.type === 'member_expression' &&
      at.field === 'function' &&
      keyName(this.meanings.source, child(at, 'property')) === 'bind' &&
      at.children.length > 0
    );
  }
}

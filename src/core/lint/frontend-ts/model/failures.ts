import { child, type SyntaxNode } from '../../syntax';
import type { Fn } from '../scopes';
import { tellsFailure } from '../settling';
import { isFunctionNode, textOf, unwrap } from '../source';
import type { FileModel } from './file-model';

/** Where the code says that something failed, or makes it fail. */
export class Failures {
  constructor(private readonly model: FileModel) {}

  private settling: ReadonlySet<Fn> | null = null;

  /** Whether a function tells of a failure itself: rejects, or calls back with an error. */
  settles(fn: Fn): boolean {
    this.settling ??= this.findSettling();
    return this.settling.has(fn);
  }

  private findSettling(): ReadonlySet<Fn> {
    const settling = new Set<Fn>();
    for (const { node, fn } of this.model.names.calls) {
      const callee = child(node, 'function');
      const value = callee === null ? null : this.model.meanings.valueOf(callee);
      if (value?.kind === 'settle' && tellsFailure(this.model.source, node, value)) settling.add(fn);
    }
    return settling;
  }

  private ending: ReadonlySet<Fn> | null = null;

  /** Whether running a function destroys or aborts a request. */
  endsRequests(fn: Fn): boolean {
    this.ending ??= this.model.reachersOf(
      this.model.names.functions.filter((each) =>
        this.model.callsIn(each).some(({ node }) => {
          const callee = child(node, 'function');
          return callee !== null && /req\w*\??\.(abort|destroy)$/i.test(textOf(this.model.source, callee));
        }),
      ),
    );
    return this.ending.has(fn);
  }

  /** Whether what is awaited is seen to fail: a promise that is rejected here, an async function that throws. */
  rejects(awaited: SyntaxNode): boolean {
    const node = unwrap(awaited);
    if (node.type === 'new_expression') {
      const executor = this.model.meanings.valueOf(child(node, 'arguments')?.children[0] ?? null);
      return (
        executor?.kind === 'function' && [...this.model.reach(executor.fn)].some((fn) => this.settles(fn))
      );
    }
    const callee =
      node.type === 'call_expression' ? this.model.meanings.valueOf(child(node, 'function')) : null;
    return callee?.kind === 'function' && callee.fn.isAsync && this.throws(callee.fn);
  }

  private readonly throwing = new Map<Fn, boolean>();

  /** Whether a `throw` stands in a function outside of any `try`. */
  throws(fn: Fn): boolean {
    const known = this.throwing.get(fn);
    if (known !== undefined) return known;
    let found = false;
    const waiting = fn.body === null ? [] : [fn.body];
    for (let node = waiting.pop(); node !== undefined && !found; node = waiting.pop()) {
      found = node.type === 'throw_statement';
      for (const each of node.children)
        if (
          /statement|block|clause|switch/.test(each.type) &&
          each.type !== 'try_statement' &&
          !isFunctionNode(each)
        )
          waiting.push(each);
    }
    this.throwing.set(fn, found);
    return found;
  }
}

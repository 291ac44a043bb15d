import type { Fn } from '../scopes';
import { append } from './append';
import type { FileModel } from './file-model';

/** What runs because a function does. */
export class Reach {
  private readonly reached = new Map<Fn | null, Map<Fn, ReadonlySet<Fn>>>();
  private readonly nested = new Map<Fn, Fn[]>();

  constructor(private readonly model: FileModel) {
    for (const fn of model.names.functions)
      for (let outer: Fn | null = fn.parent; outer !== null; outer = outer.parent)
        append(this.nested, outer, fn);
  }

  /** The function and all that run because of it, `not` left out: those in it, and those of the file that it names. */
  reach(fn: Fn, not: Fn | null = null): ReadonlySet<Fn> {
    const reached = this.reachedWithout(not);
    const known = reached.get(fn);
    if (known !== undefined) return known;
    const found = new Set<Fn>();
    const waiting = [fn];
    for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
      this.model.source.allowance.demand();
      if (found.has(each) || each === not) continue;
      found.add(each);
      waiting.push(...(this.nested.get(each) ?? []), ...this.named(each));
    }
    for (const each of this.leadingTo(fn, found)) reached.set(each, found);
    return found;
  }

  /** Those of some functions that run a function, itself among them: what runs because of one of them runs because of all. */
  private leadingTo(fn: Fn, among: ReadonlySet<Fn>): ReadonlySet<Fn> {
    this.callers ??= this.findCallers();
    const found = new Set([fn]);
    const waiting = [fn];
    for (let each = waiting.pop(); each !== undefined; each = waiting.pop())
      for (const caller of this.callers.get(each) ?? [])
        if (among.has(caller) && !found.has(caller)) {
          found.add(caller);
          waiting.push(caller);
        }
    return found;
  }

  private callers: ReadonlyMap<Fn, readonly Fn[]> | null = null;

  /** These functions and all whose running runs one of them: what `reach` says, asked of all functions at once. */
  reachersOf(targets: readonly Fn[]): ReadonlySet<Fn> {
    this.callers ??= this.findCallers();
    const found = new Set<Fn>();
    const waiting = [...targets];
    for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
      if (found.has(each)) continue;
      found.add(each);
      waiting.push(...(this.callers.get(each) ?? []));
    }
    return found;
  }

  private findCallers(): ReadonlyMap<Fn, readonly Fn[]> {
    const callers = new Map<Fn, Fn[]>();
    for (const fn of this.model.names.functions)
      for (const each of [...(this.nested.get(fn) ?? []), ...this.named(fn)]) append(callers, each, fn);
    return callers;
  }

  private reachedWithout(not: Fn | null): Map<Fn, ReadonlySet<Fn>> {
    const known = this.reached.get(not);
    if (known !== undefined) return known;
    const reached = new Map<Fn, ReadonlySet<Fn>>();
    this.reached.set(not, reached);
    return reached;
  }

  private namedBy: ReadonlyMap<Fn, readonly Fn[]> | null = null;

  /** The functions that the code of a function names. */
  private named(fn: Fn): readonly Fn[] {
    this.namedBy ??= this.findNamed();
    return this.namedBy.get(fn) ?? [];
  }

  private findNamed(): ReadonlyMap<Fn, readonly Fn[]> {
    const named = new Map<Fn, Fn[]>();
    for (const target of this.model.names.functions)
      for (const reference of this.model.meanings.referencesTo(target))
        append(named, this.model.meanings.fnAt(reference), target);
    return named;
  }
}

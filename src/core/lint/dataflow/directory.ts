import { calledAs, type IrFunction, keyOf } from '../ir';
import { inSourceOrder, type Node } from './call-graph';
import { startedBy } from './threads';

const NONE: readonly Node[] = [];

/** Which functions a key means, by which calls find them: several where the preprocessor's conditions leave several. */
export class Directory {
  private readonly files = new Map<string, readonly Node[]>();
  private readonly local = new Map<string, ReadonlyMap<string, readonly Node[]>>();
  private readonly global = new Map<string, readonly Node[]>();

  /** The bodies that a key means in a file: its own before those of other files. */
  find(key: string, file: string): readonly Node[] {
    return this.local.get(file)?.get(key) ?? this.global.get(key) ?? NONE;
  }

  /** What a key means where the file at hand has none of its own. */
  findElsewhere(key: string): readonly Node[] {
    return this.global.get(key) ?? NONE;
  }

  nodesOf(file: string): readonly Node[] {
    return this.files.get(file) ?? NONE;
  }

  /** All nodes; files in the order of their names, so that no result depends on the order of arrival. */
  all(): readonly Node[] {
    return [...this.files.keys()].sort().flatMap((file) => this.nodesOf(file));
  }

  /** Replaces the functions of a file. */
  set(file: string, nodes: readonly Node[]): void {
    const before = this.local.get(file) ?? new Map<string, readonly Node[]>();
    const after = byKey(nodes);
    for (const key of new Set([...before.keys(), ...after.keys()]))
      this.publish(file, key, after.get(key) ?? NONE);
    if (nodes.length === 0) {
      this.files.delete(file);
      this.local.delete(file);
    } else {
      this.files.set(file, nodes);
      this.local.set(file, after);
    }
  }

  private publish(file: string, key: string, own: readonly Node[]): void {
    const known = this.global.get(key) ?? NONE;
    const others = known.filter(({ fn }) => fn.id.file !== file);
    const visible = own.filter(({ fn }) => fn.linkage !== 'file');
    if (known.length === others.length && visible.length === 0) return;
    if (others.length + visible.length === 0) this.global.delete(key);
    else this.global.set(key, [...others, ...visible].sort(inSourceOrder));
  }
}

function byKey(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  for (const node of nodes) {
    const key = keyFor(node.fn);
    const known = found.get(key);
    if (known === undefined) found.set(key, [node]);
    else known.push(node);
  }
  return found;
}

/** By what calls find a function. */
export const keyFor = (fn: IrFunction): string => keyOf(calledAs(fn)) as string;

/** The keys of what a function calls, or starts in another thread. */
export function keysCalled(fn: IrFunction): readonly string[] {
  const keys = new Set<string>();
  for (const { instructions } of fn.blocks)
    for (const each of instructions) {
      if (each.op !== 'call') continue;
      for (const callee of [each.callee, startedBy(fn, each)?.callee]) {
        const key = callee === undefined ? null : keyOf(callee);
        if (key !== null) keys.add(key);
      }
    }
  return [...keys];
}

import type { IrFunction } from '../ir';
import { inSourceOrder, type Node } from './call-graph';

const NONE: readonly Node[] = [];

/** Which functions a name means: several where the preprocessor's conditions leave several. */
export class Directory {
  private readonly files = new Map<string, readonly Node[]>();
  private readonly local = new Map<string, ReadonlyMap<string, readonly Node[]>>();
  private readonly global = new Map<string, readonly Node[]>();

  /** The bodies that a name means in a file: its own before those of other files. */
  find(name: string, file: string): readonly Node[] {
    return this.local.get(file)?.get(name) ?? this.global.get(name) ?? NONE;
  }

  /** What a name means where the file at hand has none of its own. */
  findElsewhere(name: string): readonly Node[] {
    return this.global.get(name) ?? NONE;
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
    const after = byName(nodes);
    for (const name of new Set([...before.keys(), ...after.keys()]))
      this.publish(file, name, after.get(name) ?? NONE);
    if (nodes.length === 0) {
      this.files.delete(file);
      this.local.delete(file);
    } else {
      this.files.set(file, nodes);
      this.local.set(file, after);
    }
  }

  private publish(file: string, name: string, own: readonly Node[]): void {
    const known = this.global.get(name) ?? NONE;
    const others = known.filter(({ fn }) => fn.file !== file);
    const visible = own.filter(({ fn }) => !fn.local);
    if (known.length === others.length && visible.length === 0) return;
    if (others.length + visible.length === 0) this.global.delete(name);
    else this.global.set(name, [...others, ...visible].sort(inSourceOrder));
  }
}

function byName(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const named = new Map<string, Node[]>();
  for (const node of nodes) {
    const known = named.get(node.fn.name);
    if (known === undefined) named.set(node.fn.name, [node]);
    else known.push(node);
  }
  return named;
}

/** The names that a function calls. */
export function namesCalled({ blocks }: IrFunction): readonly string[] {
  const names = new Set<string>();
  for (const { instructions } of blocks)
    for (const each of instructions) if (each.op === 'call' && !each.indirect) names.add(each.callee);
  return [...names];
}

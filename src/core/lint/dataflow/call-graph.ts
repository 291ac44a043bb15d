import type { IrFunction } from '../ir';
import type { Behaviour } from './outcome';

/** A function among those that it calls. */
export interface Node {
  fn: IrFunction;
  /** Its place among the functions of its file. */
  position: number;
  /** The keys of what it calls. */
  keys: readonly string[];
  /** What they mean, key by key, each list followed by null; itself null until it is looked up. */
  callees: readonly (Node | null)[] | null;
  /** The functions that call each other in a cycle with this one, in the order in which they are analysed. */
  cycle: readonly Node[];
  /** Where in that order this one stands. */
  rank: number;
  behaviour: Behaviour | null;
  /** The behaviours of `callees` as its analysis found them; null before the first. */
  seen: readonly (Behaviour | null)[] | null;
  /** The keys whose meaning a rule asked for when it looked at this function. */
  readonly asked: Set<string>;
  /** `due`: has to be analysed; `suspect`: unless what it calls turns out to behave as before. */
  state: 'settled' | 'suspect' | 'due';
}

/**
 * The components of mutual recursion, those that are called before those that call them. Sets each node's `cycle`
 * and `rank`; a node whose cycle is another one than before is due. Tarjan, Depth-first search and linear
 * graph algorithms (1972), without recursion.
 */
export function arrange(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const indices = new Map<Node, number>();
  const lowest = new Map<Node, number>();
  const components: (readonly Node[])[] = [];
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const stack: { node: Node; at: number }[] = [];
  const enter = (node: Node): void => {
    indices.set(node, indices.size);
    lowest.set(node, indices.size - 1);
    open.push(node);
    isOpen.add(node);
    stack.push({ node, at: 0 });
  };
  const lower = (node: Node, to: number): void => {
    if (to < (lowest.get(node) as number)) lowest.set(node, to);
  };
  for (const root of nodes) {
    if (indices.has(root)) continue;
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { node } = top;
      const callees = node.callees ?? [];
      if (top.at < callees.length) {
        const next = callees[top.at++];
        if (next === null) continue;
        if (!indices.has(next)) enter(next);
        else if (isOpen.has(next)) lower(node, indices.get(next) as number);
        continue;
      }
      stack.pop();
      const low = lowest.get(node) as number;
      const caller = stack.at(-1);
      if (caller !== undefined) lower(caller.node, low);
      if (low !== indices.get(node)) continue;
      const members = open.splice(open.lastIndexOf(node));
      for (const each of members) isOpen.delete(each);
      components.push(join(members));
    }
  }
  return components;
}

/** Makes one component of some nodes. */
function join(members: readonly Node[]): readonly Node[] {
  const cycle = members.length === 1 ? members : inCallingOrder(members);
  cycle.forEach((node, rank) => {
    const same = node.cycle.length === cycle.length && node.cycle.every((each, at) => each === cycle[at]);
    if (!same) node.state = 'due';
    node.cycle = cycle;
    node.rank = rank;
  });
  return cycle;
}

/** What is called before what calls it, as far as a cycle has such an order: from its first function in the sources. */
function inCallingOrder(members: readonly Node[]): readonly Node[] {
  const within = new Set(members);
  const order: Node[] = [];
  const seen = new Set<Node>();
  for (const root of [...members].sort(inSourceOrder)) {
    const stack = [{ node: root, at: 0 }];
    if (seen.has(root)) continue;
    seen.add(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.node.callees?.[top.at++];
      if (next === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (next !== null && within.has(next) && !seen.has(next)) {
        seen.add(next);
        stack.push({ node: next, at: 0 });
      }
    }
  }
  return order;
}

export function inSourceOrder(a: Node, b: Node): number {
  if (a.fn.id.file !== b.fn.id.file) return a.fn.id.file < b.fn.id.file ? -1 : 1;
  return a.position - b.position;
}

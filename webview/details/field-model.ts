import type { Field, LayerView } from '../../src/core/session/capture';

/** A node of the header tree, flattened: layers are level 1, their fields level 2 and below. */
export interface FieldNode {
  readonly level: number;
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly problem: string | null;
  readonly parent: number;
  readonly hasChildren: boolean;
}

/** A packet with more fields than this is hostile; what is beyond is not shown. */
const MAX_NODES = 5000;

export function flattenLayers(layers: readonly LayerView[]): FieldNode[] {
  const nodes: FieldNode[] = [];
  for (const layer of layers) {
    const at = nodes.length;
    add(nodes, {
      ...layer,
      value: '',
      problem: null,
      level: 1,
      parent: -1,
      hasChildren: layer.fields.length > 0,
    });
    for (const field of layer.fields) addField(nodes, field, 2, at);
  }
  return nodes;
}

function addField(nodes: FieldNode[], field: Field, level: number, parent: number): void {
  const at = nodes.length;
  const children = field.children ?? [];
  add(nodes, { ...field, problem: field.problem ?? null, level, parent, hasChildren: children.length > 0 });
  for (const child of children) addField(nodes, child, level + 1, at);
}

function add(nodes: FieldNode[], node: FieldNode): void {
  if (nodes.length >= MAX_NODES) return;
  const { level, name, value, start, end, problem, parent, hasChildren } = node;
  nodes.push({ level, name, value, start, end, problem, parent, hasChildren });
}

/** The smallest field that holds a byte (or a character), deepest first among equals; -1 for none. */
export function fieldAt(nodes: readonly FieldNode[], position: number): number {
  let best = -1;
  nodes.forEach((node, index) => {
    if (position < node.start || position >= node.end) return;
    if (best < 0 || node.end - node.start <= nodes[best].end - nodes[best].start) best = index;
  });
  return best;
}

/** Nodes that are visible with these collapsed: indices in order. */
export function visibleNodes(nodes: readonly FieldNode[], collapsed: ReadonlySet<number>): number[] {
  const hidden = new Set<number>();
  const result: number[] = [];
  nodes.forEach((node, index) => {
    if (node.parent >= 0 && (hidden.has(node.parent) || collapsed.has(node.parent))) hidden.add(index);
    else result.push(index);
  });
  return result;
}

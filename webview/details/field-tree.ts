import { element } from '../element';
import { shown } from '../text/visible';
import { type FieldNode, fieldAt, visibleNodes } from './field-model';

export interface FieldTreeOptions {
  readonly label: string;
  /** The bytes (or characters) [start, end) to highlight; empty to highlight none. */
  highlight(start: number, end: number): void;
}

/** Header fields as a tree (WAI-ARIA tree pattern). Names of collapsed layers are remembered from packet to packet. */
export class FieldTree {
  readonly element: HTMLElement;
  private nodes: readonly FieldNode[] = [];
  private collapsed = new Set<number>();
  private readonly collapsedLayers = new Set<string>();
  private shownNodes: number[] = [];
  private selected = -1;

  constructor(private readonly options: FieldTreeOptions) {
    this.element = element('div', {
      class: 'field-tree',
      role: 'tree',
      label: options.label,
      attributes: { tabindex: '0' },
      on: {
        keydown: (event) => this.keydown(event),
        click: (event) => this.click(event),
        mouseover: (event) => this.hover(event),
        mouseleave: () => this.tellHighlight(this.selected),
      },
    });
  }

  /** Another packet: the same field stays selected when it has it. */
  show(nodes: readonly FieldNode[]): void {
    const before = this.nodes[this.selected];
    this.nodes = nodes;
    this.collapsed = new Set(
      nodes.flatMap((node, index) =>
        node.level === 1 && this.collapsedLayers.has(node.name) ? [index] : [],
      ),
    );
    this.selected =
      before === undefined
        ? -1
        : nodes.findIndex((node) => node.name === before.name && node.level === before.level);
    this.draw();
    this.tellHighlight(this.selected);
  }

  /** Selects the field that a byte belongs to; returns it. */
  selectAt(position: number): FieldNode | null {
    const index = fieldAt(this.nodes, position);
    if (index < 0) return null;
    for (let parent = this.nodes[index].parent; parent >= 0; parent = this.nodes[parent].parent) {
      this.setCollapsed(parent, false);
    }
    this.select(index);
    return this.nodes[index];
  }

  private select(index: number): void {
    this.selected = index;
    this.draw();
    this.element.querySelector('.field.selected')?.scrollIntoView({ block: 'nearest' });
    this.tellHighlight(index);
  }

  private tellHighlight(index: number): void {
    const node = this.nodes[index];
    if (node === undefined) this.options.highlight(0, 0);
    else this.options.highlight(node.start, node.end);
  }

  private setCollapsed(index: number, collapsed: boolean): void {
    const node = this.nodes[index];
    if (collapsed) this.collapsed.add(index);
    else this.collapsed.delete(index);
    if (node.level !== 1) return;
    if (collapsed) this.collapsedLayers.add(node.name);
    else this.collapsedLayers.delete(node.name);
  }

  private draw(): void {
    this.shownNodes = visibleNodes(this.nodes, this.collapsed);
    this.element.replaceChildren(...this.shownNodes.map((index) => this.makeNode(index)));
    if (this.selected >= 0) this.element.setAttribute('aria-activedescendant', `field-${this.selected}`);
    else this.element.removeAttribute('aria-activedescendant');
  }

  private makeNode(index: number): HTMLElement {
    const node = this.nodes[index];
    const twist = node.hasChildren ? (this.collapsed.has(index) ? '▸' : '▾') : '';
    const made = element(
      'div',
      {
        class: `field level-${Math.min(node.level, 6)}`,
        id: `field-${index}`,
        role: 'treeitem',
        attributes: { 'aria-level': String(node.level), 'aria-selected': String(index === this.selected) },
      },
      [
        element('span', { class: 'twist', text: twist, attributes: { 'aria-hidden': 'true' } }),
        element('span', { class: 'field-name', text: shown(node.name, 120) }),
      ],
    );
    if (node.value !== '')
      made.append(': ', element('bdi', { class: 'field-value', text: shown(node.value, 400) }));
    if (node.problem !== null) {
      made.append(element('span', { class: 'field-problem', text: ` ⚠ ${shown(node.problem, 200)}` }));
    }
    if (node.hasChildren) made.setAttribute('aria-expanded', String(!this.collapsed.has(index)));
    made.classList.toggle('selected', index === this.selected);
    made.dataset.index = String(index);
    return made;
  }

  private indexOf(target: EventTarget | null): number {
    const item = target instanceof Element ? target.closest<HTMLElement>('.field') : null;
    return item === null ? -1 : Number(item.dataset.index);
  }

  private click(event: MouseEvent): void {
    const index = this.indexOf(event.target);
    if (index < 0) return;
    const onTwist = event.target instanceof Element && event.target.classList.contains('twist');
    if (onTwist && this.nodes[index].hasChildren) this.setCollapsed(index, !this.collapsed.has(index));
    this.select(index);
  }

  private hover(event: MouseEvent): void {
    const index = this.indexOf(event.target);
    if (index >= 0) this.tellHighlight(index);
  }

  private keydown(event: KeyboardEvent): void {
    if (this.nodes.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = this.afterKey(event.key);
    if (next === null) return;
    this.select(next);
    event.preventDefault();
  }

  private afterKey(key: string): number | null {
    const at = this.shownNodes.indexOf(this.selected);
    const node = this.nodes[this.selected];
    switch (key) {
      case 'ArrowDown':
        return this.shownNodes[Math.min(this.shownNodes.length - 1, at + 1)];
      case 'ArrowUp':
        return this.shownNodes[Math.max(0, at - 1)];
      case 'Home':
        return this.shownNodes[0];
      case 'End':
        return this.shownNodes.at(-1) ?? null;
      case 'ArrowRight':
        if (node === undefined || !node.hasChildren) return null;
        if (!this.collapsed.has(this.selected)) return this.shownNodes[at + 1];
        this.setCollapsed(this.selected, false);
        return this.selected;
      case 'ArrowLeft':
        if (node === undefined) return null;
        if (!node.hasChildren || this.collapsed.has(this.selected)) return Math.max(0, node.parent);
        this.setCollapsed(this.selected, true);
        return this.selected;
      default:
        return null;
    }
  }
}

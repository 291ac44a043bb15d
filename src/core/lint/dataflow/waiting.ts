import type { State } from './state';

/** A state that has yet to be followed on from the beginning of a block. */
export interface Visit {
  readonly block: number;
  readonly state: State;
  /** It is joined from several. */
  readonly joined: boolean;
}

/** What a block's joined state is known by: what it holds, the same for all states that it was joined from. */
type Property = string;

/**
 * What is left to follow. States that stand for themselves come first and in the order of their arrival, so that the
 * first trace to arrive anywhere is the shortest. Joined states come when there are no others, the block that stands
 * first in reverse post-order before those behind it: by then most of what joins there has arrived.
 */
export class Waiting {
  private apart: Visit[] = [];
  private at = 0;
  private readonly joined = new Map<number, Map<Property, State>>();
  /** The places of blocks with joined states, as a binary heap: each place before those at twice its index. */
  private readonly heap: number[] = [];
  private readonly blockAt: readonly number[];

  /** `order`: the place of every block in reverse post-order. */
  constructor(private readonly order: ReadonlyMap<number, number>) {
    this.blockAt = [...order.keys()];
  }

  add(block: number, state: State): void {
    this.apart.push({ block, state, joined: false });
  }

  /** Adds a joined state, or replaces the one that waits. */
  setJoined(block: number, property: Property, state: State): void {
    const known = this.joined.get(block);
    if (known !== undefined) known.set(property, state);
    else {
      this.joined.set(block, new Map([[property, state]]));
      this.push(this.order.get(block) ?? 0);
    }
  }

  take(): Visit | null {
    return this.takeApart() ?? this.takeJoined();
  }

  private takeApart(): Visit | null {
    if (this.at === this.apart.length) return null;
    const next = this.apart[this.at++];
    if (this.at === this.apart.length) {
      this.apart = [];
      this.at = 0;
    }
    return next;
  }

  private takeJoined(): Visit | null {
    if (this.heap.length === 0) return null;
    const block = this.blockAt[this.heap[0]];
    const states = this.joined.get(block) as Map<Property, State>;
    const [[property, state]] = states;
    states.delete(property);
    if (states.size === 0) {
      this.joined.delete(block);
      this.pop();
    }
    return { block, state, joined: true };
  }

  private push(place: number): void {
    const { heap } = this;
    let at = heap.push(place) - 1;
    for (let above = (at - 1) >> 1; at > 0 && heap[above] > place; above = (at - 1) >> 1) {
      heap[at] = heap[above];
      at = above;
    }
    heap[at] = place;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop() as number;
    if (heap.length === 0) return;
    let at = 0;
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      if (below + 1 < heap.length && heap[below + 1] < heap[below]) below++;
      if (heap[below] >= last) break;
      heap[at] = heap[below];
      at = below;
    }
    heap[at] = last;
  }
}

import type { Place, Span } from '../ir';
import type { Resource } from './state';

/** Where control comes by: an exit, the end of a scope, a condition, a store, a call that frees. */
export type Post = 'return' | 'scope' | 'branch' | 'overwritten' | 'freed';

/** How a place holds a resource where the ways through a function come together: what a close there would meet. */
export type Holding =
  /** Open on every way. */
  | 'always'
  /** On some ways there is nothing to close. */
  | 'at-times'
  /** On some path it is closed already, or other code owns it. */
  | 'contested';

interface Seen {
  open: number;
  contested: boolean;
}

/** What places held each time control came by. */
export class Survey {
  private readonly visits = new Map<string, number>();
  private readonly seen = new Map<string, Seen>();

  private whole = true;

  /** Control may come by more often than was seen: nothing holds always. */
  cutShort(): void {
    this.whole = false;
  }

  /** Control comes by, whatever is held. */
  visit(post: Post, { start }: Span): void {
    const key = `${post} ${start}`;
    this.visits.set(key, (this.visits.get(key) ?? 0) + 1);
  }

  note(post: Post, { start }: Span, place: Place, status: Resource['status']): void {
    const key = `${post} ${start} ${place}`;
    const seen = this.seen.get(key) ?? { open: 0, contested: false };
    if (status === 'open') seen.open++;
    else seen.contested = true;
    this.seen.set(key, seen);
  }

  holding(post: Post, { start }: Span, place: Place): Holding {
    const seen = this.seen.get(`${post} ${start} ${place}`);
    if (!this.whole || seen === undefined || seen.contested) return 'contested';
    return seen.open === this.visits.get(`${post} ${start}`) ? 'always' : 'at-times';
  }
}

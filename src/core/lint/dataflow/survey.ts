import type { Place, Span } from '../ir';
import type { Resource } from './state';

/** Where control comes by: an exit, an exception, the end of a scope, a condition, a store, a call that frees. */
export type Post = 'return' | 'throw' | 'scope' | 'branch' | 'overwritten' | 'freed';

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

interface Stock {
  visits: number;
  readonly seen: Map<Place, Seen>;
}

/** Places at posts that are remembered; each post may know of each place. */
const MOST_NOTED = 200_000;

/** What places held each time control came by. */
export class Survey {
  /** By where control comes by: the offset in the source, for each kind of post. */
  private readonly stocks = new Map<Post, Map<number, Stock>>();

  private whole = true;
  private noted = 0;

  /** Control may come by more often than was seen: nothing holds always. */
  cutShort(): void {
    this.whole = false;
  }

  /** Control comes by, whatever is held. */
  visit(post: Post, { start }: Span): void {
    this.stockAt(post, start).visits++;
  }

  note(post: Post, { start }: Span, place: Place, status: Resource['status']): void {
    const { seen } = this.stockAt(post, start);
    const known = seen.get(place) ?? this.newlySeen();
    if (known === null) return;
    if (status === 'open') known.open++;
    else known.contested = true;
    seen.set(place, known);
  }

  private newlySeen(): Seen | null {
    if (++this.noted > MOST_NOTED) this.cutShort();
    return this.whole ? { open: 0, contested: false } : null;
  }

  holding(post: Post, { start }: Span, place: Place): Holding {
    const stock = this.stocks.get(post)?.get(start);
    const seen = stock?.seen.get(place);
    if (!this.whole || seen === undefined || seen.contested) return 'contested';
    return seen.open === stock?.visits ? 'always' : 'at-times';
  }

  private stockAt(post: Post, start: number): Stock {
    const posts = this.stocks.get(post) ?? new Map<number, Stock>();
    this.stocks.set(post, posts);
    const stock = posts.get(start) ?? { visits: 0, seen: new Map() };
    posts.set(start, stock);
    return stock;
  }
}

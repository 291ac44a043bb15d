import type { Place, Span } from '../ir';
import type { Resource } from './state';

/** How a place holds a resource where the ways through a function come together: what a close there would meet. */
export type Holding =
  /** Open on every way. */
  | 'always'
  /** On some ways there is nothing to close. */
  | 'at-times'
  /** On some way it is closed already, or somebody else's. */
  | 'contested';

interface Seen {
  open: number;
  contested: boolean;
}

/** What places held each time control came by. */
export class Survey {
  private readonly visits = new Map<number, number>();
  private readonly seen = new Map<string, Seen>();

  /** Control comes by, whatever is held. */
  visit({ start }: Span): void {
    this.visits.set(start, (this.visits.get(start) ?? 0) + 1);
  }

  note({ start }: Span, place: Place, status: Resource['status']): void {
    const key = `${start} ${place}`;
    const seen = this.seen.get(key) ?? { open: 0, contested: false };
    if (status === 'open') seen.open++;
    else seen.contested = true;
    this.seen.set(key, seen);
  }

  holding({ start }: Span, place: Place): Holding {
    const seen = this.seen.get(`${start} ${place}`);
    if (seen === undefined || seen.contested) return 'contested';
    return seen.open === this.visits.get(start) ? 'always' : 'at-times';
  }
}

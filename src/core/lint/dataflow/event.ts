import type { Place, Span } from '../ir';
import type { ArgumentPath } from './argument-path';
import type { Resource, Step } from './state';

export interface Left {
  readonly path: ArgumentPath;
  /** The function closes what the same place holds on another path. */
  readonly closedElsewhere: boolean;
}

/** Something that a rule may object to, seen on a path. */
export interface Event {
  readonly kind:
    | 'leaked'
    /** Opened by a call whose result is dropped. */
    | 'dropped'
    | 'double-close'
    | 'use-after-close'
    | 'failure-used'
    | 'end-ignored'
    /** Open when a child becomes another program. */
    | 'inherited'
    /** A child's last call. */
    | 'child-ended'
    /** Open while the same process waits for the end of file at the other end. */
    | 'end-kept';
  /** For `leaked`: how. For uses: the function that was called. */
  readonly how: string;
  readonly resource: Resource | null;
  /** What this is about; null where it is no place. */
  readonly place: Place | null;
  /** The places that hold it, as the code can name them there; for `child-ended` those that hold nothing open. */
  readonly holders?: readonly Place[];
  readonly at: Span;
  readonly trace: Step | null;
  readonly widened: boolean;
  /** For what a failing function left open behind an argument. */
  readonly left?: Left | undefined;
}

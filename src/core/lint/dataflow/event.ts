import type { Place, Span } from '../ir';
import type { ArgumentPath } from './outcome';
import type { Resource, Step } from './state';

export interface Left {
  readonly path: ArgumentPath;
  /** The function closes what the same place holds on another path. */
  readonly closedElsewhere: boolean;
}

/** Something that a rule may object to, seen on a path. */
export interface Event {
  readonly kind: 'lost' | 'double-close' | 'use-after-close' | 'failure-used' | 'end-ignored';
  /** For `lost`: how. For uses: the function that was called. */
  readonly how: string;
  readonly resource: Resource | null;
  /** As the code calls what this is about. */
  readonly name: string;
  /** For `lost`: the places that held it, as the code can name them there. */
  readonly holders?: readonly Place[];
  readonly at: Span;
  readonly trace: Step | null;
  readonly blurred: boolean;
  /** For what a failing function left open behind an argument. */
  readonly left?: Left | undefined;
}

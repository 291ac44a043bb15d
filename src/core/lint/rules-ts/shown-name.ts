import type { Place } from '../ir';

/** A variable as the source names it; a value without a name by the call that made it. */
export const shownName = (place: Place | null, madeBy: string): string =>
  place?.start.kind === 'variable' ? place.start.name : `${madeBy}()`;

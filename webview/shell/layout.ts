/** Where the details pane goes: beside the list when there is room for both, below it otherwise. */
export type DetailsPlace = 'right' | 'below';

const WIDE = 1500;
/** A log line needs more room than columns do before something may stand beside it. */
const WIDE_FOR_LINES = 1750;

export function detailsPlace(width: number, showsLines: boolean): DetailsPlace {
  return width > (showsLines ? WIDE_FOR_LINES : WIDE) ? 'right' : 'below';
}

export const MIN_DETAILS = 140;

/** One size is remembered for both places; below the list, height is dearer than width is beside it. */
export const BELOW = 0.65;

/** The most the pane may take: the list keeps the larger part, whatever was remembered from a bigger window. */
export function maxDetails(place: DetailsPlace, width: number, height: number): number {
  return Math.max(MIN_DETAILS, Math.floor(place === 'right' ? width * 0.6 : height * 0.6));
}

export function fitDetails(size: number, place: DetailsPlace, width: number, height: number): number {
  const wanted = (Number.isFinite(size) && size > 0 ? size : 420) * (place === 'below' ? BELOW : 1);
  return Math.round(Math.min(maxDetails(place, width, height), Math.max(MIN_DETAILS, wanted)));
}

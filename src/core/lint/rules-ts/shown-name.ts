/** A variable as the source names it; empty for a value without a name. */
export const shownName = (place: string): string =>
  place
    .replace(/'.*$/, '')
    .replace(/^%.*$/, '')
    .replace(/^this_/, 'this.');

/** A variable as the source names it; a value without a name by the call that made it. */
export const shownName = (place: string, madeBy: string): string =>
  place
    .replace(/'.*$/, '')
    .replace(/^%.*$/, '')
    .replace(/^this_/, 'this.') || `${madeBy}()`;

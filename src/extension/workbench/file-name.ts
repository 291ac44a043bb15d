/** The last part of a URI's path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A glob that matches exactly this name, whatever characters it holds. */
export const literalGlob = (name: string): string => name.replace(/[*?[\]{}]/g, '[$&]');

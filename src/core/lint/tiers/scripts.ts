const UNREAD = /\.d\.[cm]?ts$|\.min\.[cm]?js$/i;

/** Whether a path names a source in TypeScript or JavaScript that is linted: no declarations, nothing minified. */
export const isScript = (path: string): boolean =>
  /\.(?:[cm]?[jt]s|[jt]sx)$/i.test(path) && !UNREAD.test(path);

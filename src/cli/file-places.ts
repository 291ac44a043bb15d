import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FilePlaces } from '../core/report';

/** Files by their way from `folder`, so that a report is of use elsewhere; what lies outside of it by its URL. */
export function placesFrom(folder: string): FilePlaces {
  return {
    base: pathToFileURL(`${resolve(folder)}${sep}`).href,
    place: (file) => {
      const way = relative(resolve(folder), resolve(folder, file));
      if (way.startsWith('..') || isAbsolute(way))
        return { uri: pathToFileURL(resolve(folder, file)).href, belowBase: false };
      return { uri: way.split(sep).map(encodeURIComponent).join('/'), belowBase: true };
    },
  };
}

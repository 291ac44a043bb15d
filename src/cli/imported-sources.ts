import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isScript, relativeImports } from '../core/session/lint';
import { decodedSource } from '../core/text';
import type { FoundSource } from './find-sources';

/** A script that is not linted itself: the linted ones import it. */
export interface ImportedSource {
  readonly path: string;
  readonly text: string;
}

/** So many imported files are read; what they come to is bounded too, in bytes of one and in imports of imports. */
const MOST = 2000;
const MOST_BYTES = 3_000_000;

/**
 * The scripts that the found ones import by a relative path, and those that these import, as far as they are not among the
 * found ones: what they do with a socket decides what is right in the linted files. What cannot be read is left out.
 */
export function importedSources(found: readonly FoundSource[]): readonly ImportedSource[] {
  const scripts = found.filter(({ path, skip }) => skip === null && isScript(path));
  const seen = new Set(scripts.map(({ path }) => resolve(path)));
  const imported: ImportedSource[] = [];
  const waiting = scripts.flatMap(({ path }) => read(path) ?? []);
  for (let at = 0; at < waiting.length && imported.length < MOST; at++)
    for (const candidates of relativeImports(waiting[at])) {
      const path = candidates.find(isReadable);
      if (path === undefined || seen.has(resolve(path)) || !isScript(path)) continue;
      seen.add(resolve(path));
      const source = read(path);
      if (source === null) continue;
      imported.push(source);
      waiting.push(source);
    }
  return imported;
}

function isReadable(path: string): boolean {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= MOST_BYTES;
  } catch {
    return false;
  }
}

function read(path: string): ImportedSource | null {
  try {
    return { path, text: decodedSource(readFileSync(path)) };
  } catch {
    return null;
  }
}

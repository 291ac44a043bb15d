import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { asInputError, InputError } from './errors';

const STANDARD_INPUT = '-';
/** Marks of a glob; a file that is there under such a name is taken as it is. */
const GLOB = /[*?[]/;

/** A file to read; `given` by its own name, not as one of a folder's or of what a glob matches. */
export interface FoundEvidence {
  readonly path: string;
  readonly given: boolean;
}

/**
 * Files, in the order given and each once: a folder stands for the files in it, a glob for what it matches in one folder
 * (`trace.pcap*`), for shells that leave it as it is. Throws an InputError where a folder or a glob holds nothing, or a folder
 * cannot be read.
 */
export function findEvidence(paths: readonly string[]): readonly FoundEvidence[] {
  const found = paths.flatMap(filesOf);
  return [...new Map(found.toReversed().map((file) => [file.path, file])).values()].toReversed();
}

function filesOf(path: string): readonly FoundEvidence[] {
  if (path !== STANDARD_INPUT && isFolder(path))
    return some(
      path,
      filesIn(path, () => true),
      'there is no file in it',
    );
  if (path === STANDARD_INPUT || !GLOB.test(path) || isThere(path)) return [{ path, given: true }];
  const pattern = matcher(basename(path));
  return some(
    path,
    filesIn(dirname(path), (name) => pattern.test(name)),
    'there is no file of that name, and none that it fits as a pattern',
  );
}

function some(path: string, found: readonly string[], otherwise: string): readonly FoundEvidence[] {
  if (found.length === 0) throw new InputError(`${path}: ${otherwise}`);
  return found.map((file) => ({ path: file, given: false }));
}

/** By name, numbers in names as numbers: `trace.pcap9` before `trace.pcap10`. Hidden files are left out. */
function filesIn(folder: string, wanted: (name: string) => boolean): readonly string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw asInputError(error, folder);
  }
  const order = new Intl.Collator('en', { numeric: true });
  return names
    .filter((name) => !name.startsWith('.') && wanted(name))
    .sort(order.compare)
    .map((name) => join(folder, name))
    .filter((path) => !isFolder(path));
}

/** `*`, `?` and `[...]` of glob(7), within a name. */
function matcher(pattern: string): RegExp {
  const parts = pattern.replace(/\[!?[^\]]+\]|[*?]|[\s\S]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    if (part.length > 1) return part.replace(/^\[!/, '[^').replace(/\\/g, '\\\\');
    return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts}$`, 's');
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

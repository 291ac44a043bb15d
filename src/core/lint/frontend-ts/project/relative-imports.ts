import { specifiersIn } from './imports';
import { folderOf, joined, normalized } from './paths';
import type { SourceText } from './project-files';
import { filesNamed } from './resolver';

/**
 * The files that the relative imports of a script may name: for each import the paths, in the order in which Node and
 * TypeScript look for them. Paths are with forward slashes, from where the script's own is.
 */
export function relativeImports(script: SourceText): readonly (readonly string[])[] {
  const folder = folderOf(normalized(script.path));
  return specifiersIn(script).flatMap((specifier) =>
    /^\.{1,2}(\/|$)/.test(specifier) ? [filesNamed(joined(folder, specifier))] : [],
  );
}

import type { SourceText } from './project-files';

const SPECIFIERS = /\b(?:from|import|require)\s*\(?\s*(?:'([^'\n]{1,300})'|"([^"\n]{1,300})")/g;

const scanned = new WeakMap<SourceText, readonly string[]>();

/** The modules that a text seems to import, without its being parsed. */
export function specifiersIn(file: SourceText): readonly string[] {
  const known = scanned.get(file);
  if (known !== undefined) return known;
  const found = new Set<string>();
  for (const [, single, double] of file.text.matchAll(SPECIFIERS)) found.add(single ?? double);
  const list = [...found];
  scanned.set(file, list);
  return list;
}

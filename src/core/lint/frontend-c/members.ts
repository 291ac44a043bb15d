import type { Span } from '../ir';

const CPLUSPLUS = /\.(?:cc|cpp|cxx|hh|hpp|hxx)$/i;
const WORDS = /\b(?:class|template|namespace|public|private|protected|virtual)\b|::/;
const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g;
/** What a class begins with, a template or not. */
const CLASS = /^\s*(?:template\s*<[^{;]*>\s*)?(?:class|struct|union)\b[^;(]*\{/;
const QUALIFIED = /^[^{;]*?::\s*~?\w+\s*\(/;

/** Whether a text is C++: by its file's name, and in a header by its words. */
export const isCPlusPlus = (file: string, text: string): boolean =>
  CPLUSPLUS.test(file) || (/\.h$/i.test(file) && WORDS.test(text.replace(COMMENT, ' ')));

/** Tells which functions of a piece of C++ are members of a class: what another file calls so is not one of them. */
export function membersIn(file: string, text: string): (at: Span) => boolean {
  if (!isCPlusPlus(file, text)) return () => false;
  const inClass = CLASS.test(text.replace(COMMENT, ' '));
  return (at) => inClass || QUALIFIED.test(text.slice(at.start, at.end).replace(COMMENT, ' '));
}

/** What a merge left open: both sides between git's markers, and where git is told to, what they come from. */
const CONFLICT = /^<{7}(?: [^\n]*)?\n[\s\S]*?^={7}\r?\n[\s\S]*?^>{7}(?: [^\n]*)?$/gm;
const MARKERS: readonly (readonly [RegExp, string])[] = [
  [/^<{7}(?: [^\n]*)?$/gm, '#if OUR'],
  [/^\|{7}(?: [^\n]*)?$/gm, '#elif 0'],
  [/^={7}(?=\r?$)/gm, '#else'],
  [/^>{7}(?: [^\n]*)?$/gm, '#endif'],
];

/**
 * A text in which each conflict of a merge is a choice of the preprocessor's, so that both sides are read, each with what is
 * around them. Same length, same lines.
 */
export const withChosenSides = (text: string): string =>
  text.includes('<<<<<<<')
    ? text.replace(CONFLICT, (conflict) =>
        MARKERS.reduce(
          (left, [marker, directive]) =>
            left.replace(marker, (found) => directive.padEnd(found.length - (found.endsWith('\r') ? 1 : 0))),
          conflict,
        ),
      )
    : text;

/** Literals and comments, in which digraphs mean nothing; and the digraphs. */
const DIGRAPH =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n]){1,12}'|<%|%>|<:(?!:)|:>|%:/g;
/** ISO C, 6.4.6 */
const MEANINGS: Readonly<Record<string, string>> = {
  '<%': '{ ',
  '%>': '} ',
  '<:': '[ ',
  ':>': '] ',
  '%:': '# ',
};

/** A text with the usual signs in place of digraphs; of those that write no braces so, nothing is changed. */
export const withoutDigraphs = (text: string): string =>
  text.includes('<%') ? text.replace(DIGRAPH, (found) => MEANINGS[found] ?? found) : text;

const OWN = /closewait-ignore(-next-line)?\b([^:*]*)/;
/** clang-tidy's comments, which other linters honour too. */
const NOLINT = /\bNOLINT(NEXTLINE)?\b(?:\(([^)]*)\))?/;

/**
 * Whether a comment on the line, or on the one before, silences a rule there:
 * `// closewait-ignore-next-line missing-close: reason`, `// NOLINT`, `// NOLINTNEXTLINE(closewait-missing-close)`.
 */
export function isSuppressed(rule: string, line: number, lines: readonly string[]): boolean {
  return speaksOf(rule, lines[line - 1] ?? '', false) || speaksOf(rule, lines[line - 2] ?? '', true);
}

function speaksOf(rule: string, text: string, ofNextLine: boolean): boolean {
  const own = OWN.exec(text);
  if (own !== null && (own[1] !== undefined) === ofNextLine) return names(own[2], rule);
  const nolint = NOLINT.exec(text);
  return nolint !== null && (nolint[1] !== undefined) === ofNextLine && names(nolint[2] ?? '', rule);
}

/** An empty list means every rule. */
function names(list: string, rule: string): boolean {
  const named = list.split(/[\s,]+/).filter((each) => each !== '');
  return named.length === 0 || named.some((each) => each === '*' || each.replace(/^closewait-/, '') === rule);
}

/** Alternatives that one pattern may stand for, at most: braces multiply. */
const MOST = 64;

/** VS Code's globs cannot have braces inside of braces, so those of single patterns are written out before they are joined. */
export function joinGlobs(patterns: readonly string[]): string | undefined {
  const all = [...new Set(patterns.flatMap(withoutBraces))];
  if (all.length < 2) return all[0];
  return `{${all.join(',')}}`;
}

/** `*.{a,b}` as `*.a` and `*.b`; a pattern whose braces do not fit stays out. */
export function withoutBraces(pattern: string): readonly string[] {
  const done: string[] = [];
  const waiting = [pattern];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    // The innermost braces first.
    const found = /\{([^{}]*)\}/.exec(next);
    if (found === null) {
      if (!/[{},]/.test(next)) done.push(next);
    } else {
      const before = next.slice(0, found.index);
      const after = next.slice(found.index + found[0].length);
      waiting.push(...found[1].split(',').map((part) => `${before}${part}${after}`));
    }
    if (done.length + waiting.length > MOST) return [];
  }
  return [...new Set(done.reverse())];
}

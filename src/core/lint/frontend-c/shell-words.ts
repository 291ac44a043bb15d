/** The words of a command as sh(1) takes it apart: quotes and backslashes go away; nothing is expanded, and nothing is run. */
export function shellWords(command: string, most: number): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < command.length && words.length < most; at++) {
    const each = command[at];
    if (each === quote) quote = '';
    else if (each === '\\' && quote !== "'" && isEscape(command[at + 1] ?? '', quote))
      word = (word ?? '') + command[++at];
    else if (quote !== '') word = (word ?? '') + each;
    else if (each === '"' || each === "'") {
      quote = each;
      word ??= '';
    } else if (!/\s/.test(each)) word = (word ?? '') + each;
    else if (word !== null) {
      words.push(word);
      word = null;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

/** Between double quotes a backslash is itself before most characters. */
const isEscape = (next: string, quote: string): boolean =>
  next !== '' && (quote === '' ? true : /["\\$`\n]/.test(next));

import type { Problem } from '../capture';
import type { Locale } from '../words';
import { hasWords, say } from './say';

/** A problem of a file in one line that a person can act on. `{file} {offset} {line} {column}` are known to the words. */
export function problemMessage(locale: Locale, problem: Problem, fileName: string): string {
  const values = {
    file: fileName,
    offset: problem.offset,
    line: problem.line,
    column: problem.column,
    ...problem.values,
  };
  if (hasWords(problem.id)) return say(locale, problem.id, values);
  const details = Object.entries(problem.values).map(([name, value]) => `${name} ${value}`);
  return [problem.id, ...details].join(', ');
}

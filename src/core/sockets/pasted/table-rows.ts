/** Lines of a web page that a row of a table may be spread over. */
const MOST_LINES = 40;
const BEGIN = /<tr\b/i;
const END = /<\/tr\b/i;

interface Line {
  readonly text: string;
  readonly line: number;
}

/** The lines of a text; a row of an HTML table whose cells stand on a line each is one. */
export function withWholeRows(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(({ text }) => BEGIN.test(text))) return lines;
  const whole: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const last = BEGIN.test(lines[at].text) ? endOfRow(lines, at) : at;
    const text = lines.slice(at, last + 1).map((each) => each.text);
    whole.push({ text: text.join(' '), line: lines[at].line });
    at = last;
  }
  return whole;
}

/** The line on which the row that begins on a line ends; that line itself where it does not end near. */
function endOfRow(lines: readonly Line[], begin: number): number {
  for (let at = begin; at < Math.min(lines.length, begin + MOST_LINES); at++)
    if (END.test(lines[at].text)) return at;
  return begin;
}

import type { TableLine } from '../table-lines';

/** The first half of a state's name at the end of a line, and the second at the beginning of the next: `CLOSE` alone is a state too. */
const FIRST_HALF = /(?:^|[\s(=])(?:CLOSE[-_]?|(?:TIME|FIN|LAST|SYN)[-_])\s*$/;
const SECOND_HALF = /^\s*[-_]?(?:WAIT|ACK|SENT|RECV)(?:[-_]?[12])?(?=[\s)]|$)/;

/** Without the line ends that a mail program or a terminal put into the name of a state. */
export function withWholeStates(lines: readonly TableLine[]): readonly TableLine[] {
  if (!lines.some(({ text }) => FIRST_HALF.test(text))) return lines;
  const whole: TableLine[] = [];
  for (const { text, line } of lines) {
    const above = whole.at(-1);
    if (above !== undefined && FIRST_HALF.test(above.text) && SECOND_HALF.test(text))
      whole[whole.length - 1] = { text: above.text.trimEnd() + text.trimStart(), line: above.line };
    else whole.push({ text, line });
  }
  return whole;
}

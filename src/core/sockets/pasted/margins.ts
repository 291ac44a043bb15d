import type { TableLine } from '../table-lines';

/** What stands in front of lines, and behind them with it. It counts where a line beside has it too. */
interface Margin {
  readonly before: RegExp;
  readonly behind?: RegExp;
  /** It is one only where both are there. */
  readonly both?: true;
  /** The same characters on both lines. */
  readonly literal?: true;
  /** Numbers that count the lines. */
  readonly counted?: true;
}

const MARGINS: readonly Margin[] = [
  {
    before: /^\s{0,3}\{(?:noformat|code|quote)(?::[^{}]{0,80})?\}/,
    behind: /\{(?:noformat|code|quote)\}\s*$/,
  },
  { before: /^\s{0,3}(?:> ?){1,80}(?=\s*[^\s=>])/ },
  { before: /^\s{0,3}\|(?=\s) ?/, behind: /\s*\|\s*$/ },
  // Jira's cells have no blanks beside the bars; a bar alone in front is somebody's quote.
  { before: /^\s{0,3}\|(?![\s|])/, behind: /\s*\|\s*$/, both: true },
  // A diff that adds the lines.
  { before: /^\+(?![+-])/ },
  { before: /^[\w.-]{1,100} {1,40}\| ?/ },
  { before: /^\s{0,3}[*+•-] {1,4}/ },
  { before: /^\s{0,3}`{1,3}(?=[^`])/, behind: /`{1,3}\s*$/ },
  { before: /^\s{0,8}"(?![^"]*"[,;]")/, behind: /",?\s*$/, both: true },
  { before: /^(?!\d)[\w~-]{0,100}[./][\w./~-]{0,150}:(?=[\s\S])/, literal: true },
  // Not the `sl` column of /proc/net/tcp.
  { before: /^\s{0,8}\d{1,7}[:-](?!\s+[0-9A-F]{8})/i, counted: true },
];

/** Rounds of margins: a quoted table in a bulleted list of a ticket. */
const ROUNDS = 4;

/** Lines without the marks that quoting, lists, tables, tickets and log collectors put around each of them. */
export function withoutMargins(lines: readonly TableLine[]): readonly TableLine[] {
  let here = lines;
  for (let round = 0; round < ROUNDS; round++) {
    const before = here;
    for (const margin of MARGINS) here = without(margin, here);
    if (before === here) break;
  }
  return here;
}

function without(margin: Margin, lines: readonly TableLine[]): readonly TableLine[] {
  const marks = lines.map(({ text }) => markOf(margin, text));
  if (marks.every((mark) => mark === null)) return lines;
  let changed = false;
  const bare = lines.map(({ text, line }, at) => {
    const mark = marks[at];
    if (mark === null || !(same(margin, marks[at - 1], mark) || same(margin, mark, marks[at + 1])))
      return lines[at];
    changed = true;
    const rest = text.slice(mark.length);
    return { line, text: margin.behind === undefined ? rest : rest.replace(margin.behind, '') };
  });
  return changed ? bare.filter(({ text }) => text.trim() !== '') : lines;
}

function markOf({ before, behind, both }: Margin, text: string): string | null {
  const mark = before.exec(text)?.[0] ?? null;
  return mark === null || mark === text || (both === true && behind?.test(text) === false) ? null : mark;
}

/** Whether two lines, one behind the other, have the same margin. */
function same(
  { literal, counted }: Margin,
  above: string | null | undefined,
  below: string | null | undefined,
): boolean {
  if (above === null || above === undefined || below === null || below === undefined) return false;
  if (literal === true) return above === below;
  return counted !== true || Number.parseInt(below, 10) === Number.parseInt(above, 10) + 1;
}

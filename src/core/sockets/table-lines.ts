import { cleanLine } from '../text';

/** A line, or a part of one that was a line before it went into a web page. */
export interface TableLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** Longer lines are cut: no row of a table comes near. */
const LONGEST_LINE = 1 << 16;
const BREAKS = /<(?:br|\/p|\/div|\/tr|\/li)\b[^<>]{0,80}>/i;
const TAGS =
  /<\/?(?:pre|p|br|code|div|span|tt|td|th|tr|table|tbody|li|ul|b|i|font|strong|em)\b[^<>]{0,200}>/gi;

/** The lines of a text, cleaned of what terminals, web pages and mail programs did to them. */
export function tableLines(text: string): TableLine[] {
  return text.split(/\r\r\n|\r\n|\n|\r/).flatMap((raw, at) =>
    raw
      .slice(0, LONGEST_LINE)
      .split(BREAKS)
      .map((part) => ({ text: cleanLine(part.replace(TAGS, ' ')).text.replace(/\t/g, ' '), line: at + 1 }))
      .filter(({ text: cleaned }) => cleaned.trim() !== ''),
  );
}

const PROMPT =
  /(?:^|[\])\w~:/-]\s?)[$#%>]\s+(?:date\s*(?:;|&&)\s*)?((?:sudo\s+|watch\s+(?:-\S+\s+)*|\w+=\S+\s+)*(?:\/\S*\/)?(ss|netstat|lsof|conntrack|tcpstates\S*|cat|Get-NetTCPConnection|node|lsof)\b.*)$/i;

/** The command behind a prompt, `ss -tan` of `root@host:~# date; ss -tan`; null: no prompt. */
export const commandIn = (text: string): string | null => PROMPT.exec(text)?.[1].trim() ?? null;

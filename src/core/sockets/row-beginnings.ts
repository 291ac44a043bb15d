import { commandIn } from './table-lines';
import { TABLE_READERS } from './tools';

/** A word that every header has. */
const MAY_BE_HEADER =
  /Address|(?:Local|Remote)Port|COMMAND|SKADDR|local_address|conntrack v|Proto|LADDR|id\.orig_h/;
/** Places in a line at which a row may begin. */
const MOST_LEADS = 8;

/** What PowerShell and Solaris draw below a heading. */
const RULER = /(?:^|\s)-{3,}(?:\s+-{3,}){2,}\s*$/;

/** Whether a line is a row, a header or a prompt by itself. */
export const beginsAnything = (text: string): boolean =>
  commandIn(text) !== null ||
  RULER.test(text) ||
  headerIn(text) !== null ||
  leadsOf(text).some((from) => TABLE_READERS.some((reader) => reader.looksLikeRow(text.slice(from))));

/** What rows begin with: a protocol, a state, two queues and an address (ss without a column State), the number of a row of /proc, the columns of lsof up to the descriptor's type. */
const LEAD = new RegExp(
  [
    String.raw`(?<=^|[\s=:|>"'\])*+\x60]|[^\x00-\x7f])(?:(?:tcp|mptcp)(?:[46]|46)?\s+\S|TCP\s+\S|[A-Z][A-Za-z0-9_-]{3,12}\s+\d+\s+\d+\s|\d{1,7}:\s+[0-9A-F]{8})`,
    String.raw`(?<=^|[\s=:|>"'\])*+\x60]|[^\x00-\x7f])(?<!(?:ESTAB|LISTEN|WAIT(?:-[12])?|RECV|SENT|ACK|CLOSING|UNCONN|tcp\d{0,2})\s*)\d{1,10}\s+\d{1,10}\s+(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}\]|\*)(?:%[\w.-]{1,16})?:\S+\s+\S{1,64}:`,
    String.raw`(?<=^|\s)[\w*:.]{1,45}\.(?:\d{1,5}|\*)\s+[\w*:.]{1,45}\.(?:\d{1,5}|\*)\s+(?:\S{1,32}\s+\d{1,7}\s+\S{1,32}\s+)?\d+\s+\d+\s+\d+\s+\d+\s+[A-Z]`,
    String.raw`(?<=^|\s)\S{1,64}\s+\d{1,10}\s+(?:\d+\s+){0,3}(?:\S+\s+)??\S{1,64}\s+\d+[a-zA-Z]{0,2}\s+(?:IPv[46]|sock|inet)\s`,
  ].join('|'),
  'g',
);

/** Where in a line a row may begin, behind whatever stands in front of it; the line's beginning first. */
export function leadsOf(text: string): readonly number[] {
  const leads = [0];
  for (const { index } of text.matchAll(LEAD)) if (index > 0 && leads.length < MOST_LEADS) leads.push(index);
  return leads;
}

/** Two ends and a state that nothing follows, behind the end of what a logger puts before its text. */
const CUT_ROW =
  /(?<=[-:>|\]=]\s{1,8})(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}\]):\d{1,5}\s+(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}\]):\d{1,5}\s+(?:ESTAB|ESTABLISHED|[A-Z]{3,5}[-_][A-Z]{3,4}(?:[-_]?[12])?)\s*$/;

/** Where in a line the rest of a row may begin of which columns were cut out. */
export function leadsOfCut(text: string): readonly number[] {
  const index = CUT_ROW.exec(text)?.index ?? 0;
  return index === 0 ? [] : [index];
}

/** Both ends, the port behind a dot, and a queue. */
const ENDS_OF_SOLARIS =
  /(?:^|\s)\S{1,45}\.[\d*]\S*\s+\S{1,45}\.[\d*]\S*\s+(?:\S+\s+\d+\s+\S+\s+)?\d+(?:\s|$)/;
/** An address, its port, an address: columns of Get-NetTCPConnection. */
const ENDS_OF_POWERSHELL =
  /(?:^|\s)(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.%]*::?[0-9a-f:.%]*)\s+\d{1,5}\s+(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.%]*::?[0-9a-f:.%]*)(?:\s+\d{1,5})?(?:\s|$)/i;

/** Begins like a row whose lines are long. */
export const mayBeBroken = (text: string): boolean =>
  (/(?:^|\s)(?:tcp[46]?|TCP|[A-Z][A-Z0-9_-]{4,10})\s+\S|^\s*\d+:\s+[0-9A-F]{8}|\sIPv[46]\s/.test(text) ||
    ENDS_OF_SOLARIS.test(text) ||
    ENDS_OF_POWERSHELL.test(text)) &&
  /\d/.test(text);

/** The header in a line, behind whatever a paste has put in front of it. */
export function headerIn(text: string): string | null {
  if (!MAY_BE_HEADER.test(text)) return null;
  if (TABLE_READERS.some((reader) => reader.isHeader(text))) return text;
  for (const { index } of text.matchAll(HEADER_LEAD)) {
    const bare = text.slice(index);
    if (index > 0 && TABLE_READERS.some((reader) => reader.isHeader(bare))) return bare;
  }
  return null;
}

/** Words that headers begin with. */
const HEADER_LEAD =
  /(?<=[\s>|#$:;=\]"'`*])(?:Netid|State|Recv-Q|Proto(?=\s+(?:Recv-Q|Local))|COMMAND|SKADDR|PID|sl|TIME|(?:Local|Remote)(?:Address|Port)|LADDR)\b/g;

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
  /(?:^|[\])\w~:/-]\s?)[$#%>]\s+(?:date\s*(?:;|&&)\s*)?((?:sudo\s+|(?:docker|podman|nerdctl|crictl|kubectl|oc)\s+exec\s+(?:\S+\s+){1,12}?|watch\s+(?:-\S+\s+)*|\w+=\S+\s+)*(?:\/\S*\/)?(ss|netstat|lsof|conntrack|tcpstates\S*|tcplife\S*|cat|Get-NetTCPConnection|node|lsof)\b.*)$/i;

/** The command behind a prompt, `ss -tan` of `root@host:~# date; ss -tan`; null: no prompt. */
export const commandIn = (text: string): string | null => PROMPT.exec(text)?.[1].trim() ?? null;

const EXEC = /\b(?:docker|podman|nerdctl|crictl|kubectl|oc)\s+exec\s+(.*)$/;
/** Options of `exec` that take a value of their own (docker-exec(1), kubectl exec --help). */
const WITH_VALUE = new Set([
  '-n',
  '--namespace',
  '--context',
  '-u',
  '--user',
  '-w',
  '--workdir',
  '-e',
  '--env',
  '-c',
  '--container',
]);

/** Where a command ran: the container of `docker exec -it web ss -tan`, `web-0/app` of `kubectl exec web-0 -c app -- ss -tan`; null: on the host. */
export function containerIn(command: string | null): string | null {
  const [, rest] = EXEC.exec(command ?? '') ?? [];
  if (rest === undefined) return null;
  const words = rest.split(/\s+/);
  let name: string | null = null;
  let container: string | null = null;
  for (let at = 0; at < words.length && words[at] !== '--'; at++) {
    const word = words[at];
    const takesValue = WITH_VALUE.has(word);
    if (word === '-c' || word === '--container') container = words[at + 1] ?? null;
    if (takesValue) at++;
    else if (!word.startsWith('-')) name ??= word;
  }
  return name !== null && container !== null ? `${name}/${container}` : name;
}

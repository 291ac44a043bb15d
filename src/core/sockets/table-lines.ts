import { cleanLine } from '../text';
import { textsInJson, unmarked, withoutCells, withoutMargins, withWholeRows } from './pasted';
import { rowsOnOneLine } from './rows-on-one-line';

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

/** Of the texts in JSON, those that may be a line of a table: several words, or words that tables have; times are not. */
const MAY_BE_TABLE = /tcp|listen|estab|wait|local|\n|\d.*\s\S*[\d:*]/i;
const TIME = /^\d{4}-\d\d-\d\d[T ][\d:.,]+(?: ?[+-]\d\d:?\d\d|Z)?\s*$/;
const LINE_ENDS = /\r\r\n|\r\n|\n|\r/;
/** What ends a field of `lsof -F0`. */
const FIELD_END = '\0';

/** The lines of a text, cleaned of what terminals, web pages, mail programs, chats and log collectors did to them. */
export function tableLines(text: string, numbers?: readonly number[]): readonly TableLine[] {
  const raw = text.split(LINE_ENDS).map((line, at) => ({ text: line, line: numbers?.[at] ?? at + 1 }));
  return withoutMargins(
    withWholeRows(raw).flatMap(({ text: whole, line }) =>
      partsOf(whole)
        .map((part) => ({ text: cleaned(part), line }))
        .filter((each) => each.text.trim() !== ''),
    ),
  );
}

/** What was a line by itself before it went into a web page or a log collector's JSON. */
const partsOf = (raw: string): readonly string[] =>
  (
    (raw.includes('"id.orig_h"') ? null : textsInJson(raw))?.filter(
      (text) => MAY_BE_TABLE.test(text) && !TIME.test(text),
    ) ?? [raw]
  )
    .flatMap((text) => text.split(LINE_ENDS))
    .flatMap((line) => line.slice(0, LONGEST_LINE).split(BREAKS))
    .flatMap((line) => line.split(FIELD_END))
    .flatMap(rowsOnOneLine);

const cleaned = (part: string): string =>
  withoutCells(unmarked(cleanLine(unmarked(part).replace(TAGS, ' ')).text).replace(/\t/g, '  '));

const PROMPT =
  /(?:(?:^\s*|[\])\w~:/-]\s?)[$#%>]|(?:^|[\s=:>])\+{1,4})\s+(?:date\s*(?:;|&&)\s*)?((?:sudo\s+|(?:docker|podman|nerdctl|crictl|kubectl|oc|lxc|pct)\s+exec\s+(?:\S+\s+){1,12}?|(?:nsenter|ssh|lxc-attach|chroot|jexec|vagrant\s+ssh)\s+(?:\S+\s+){1,12}?|ip\s+netns\s+exec\s+\S+\s+|(?:timeout|nice)\s+(?:-\S+\s+)*\S+\s+|(?:ba|da|z|k|a)?sh\s+-l?c\s+|adb\s+shell\s+|time\s+|watch\s+(?:-\S+\s+)*|\w+=\S+\s+|['"](?=\w))*(?:\/\S*\/)?(ss|netstat|lsof|conntrack|tcpstates\S*|tcplife\S*|sockstat|nstat|cat|Get-NetTCPConnection|node)\b.*)$/i;

/** The command behind a prompt, `ss -tan` of `root@host:~# date; ss -tan`; null: no prompt. */
export const commandIn = (text: string): string | null => PROMPT.exec(text)?.[1].trim() ?? null;

/** The host that a prompt names, `web01` of `[root@web01 ~]# ss -tan`; null: none. */
export const hostIn = (text: string): string | null =>
  /^[^$#%>]{0,80}?\b[\w.-]{1,32}@([\w.-]{1,63})(?=[\s:\]][^$#%>]{0,200}[$#%>]|[$#%>])/.exec(text)?.[1] ??
  null;

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

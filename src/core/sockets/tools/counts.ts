import type { SocketCount } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableLine } from '../table-lines';

/**
 * `sort | uniq -c`, `awk '{c[$6]++}'` and the like: a number and a state, alone on their line; in capitals or as PowerShell
 * writes them, since `Listen 80` is a setting.
 */
const COUNT_FIRST =
  /^\s*(\d{1,9})\s+([A-Z][A-Z0-9_-]{3,14}|[A-Z][a-z]+(?:Wait|Ack|Sent|Received)[12]?|Established)\s*$/;
const STATE_FIRST =
  /^\s*([A-Z][A-Z0-9_-]{3,14}|[A-Z][a-z]+(?:Wait|Ack|Sent|Received)[12]?|Established)\s*[:=]?\s+(\d{1,9})\s*$/;
/** `TCP:   180 (estab 12, closed 150, orphaned 0, timewait 150)` of `ss -s`. */
const SUMMARY = /^\s*TCP:\s+\d+\s+\((.*)\)(?:, ports \d+)?\s*$/;
/** `  12 192.0.2.9 CLOSE_WAIT`: counted by peer as well. */
const COUNT_OF_PEER =
  /^\s*(\d{1,9})\s+(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:]+:[0-9a-f]{1,4}):?\s+([A-Z][A-Z0-9_-]{3,14})\s*$/;
/** `Group-Object State` of PowerShell: the rows of a group stand behind it. */
const GROUP = /^\s*(\d{1,9})\s+([A-Z][A-Za-z0-9]{3,14})\s+\{.*$/;
/** /proc/net/sockstat: only TIME_WAIT is a state there. */
const SOCKSTAT = /^\s*TCP: inuse \d+ orphan \d+ tw (\d+)\b/;

/** The states that a line counts; empty: it counts none. */
export function countsIn({ text, line }: TableLine): SocketCount[] {
  const summary = SUMMARY.exec(text)?.[1];
  if (summary !== undefined)
    return summary.split(',').flatMap((part) => {
      const [word, , number] = part.trim().split(/(\s+)/);
      return count(line, word ?? '', number?.split('/')[0] ?? '');
    });
  const waiting = SOCKSTAT.exec(text)?.[1];
  if (waiting !== undefined) return count(line, 'TIME_WAIT', waiting);
  const [, ofPeer, state] = COUNT_OF_PEER.exec(text) ?? [];
  if (ofPeer !== undefined) return count(line, state, ofPeer).map((one) => ({ ...one, part: true }));
  const [, number, word] = COUNT_FIRST.exec(text) ?? GROUP.exec(text) ?? [];
  if (word !== undefined) return count(line, word, number);
  const [, name, amount] = STATE_FIRST.exec(text) ?? [];
  return name === undefined ? [] : count(line, name, amount);
}

function count(line: number, word: string, number: string): SocketCount[] {
  const state = stateNamed(word);
  return state === null || !/^\d+$/.test(number) ? [] : [{ line, state, count: Number(number) }];
}

/** Fewer numbers one after another may be counts that happen to be so. */
const NUMBERED = 4;

/** Without lists that number the states, as headers and documents do: `ESTABLISHED 1`, `SYN_SENT 2` and so on. */
export function withoutNumberings(counts: readonly SocketCount[]): readonly SocketCount[] {
  const kept: SocketCount[] = [];
  for (let from = 0, to = 0; from < counts.length; from = to) {
    for (to = from + 1; to < counts.length && follows(counts[to - 1], counts[to]); to++);
    if (to - from < NUMBERED) kept.push(...counts.slice(from, to));
  }
  return kept;
}

const follows = (above: SocketCount, below: SocketCount): boolean =>
  below.line > above.line && below.count === above.count + 1;

/** What counts lines: `| wc -l`, `grep -c CLOSE_WAIT`, `find /c "CLOSE_WAIT"`. */
const COUNTS_LINES = /\|\s*wc\s+-l\b|\bgrep\s+(?:-\S+\s+)*-\w*c\w*\b|\bfind(?:str)?\s+\/c\b/i;
const STATE_IN_COMMAND =
  /(?<![\w-])(?:CLOSE[-_]WAIT|TIME[-_]WAIT|ESTAB(?:LISHED)?|FIN[-_]WAIT[-_]?[12]|SYN[-_]RECV|LAST[-_]ACK)(?![\w-])/gi;

/** The number below a command that counts the lines of one state; null: it is not that. */
export function countAsked(command: string, { text, line }: TableLine): SocketCount | null {
  const number = /^\s*(\d{1,9})\s*$/.exec(text)?.[1];
  const asked = new Set((command.match(STATE_IN_COMMAND) ?? []).map(stateNamed));
  const [state] = asked;
  if (number === undefined || asked.size !== 1 || state == null || !COUNTS_LINES.test(command)) return null;
  if (/\bgrep\s+(?:-\S+\s+)*-\w*v/.test(command)) return null;
  // The heading of ss is a line too, where nothing has left it out.
  const heading =
    /\bss\b[^|]*\bstate\b[^|]*\|\s*wc/.test(command) && !/\bss\s+(?:-\S+\s+)*-\w*H/.test(command);
  return { line, state, count: Math.max(0, Number(number) - (heading ? 1 : 0)) };
}

import type { SocketCount } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableLine } from '../table-lines';

/** `sort | uniq -c`, `awk '{c[$6]++}'` and the like: a number and a state, alone on their line. */
const COUNT_FIRST = /^\s*(\d{1,9})\s+([A-Z][A-Z0-9_-]{3,14})\s*$/i;
const STATE_FIRST = /^\s*([A-Z][A-Z0-9_-]{3,14})\s*[:=]?\s+(\d{1,9})\s*$/i;
/** `TCP:   180 (estab 12, closed 150, orphaned 0, timewait 150)` of `ss -s`. */
const SUMMARY = /^\s*TCP:\s+\d+\s+\((.*)\)\s*$/;

/** The states that a line counts; empty: it counts none. */
export function countsIn({ text, line }: TableLine): SocketCount[] {
  const summary = SUMMARY.exec(text)?.[1];
  if (summary !== undefined)
    return summary.split(',').flatMap((part) => {
      const [word, , number] = part.trim().split(/(\s+)/);
      return count(line, word ?? '', number?.split('/')[0] ?? '');
    });
  const [, number, word] = COUNT_FIRST.exec(text) ?? [];
  if (word !== undefined) return count(line, word, number);
  const [, name, amount] = STATE_FIRST.exec(text) ?? [];
  return name === undefined ? [] : count(line, name, amount);
}

function count(line: number, word: string, number: string): SocketCount[] {
  const state = stateNamed(word);
  return state === null || !/^\d+$/.test(number) ? [] : [{ line, state, count: Number(number) }];
}

/** `nstat`, /proc/net/netstat by name, and the sentence of `netstat -s` (net-tools, statistics.c). */
const OVERFLOWS =
  /^\s*TcpExtListenOverflows\s+(\d{1,15})\b|^\s*(\d{1,15}) times the listen queue of a socket overflowed\b|^\s*ListenOverflows:?\s+(\d{1,15})\s*$/;

/** Connections that the kernel dropped because an accept queue was full; null: the line does not count them. */
export function overflowsIn({ text, line }: TableLine): { line: number; count: number } | null {
  const found = OVERFLOWS.exec(text);
  const number = found?.[1] ?? found?.[2] ?? found?.[3];
  return number === undefined ? null : { line, count: Number(number) };
}

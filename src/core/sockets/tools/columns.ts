import { isNoPeer, parseAddress, parseDottedAddress, type SocketAddress } from '../socket-address';
import { type RowDraft, rowDraft, type SocketProcess } from '../socket-row';
import { stateNamed } from '../state-names';
import { named } from './lsof';
import { processesIn } from './ss';
import type { TableReader } from './table-reader';

/** More words than columns of a row that some were cut out of. */
const MOST_WORDS = 12;
/** What may stand beside the two ends and the state: queues, a protocol, a process. */
const BESIDE = /^(?:\d{1,10}|tcp[46]?|-|\d{1,10}\/\S+|users:\(\(.*)$/;
/** `lsof -i | awk '{print $1, $2, $9, $10}'`. */
const ARROW = /^\s*(?:([A-Za-z]\S*)\s+(\d+)\s+)?(\S+:\S+->\S+:\S+\s+\([A-Z_0-9]+\))\s*$/;

/** Rows that keep both ends and the state, and have lost columns: `netstat -an | awk '{print $4, $5, $6}'`. */
export const columns: TableReader = {
  tool: 'columns',
  row(text) {
    const [, name, pid, ends] = ARROW.exec(text) ?? [];
    if (ends !== undefined)
      return named(ends, name === undefined ? [] : [{ name, pid: Number(pid), fd: null }]);
    const words = text.trim().split(/\s+/, MOST_WORDS + 1);
    return words.length > MOST_WORDS ? null : rowOf(words);
  },
  isHeader: () => false,
  looksLikeRow: () => false,
};

function rowOf(words: readonly string[]): RowDraft | null {
  for (let at = 0; at + 1 < words.length; at++) {
    const [local, peer] = [endIn(words[at]), endIn(words[at + 1])];
    if (local === null || peer === null) continue;
    const behind = stateIn(words[at + 2]);
    const state = behind ?? stateIn(words[at - 1]);
    const before = words.slice(0, behind === null ? Math.max(0, at - 1) : at);
    const rest = words.slice(at + (behind === null ? 2 : 3));
    const process = namedProcess(rest);
    const beside = [...before, ...(process === null ? rest : [])];
    if (state === null || !beside.every((word) => BESIDE.test(word))) return null;
    return rowDraft('columns', {
      local,
      peer: isNoPeer(peer) ? null : peer,
      state,
      processes: process === null ? holders(rest) : [process],
    });
  }
  return null;
}

/** In capitals, as tables have them; `closed` and `CLOSED` are words of logs. */
function stateIn(word: string | undefined): RowDraft['state'] {
  const state = word === undefined || !/^[A-Z][A-Z0-9_-]+$/.test(word) ? null : stateNamed(word);
  return state === 'CLOSED' ? null : state;
}

const NUMERIC = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-f]{0,4}:[0-9a-f:.]+(?:%[\w.-]+)?\]?|\*|localhost)$/i;

function endIn(word: string): SocketAddress | null {
  const end = word.includes(':') ? parseAddress(word) : parseDottedAddress(word);
  return end !== null && NUMERIC.test(end.host) ? end : null;
}

/** `java (1234)`, as people write it into a table of their own. */
function namedProcess(words: readonly string[]): SocketProcess | null {
  const [, name, pid] =
    /^([A-Za-z][\w.-]{0,30}) \((?:pid[ :=]{0,2})?(\d{1,10})\)$/.exec(words.join(' ')) ?? [];
  return name === undefined ? null : { name, pid: Number(pid), fd: null };
}

function holders(words: readonly string[]): readonly SocketProcess[] {
  const users = processesIn(words.join(' '));
  if (users.length > 0) return users;
  return words.flatMap((word) => {
    const [, pid, name] = /^(\d+)\/(\S+)$/.exec(word) ?? [];
    return pid === undefined ? [] : [{ name, pid: Number(pid), fd: null }];
  });
}

import { isNoPeer, parseAddress } from '../socket-address';
import { type RowDraft, rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableReader } from './table-reader';

/** lsof(8): `COMMAND PID [TID] [PGID] [PPID] [TASKCMD] USER FD TYPE DEVICE SIZE/OFF NODE NAME`. */
const ROW =
  /^\s*(\S+)\s+(\d+)\s+(?:\d+\s+){0,3}(?:\S+\s+)??(\S+)\s+(\d+)[a-zA-Z]{0,2}\s+(IPv4|IPv6|inet|sock)\s+(.*)$/;
/** What grep -n, diff and a sentence put right before a row. */
const BEFORE_COMMAND =
  /^(?:(?:\/\S*)?[:-]?\d+[:-](?=[A-Za-z])|\S*:\d+:(?=[A-Za-z])|[+>*`|]+|\S*["'`](?=[A-Za-z])|[^ -~]+(?=[!-~]))/;
/** A socket that is in no table of the kernel's: not connected, or of another network namespace. */
const WITHOUT_CONNECTION = /protocol: TCP(?:v6)?\s*$|can't identify protocol\s*$/;

export const lsof: TableReader = {
  tool: 'lsof',
  row(text) {
    const [, command, pid, , fd, type, rest] = ROW.exec(text) ?? [];
    if (command === undefined) return null;
    // lsof(8), "OUTPUT": blanks and unprintable characters of a command are shown as \x20 and the like.
    const name = command.replace(BEFORE_COMMAND, '').replace(/\\x20/g, ' ');
    const processes = [{ name, pid: Number(pid), fd: Number(fd) }];
    if (type === 'sock') return WITHOUT_CONNECTION.test(rest) ? rowDraft('lsof', { processes }) : null;
    const [, ends] = /\bTCP\s+(.*)$/.exec(rest) ?? [];
    // A connection has its state behind it: without it, the line was cut.
    return ends === undefined || (ends.includes('->') && !/\(.*\)\s*$/.test(ends))
      ? null
      : named(ends, processes);
  },
  continues: /^(?:TCP\s+)?\S*\s*\((?:ST=)?[A-Z_0-9]+(?:\s+Q[RS]=\d+)*\)$/,
  isHeader: (text) => /^\s*COMMAND\s+PID\s+.*\bFD\s+TYPE\b/.test(text),
  looksLikeRow: (text) =>
    /^\s*\S+\s+\d+\s+(?:\d+\s+){0,3}(?:\S+\s+)??\S+\s+\d+[a-zA-Z]{0,2}\s+IPv[46]\s+.*\bTCP\b/.test(text),
};

/** `*:8000 (LISTEN)`, `192.0.2.2:8000->198.51.100.8:40113 (CLOSE_WAIT)`, with -T `(ST=LISTEN QR=0 QS=0)`. */
export function named(text: string, processes: RowDraft['processes']): RowDraft | null {
  const [, from, to, inBrackets = ''] = /^(\S+?)(?:->(\S+))?(?:\s+\((.*)\))?\s*$/.exec(text) ?? [];
  const local = from === undefined ? null : parseAddress(from);
  if (local === null) return null;
  const peer = to === undefined ? null : parseAddress(to);
  const word = /(?:^(?!ST=|QR=|QS=)|ST=)([A-Z_]+[12]?)/.exec(inBrackets)?.[1];
  const state = word === undefined ? null : stateNamed(word);
  // A word that was cut in two is not a state.
  if (word !== undefined && state === null) return null;
  const queue = (name: string): number | null => {
    const number = new RegExp(`\\b${name}=(\\d+)`).exec(inBrackets)?.[1];
    return number === undefined ? null : Number(number);
  };
  return rowDraft('lsof', {
    local,
    peer: peer === null || isNoPeer(peer) ? null : peer,
    state,
    recvQ: queue('QR'),
    sendQ: queue('QS'),
    processes,
  });
}

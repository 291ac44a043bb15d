import { isNoPeer, parseAddress } from '../socket-address';
import { type RowDraft, rowDraft, type SocketProcess, type SocketTimer, type TimerKind } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableReader } from './table-reader';

/**
 * netstat(8) of net-tools and of busybox: `tcp[6] Recv-Q Send-Q Local Foreign State`, then with -e user and inode, with
 * -p `PID/Program` or `-`, with -o the timer.
 */
const ROW = /^\s*tcp6?\s+(\d+)\s+(\d+)\s+(\S+:\S+)\s+(\S+:\S+)\s+([A-Z_]+[12]?)(?:\s+(.*))?$/;
const HEADER = /^\s*Proto\s+Recv-Q\s+Send-Q\s+Local Address\s+Foreign Address\s+State/;
const TIMER = /(?:^|\s)(off|on|keepalive|timewait|probe|on2)\s*\(([\d.]+)\/(\d+)\/(\d+)\)/;
/** Columns behind the state: user and inode, process, timer; from any of them on. */
const CONTINUES =
  /^(?:(?:[\w.@$-]{1,32}\s+)?\d{1,12}(?=\s|$)\s*)?(?:(?:-|\d{1,10}\/\S{1,20}(?: \S{1,20}){0,2}?)(?=\s|$)\s*)?(?:(?:off|on|keepalive|timewait|probe|on2)?\s*(?:\([\d.]+\/\d+\/\d+\))?)?$/;
/** A timer whose numbers a paste cut off. */
const CUT_TIMER = /\s{2,}(?:off|on|keepalive|timewait|probe|on2)\s*(?:\([\d./]*)?$/;
const OWNER = /^([^\s/]+)\s+(\d+)(?=\s|$)/;
const PROGRAM = /(?:^|\s)(\d{1,10})\/(\S.*?)\s*$/;

const TIMERS: Readonly<Record<string, TimerKind>> = {
  off: 'off',
  on: 'on',
  on2: 'on',
  keepalive: 'keepalive',
  timewait: 'timewait',
  probe: 'persist',
};

export const netstatLinux: TableReader = {
  tool: 'netstat',
  row(text) {
    const [, recvQ, sendQ, local, foreign, word, rest = ''] = ROW.exec(text) ?? [];
    if (recvQ === undefined) return null;
    const [here, there, state] = [parseAddress(local), parseAddress(foreign), stateNamed(word)];
    if (here === null || there === null || state === null) return null;
    const isListening = state === 'LISTEN';
    const row = rowDraft('netstat', {
      state,
      local: here,
      peer: isNoPeer(there) ? null : there,
      recvQ: Number(recvQ),
      sendQ: isListening ? null : Number(sendQ),
      // /proc/net/tcp, which netstat reads, gives 0 where it does not know the limit.
      listenLimit: isListening && sendQ !== '0' ? Number(sendQ) : null,
    });
    addDetails(rest, row);
    return row;
  },
  /** A line that a mail program broke before the process. */
  further(text, row) {
    if (row.processes.length > 0 || !/^\s*(?:\d+\/\S|(?:off|on|keepalive|timewait|probe)\s+\()/.test(text))
      return false;
    addDetails(text.trim(), row);
    return true;
  },
  continues: CONTINUES,
  isHeader: (text) => HEADER.test(text),
  looksLikeRow: (text) => /^\s*tcp6?\s+\d+\s+\d+\s+\S+:\S+/.test(text),
};

function addDetails(text: string, row: RowDraft): void {
  row.timer = timerIn(text) ?? row.timer;
  const withoutTimer = text.replace(TIMER, '').trim();
  const [owner, , inode] = OWNER.exec(withoutTimer) ?? [];
  if (inode !== undefined) row.inode = Number(inode);
  const process = processIn(owner === undefined ? withoutTimer : withoutTimer.slice(owner.length));
  if (process !== null) row.processes = [process];
}

function timerIn(text: string): SocketTimer | null {
  const [, kind, seconds, retries] = TIMER.exec(text) ?? [];
  return kind === undefined
    ? null
    : { kind: TIMERS[kind], seconds: kind === 'off' ? null : Number(seconds), retries: Number(retries) };
}

function processIn(text: string): SocketProcess | null {
  const [, pid, name] = PROGRAM.exec(text) ?? [];
  return pid === undefined ? null : { name: name.replace(CUT_TIMER, '').trim(), pid: Number(pid), fd: null };
}
